import type { Limit } from "../aws/limits.ts";
import type { Stack } from "../aws/stack/stack.ts";
import type { PlannedFile } from "./file.ts";

/**
 * The longest name of a function (Lambda: quotas), where the infrastructure names functions itself.
 *
 * @param pattern in which `{name}` stands for the project and `{id}` for the function
 */
export function nameLimits(stack: Stack, name: string, pattern: string | undefined): Limit[] {
  const names = stack.functions.map(({ id }) =>
    (pattern ?? "").replace("{name}", name).replace("{id}", id),
  );
  const longest = names.reduce((a, b) => (b.length > a.length ? b : a), "");
  return [
    {
      what: `characters of the function's name ${longest}`,
      count: longest.length,
      limit: 64,
      fix: "give the project a shorter `name` in the config, or the operation a shorter operationId",
    },
  ];
}

/** Sizes of texts that AWS limits. @param files those that are planned */
export function sizeLimits(files: readonly PlannedFile[]): Limit[] {
  const bytes = (path: string) =>
    Buffer.byteLength(files.find((file) => file.path === path)?.text ?? "");
  const document = bytes("gateway/openapi.json");
  const template = bytes("template.yaml");
  return [
    {
      what: "bytes of the document that API Gateway imports",
      count: document,
      limit: 6_000_000,
      fix: "split the document into several APIs behind one domain",
    },
    {
      what: "bytes of the template with that document in it",
      count: template === 0 ? 0 : template + document,
      limit: 1_000_000,
      fix: "split the functions with the config key `split: tag`, or the document into several APIs",
    },
  ];
}
