import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { deploy } from "../../src/aws/backend.ts";
import { proposedSecurity } from "../../src/aws/gateway/counterparts.ts";
import { configWith } from "../../src/config/config.ts";
import { Collector } from "../../src/diagnostics/collector.ts";
import { openDocument } from "../../src/document/open.ts";
import { loadPacks } from "../../src/packs/load.ts";
import { planFiles } from "../../src/packs/plan.ts";
import { slotsOf } from "../../src/packs/slots.ts";
import { buildApi } from "../../src/read/build.ts";

const root = join(import.meta.dirname, "..", "..");

/** Freezes a value and all that it holds. */
function frozen<Value>(value: Value, seen = new Set<unknown>()): Value {
  if (typeof value === "object" && value !== null && !seen.has(value)) {
    seen.add(value);
    Object.values(value).forEach((each) => frozen(each, seen));
    Object.freeze(value);
  }
  return value;
}

describe("the API is finished when it is read", () => {
  it.each([
    "specs/users.yaml",
    "specs/shapes.yaml",
    "specs/parameters.yaml",
    "specs/orders/openapi.yaml",
    "specs/examples/users.yaml",
    "test/packs/documents/keywords.yaml",
  ])("%s: nothing after changes it, nor the backend that is made of it", async (path) => {
    const found = new Collector();
    const folder = join(root, "specs");
    const config = configWith({ folder, spec: path, unroutable: "omit", undeclared: "assume" });
    const spec = await openDocument({ path: join(root, path), root: null }, root, found);
    // Copies: constants of modules that are part of the values stay as they are for other tests.
    const api = frozen(structuredClone(buildApi(spec, found, config)));
    const security = proposedSecurity(api);
    const backend = frozen(structuredClone(deploy(api, { ...config, security }, new Map(), found)));
    const files = planFiles({ backend, packs: loadPacks(slotsOf({}), folder) });
    expect(files.length).toBeGreaterThan(10);
  });

  it("and its types say no word of AWS or of a template", () => {
    const words =
      /\b(?:aws|gateway api|api gateway|lambda|iam|cognito|dynamodb|s3|sqs|template|handlebars|partial)\b/i;
    const texts = readdirSync(join(root, "src", "api")).map((name): [string, string] => [
      name,
      readFileSync(join(root, "src", "api", name), "utf8"),
    ]);
    expect(texts.filter(([, text]) => words.test(text)).map(([name]) => name)).toEqual([]);
  });

  it("and no stage after the document's own asks for its version", () => {
    const paths = readdirSync(join(root, "src"), { recursive: true, encoding: "utf8" });
    const asking = paths.filter(
      (path) =>
        path.endsWith(".ts") &&
        !path.startsWith("document/") &&
        // The page of the local gateway shows a document of its own making.
        !path.startsWith("emulator/dev/page/") &&
        /versionOf|"swagger"|, "openapi"\)|isVersion/.test(
          readFileSync(join(root, "src", path), "utf8"),
        ),
    );
    expect(asking).toEqual([]);
  });
});
