import ajvDraft4 from "ajv-draft-04";
import { spawnSync } from "node:child_process";
import * as fc from "fast-check";
import { existsSync, readdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { accepts } from "../../../src/read/cases/judge/judge.ts";
import { Models } from "../../../src/aws/gateway/models.ts";
import type { Json } from "../../../src/api/json.ts";
import {
  schema as schemaArbitrary,
  sharedCount,
  value as valueArbitrary,
} from "../../conformance/arbitraries.js";
import { breachesOf } from "../../conformance/gateway-rules.js";
import { apiOf, documentOf } from "../../support/document.ts";
import { newFolder } from "../../support/folder.ts";

const root = join(import.meta.dirname, "..", "..", "..");
const AjvDraft4 = ajvDraft4 as unknown as typeof ajvDraft4.default;
const options = {
  ownProperties: true,
  strict: false,
  validateFormats: false,
  logger: false,
  schemaId: "id",
} as const;

/** A document whose operations each take one random schema; they refer to shared ones, one of them recursive. */
function randomDocument(seed: number) {
  const shared = fc.sample(schemaArbitrary, { numRuns: sharedCount - 1, seed });
  const subjects = fc.sample(schemaArbitrary, { numRuns: 40, seed: seed + 1 });
  const tree = { type: ["object", "null"], properties: { a: { $ref: "#/components/schemas/D0" } } };
  const plain = (each: unknown) =>
    JSON.parse(JSON.stringify(each).replaceAll('"$ref":', '"$comment":'));
  const schemas = Object.fromEntries(
    [tree, ...shared.map(plain)].map((each, index) => [`D${index}`, each]),
  );
  const paths = subjects.map((schema, index) => {
    const requestBody = { required: true, content: { "application/json": { schema } } };
    const post = {
      operationId: `op${index}`,
      requestBody,
      responses: { 204: { description: "" } },
    };
    return [`/p${index}`, { post }] as const;
  });
  return documentOf(Object.fromEntries(paths), schemas);
}

describe("the gateway is only ever looser than the function", () => {
  it.each([1, 2, 3, 4, 5])("on random schemas and values (%i)", (seed) => {
    const { api } = apiOf(randomDocument(seed * 100));
    const named = new Map(api.schemas.map((each) => [each.key, each]));
    const models = new Models(api.schemas);
    const bodies = api.operations.flatMap(({ body }) =>
      (body?.media ?? []).map((media) => ({
        media,
        name: models.add(media.typeName, media.schema),
      })),
    );
    const schemas = Object.fromEntries(models.all.map(({ name, schema }) => [name, schema]));
    const ajv = new AjvDraft4(options);
    ajv.addSchema({ id: "doc:/", components: { schemas } } as never, "doc:/", undefined, false);
    const values = fc.sample(valueArbitrary, { numRuns: 150, seed }) as Json[];
    let accepted = 0;
    for (const { media, name } of bodies.filter((each) => Object.hasOwn(schemas, each.name))) {
      const takes = ajv.compile({ $ref: `doc:/#/components/schemas/${name}` });
      for (const value of values.filter((each) => accepts(media.schema, each, named))) {
        accepted += 1;
        expect(
          takes(value),
          `${name} ${JSON.stringify(value)} ${JSON.stringify(schemas[name])}`,
        ).toBe(true);
      }
    }
    expect(accepted).toBeGreaterThan(200);
  });

  it("and its models keep the rules of the import, whatever the schema", () => {
    const { api } = apiOf(randomDocument(7));
    const models = new Models(api.schemas);
    api.operations.forEach(({ body }) =>
      body?.media.forEach((media) => models.add(media.typeName, media.schema)),
    );
    const schemas = Object.fromEntries(models.all.map(({ name, schema }) => [name, schema]));
    const document = { openapi: "3.0.1", paths: {}, components: { schemas, securitySchemes: {} } };
    expect(breachesOf(document)).toEqual([]);
  });

  const corpus = join(root, "..", "shared", "corpus");
  it.skipIf(!existsSync(corpus)).each(["real31", "apigw"])(
    "on the documents of %s (skipped: no corpus, where it is absent)",
    (name) => {
      const folder = newFolder();
      const list = readdirSync(join(corpus, name)).filter((each) => each.endsWith(".json"));
      writeFileSync(join(folder, "list.txt"), list.join("\n"));
      const args = [
        join(root, "tools", "corpus", "gateway.js"),
        join(folder, "list.txt"),
        join(corpus, name),
      ];
      const { status, stdout } = spawnSync(process.execPath, args, { encoding: "utf8" });
      expect(status, stdout).toBe(0);
      expect(stdout).toContain(` ${list.length} documents, 0 refused; 0 rules broken;`.trimStart());
    },
    120_000,
  );
});
