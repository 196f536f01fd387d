import { join } from "node:path";
import { configWith, type Config } from "../../src/config/config.ts";
import { Collector } from "../../src/diagnostics/collector.ts";
import { renderProject } from "../../src/render.ts";
import { formatFile } from "../../src/packs/format.ts";

const root = join(import.meta.dirname, "..", "..");

/** What stands for the schemes of orders: one of each kind. */
const security = {
  customer: { kind: "cognito" },
  partner: { kind: "apiKey" },
  session: { kind: "request", ttl: 60, identitySources: ["header.Cookie"] },
  staff: { kind: "token", ttl: 300, validation: "^Bearer [-0-9a-zA-Z._]+$" },
} as const;

const orders = { spec: "orders/openapi.yaml", security, gatewayValidation: "all" } as const;

/** The golden projects by name; a name with a dash is another infrastructure for the same document. */
export const projects: Readonly<Record<string, Pick<Config, "spec"> & Partial<Config>>> = {
  users: { spec: "users.yaml" },
  "users-cdk": { spec: "users.yaml", iac: "cdk" },
  "users-terraform": { spec: "users.yaml", iac: "terraform" },
  "users-serverless": { spec: "users.yaml", iac: "serverless" },
  store: { spec: "examples/users.yaml" },
  "store-cdk": { spec: "examples/users.yaml", iac: "cdk" },
  "store-terraform": { spec: "examples/users.yaml", iac: "terraform" },
  "store-serverless": { spec: "examples/users.yaml", iac: "serverless" },
  shapes: { spec: "shapes.yaml" },
  parameters: { spec: "parameters.yaml" },
  orders,
  "orders-cdk": { ...orders, iac: "cdk" },
  "orders-terraform": { ...orders, iac: "terraform" },
  "orders-serverless": { ...orders, iac: "serverless" },
};

/** Every file of a golden project, as it would first be written. */
export async function projectFiles(name: string): Promise<Map<string, string>> {
  const said = projects[name];
  if (said === undefined) {
    throw new Error(`there is no golden project ${name}`);
  }
  const config = configWith({ folder: join(root, "specs"), name, ...said });
  const { files } = await renderProject(config, root, new Collector());
  const texts = files.map(async ({ path, isUnformatted, text }): Promise<[string, string]> => [
    path,
    isUnformatted ? await formatFile(path, text) : text,
  ]);
  return new Map(await Promise.all(texts));
}
