// Holds generated validators to Ajv 2020 on random schemas and values. Usage:
//   npm run differential -- [--pairs N] [--seed N] [--values N]
// Prints how many pairs agree, how many are valid, and every disagreement. Where Ajv and we differ, a second
// implementation is asked: a disagreement in which it is with us is Ajv's own.
import { registerSchema, unregisterSchema, validate } from "@hyperjump/json-schema/draft-2020-12";
import Ajv from "ajv/dist/2020.js";
import { build } from "esbuild";
import * as fc from "fast-check";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join, relative } from "node:path";
import { pathToFileURL } from "node:url";
import { parseArgs } from "node:util";
import { schema as schemaArbitrary, sharedCount, value as valueArbitrary } from "./arbitraries.js";
import { filesOf } from "./project.js";

const batchSize = 100;

/** Schemas S0… and the shared D0… that they refer to, one of them recursive. */
function componentsOf(seed) {
  const shared = fc.sample(schemaArbitrary, { numRuns: sharedCount - 1, seed });
  const subjects = fc.sample(schemaArbitrary, { numRuns: batchSize, seed: seed + 1 });
  const tree = { type: ["object", "null"], properties: { a: { $ref: "#/components/schemas/D0" } } };
  const named = (letter, list) => list.map((each, index) => [`${letter}${index}`, each]);
  const withoutRefs = (each) =>
    JSON.parse(JSON.stringify(each).replaceAll('"$ref":', '"$comment":'));
  return Object.fromEntries([
    ...named("D", [tree, ...shared.map(withoutRefs)]),
    ...named("S", subjects),
  ]);
}

/** A document whose operation answers with every subject. */
function documentOf(schemas) {
  const subjects = Object.keys(schemas).filter((name) => name.startsWith("S"));
  const refs = subjects.map((name) => ({ $ref: `#/components/schemas/${name}` }));
  const content = { "application/json": { schema: { prefixItems: refs } } };
  const get = { operationId: "read", responses: { 200: { description: "", content } } };
  return {
    openapi: "3.1.0",
    info: { title: "Differential", version: "1" },
    paths: { "/x": { get } },
    components: { schemas },
  };
}

/** The generated project of a batch on disk, and its validators by name. */
export async function validatorsOf(schemas, folder) {
  const subjects = Object.keys(schemas).filter((name) => name.startsWith("S"));
  writeFileSync(join(folder, "openapi.json"), JSON.stringify(documentOf(schemas)));
  for (const file of filesOf(folder)) {
    mkdirSync(dirname(join(folder, file.path)), { recursive: true });
    writeFileSync(join(folder, file.path), file.text);
  }
  const lines = subjects.map((name) => `export * from "./src/generated/schemas/${name}.ts";`);
  writeFileSync(join(folder, "all.ts"), lines.join("\n"));
  const outfile = join(folder, "all.mjs");
  const options = { bundle: true, format: "esm", platform: "node", logLevel: "silent" };
  await build({ entryPoints: [join(folder, "all.ts")], outfile, ...options });
  return import(pathToFileURL(outfile).href);
}

/** One batch: every subject against the same values. */
export async function runBatch(seed, valuesPer, folder) {
  const schemas = componentsOf(seed);
  const generated = await validatorsOf(schemas, folder);
  const ajv = new Ajv({
    strict: false,
    validateFormats: false,
    ownProperties: true,
    logger: false,
  });
  ajv.addSchema({ $id: "doc:/", components: { schemas } });
  const values = fc.sample(valueArbitrary, { numRuns: valuesPer, seed: seed + 2 });
  const result = {
    pairs: 0,
    valid: 0,
    crashes: 0,
    disagreements: [],
    explained: [],
    accepted: [],
    schemas,
  };
  for (const name of Object.keys(schemas).filter((each) => each.startsWith("S"))) {
    const oracle = ajv.compile({ $ref: `doc:/#/components/schemas/${name}` });
    for (const value of values) {
      const expected = verdictOf(oracle, value);
      if (expected === null) {
        result.crashes += 1;
        continue;
      }
      result.pairs += 1;
      result.valid += expected ? 1 : 0;
      if (generated[`is${name}`](value) !== expected) {
        const differing = { seed, name, schema: schemas[name], value, expected };
        const isOurs = (await secondVerdict(schemas, name, value)) === expected;
        (isOurs ? result.disagreements : result.explained).push(differing);
      } else if (expected) {
        result.accepted.push({ name, value });
      }
    }
  }
  return result;
}

/** What another implementation says. */
async function secondVerdict(schemas, name, value) {
  const uri = "https://differential.test/document";
  const dialect = "https://json-schema.org/draft/2020-12/schema";
  registerSchema({ $ref: `#/components/schemas/${name}`, components: { schemas } }, uri, dialect);
  try {
    return (await validate(uri, value)).valid;
  } finally {
    unregisterSchema(uri);
  }
}

/** Ajv's word; null where its own code throws. */
function verdictOf(oracle, value) {
  try {
    return oracle(value);
  } catch {
    return null;
  }
}

/** As many batches as the pairs need. */
export async function runDifferential(pairs, seed, valuesPer = 50) {
  const total = { pairs: 0, valid: 0, crashes: 0, disagreements: [], explained: [] };
  for (let batch = 0; total.pairs < pairs; batch += 1) {
    const folder = mkdtempSync(join(tmpdir(), "sls-gen-differential-"));
    try {
      const result = await runBatch(seed + batch * 10, valuesPer, folder);
      total.pairs += result.pairs;
      total.valid += result.valid;
      total.crashes += result.crashes;
      total.disagreements.push(...result.disagreements);
      total.explained.push(...result.explained);
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  }
  return total;
}

if (process.argv[1] !== undefined && relative(process.argv[1], import.meta.filename) === "") {
  const { values } = parseArgs({
    options: {
      pairs: { type: "string", default: "100000" },
      seed: { type: "string", default: "1" },
      values: { type: "string", default: "50" },
    },
  });
  const { pairs, valid, crashes, disagreements, explained } = await runDifferential(
    Number(values.pairs),
    Number(values.seed),
    Number(values.values),
  );
  for (const { seed, name, schema, value, expected } of disagreements.slice(0, 20)) {
    const said = `${JSON.stringify(schema)} ${JSON.stringify(value)}`;
    process.stdout.write(`seed ${seed}, ${name}: Ajv says ${expected}: ${said}\n`);
  }
  process.stdout.write(
    `${pairs} pairs, ${((100 * valid) / pairs).toFixed(1)} % valid, ${disagreements.length} disagreements; Ajv alone differs in ${explained.length} and threw in ${crashes} (seed ${values.seed})\n`,
  );
  process.exitCode = disagreements.length === 0 ? 0 : 1;
}
