// Holds the projections of real documents to the rules of API Gateway's import, to soundness (whatever the function
// accepts, the gateway's model accepts), and to what `sls-gen dev` serves: all of it. Usage: node tools/corpus/gateway.js LIST FOLDER [SEED]
import AjvDraft4 from "ajv-draft-04";
import * as fc from "fast-check";
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { buildApi } from "../../dist/src/read/build.js";
import { accepts } from "../../dist/src/read/cases/judge/judge.js";
import { schemaCases } from "../../dist/src/read/cases/vectors/cases.js";
import { strangersTo } from "../../dist/src/read/cases/vectors/strangers.js";
import { setAt } from "../../dist/src/read/cases/vectors/places.js";
import { tokensOf } from "../../dist/src/lib/pointer.js";
import { configWith } from "../../dist/src/config/config.js";
import { Collector } from "../../dist/src/diagnostics/collector.js";
import { proposedSecurity } from "../../dist/src/aws/gateway/counterparts.js";
import { loadApi } from "../../dist/src/emulator/gateway/load.js";
import { planFiles } from "../../dist/src/packs/plan.js";
import { loadPacks } from "../../dist/src/packs/load.js";
import { slotsOf } from "../../dist/src/packs/slots.js";
import { loadSpec } from "../../dist/src/document/load.js";
import { value as anyValue } from "../../test/conformance/arbitraries.js";
import { breachesOf } from "../../test/conformance/gateway-rules.js";
import { deploy } from "../../dist/src/aws/backend.js";

/** Code points, as Java counts them; without where the pattern does not compile so. */
const regExp = (source) => {
  try {
    return new RegExp(source, "u");
  } catch {
    return new RegExp(source);
  }
};
regExp.code = "regExp";

const quiet = { ownProperties: true, strict: false, validateFormats: false, logger: false };
const options = { ...quiet, schemaId: "id", code: { regExp } };

/** Only the gateway's document is rendered, and what says which function answers. */
const packs = loadPacks(slotsOf({}), ".").map((pack) => ({
  ...pack,
  files: pack.files.map((file) =>
    ["document", "functions"].includes(file.role) ? file : { ...file, when: "project.orphans" },
  ),
}));

/** The projection of a document: null where it is refused. */
function projected(path, root) {
  const found = new Collector();
  const spec = loadSpec({ path, root }, ".", found);
  if (spec === null || found.hasErrors) {
    return null;
  }
  const choices = { unroutable: "omit", undeclared: "assume", intrinsics: "keep" };
  const base = configWith({ folder: ".", spec: "x", ...choices });
  const api = buildApi(spec, found, base);
  const config = { ...base, security: proposedSecurity(api) };
  const backend = deploy(api, config, new Map(), found);
  if (found.hasErrors) {
    return null;
  }
  const files = planFiles({ backend, packs });
  const document = JSON.parse(files.find(({ path }) => path === "gateway/openapi.json").text);
  return { api, gateway: backend.gateway, document, files };
}

/** What `sls-gen dev` does not serve of what was generated; the document's own integrations may need AWS. */
function notServed({ gateway, files }) {
  const folder = mkdtempSync(join(tmpdir(), "sls-gen-served-"));
  try {
    writeFiles(folder, files);
    const own = gateway.paths.flatMap(({ path, methods }) =>
      methods
        .filter(({ integration }) => integration.kind === "own")
        .map(({ operation }) => `${operation.method.toUpperCase()} ${path}`),
    );
    return loadApi(folder)
      .resources.flatMap(({ methods }) => Object.values(methods))
      .filter(({ integration }) => integration.kind === "absent")
      .filter(({ resource, method }) => !own.includes(`${method} ${resource}`))
      .map(({ integration }) => integration.what);
  } finally {
    rmSync(folder, { recursive: true });
  }
}

function writeFiles(folder, files) {
  mkdirSync(join(folder, "gateway"));
  files.forEach(({ path, text }) => writeFileSync(join(folder, path), text));
}

/** Variants of a value: a part of it replaced, removed or added to, at random. */
function variantsOf(value, seed, count) {
  const values = fc.sample(anyValue, { numRuns: count, seed });
  const numbers = fc.sample(fc.nat(), { numRuns: count, seed: seed + 1 });
  return values.map((part, index) => replaced(value, part, numbers[index]));
}

function replaced(value, part, number) {
  if (typeof value !== "object" || value === null || number % 7 === 0) {
    return part;
  }
  const keys = Object.keys(value);
  const key = keys[number % Math.max(1, keys.length)];
  const copy = Array.isArray(value) ? [...value] : { ...value };
  if (key === undefined || number % 5 === 1) {
    return Array.isArray(copy) ? [...copy, part] : { ...copy, [`extra${number % 3}`]: part };
  }
  if (number % 5 === 2) {
    return Array.isArray(copy)
      ? copy.filter((_, at) => at !== Number(key))
      : Object.fromEntries(Object.entries(copy).filter(([name]) => name !== key));
  }
  copy[key] = replaced(value[key], part, Math.floor(number / 7));
  return copy;
}

/** What a schema is tried with: that of a named one, or of its own. */
function casesOf(schema, named) {
  return schema.target === null
    ? schemaCases(schema, named)
    : (named.get(schema.target.key)?.cases ?? { bases: [], rows: [] });
}

/** Values that a body's schema accepts, and whether the model takes them: those that it does not. */
function counterexamples(made, seed) {
  const named = new Map(made.api.schemas.map((each) => [each.key, each]));
  const ajv = new AjvDraft4(options);
  const { schemas } = made.document.components;
  ajv.addSchema({ id: "doc:/", components: { schemas } }, "doc:/", undefined, false);
  const result = { pairs: 0, wrong: [] };
  for (const { operation, bodies } of made.gateway.paths.flatMap(({ methods }) => methods)) {
    for (const { type, model } of bodies) {
      const media = operation.body.media.find((each) => each.bare === type);
      const validate = ajv.compile({ $ref: `doc:/#/components/schemas/${model}` });
      const cases = casesOf(media.schema, named);
      const base = [...media.examples.map(({ value }) => value), ...cases.bases].slice(0, 4);
      const values = [
        ...base.flatMap((each) => [each, ...strangersTo(each), ...variantsOf(each, seed, 30)]),
        ...cases.rows.flatMap(({ of, at, values }) =>
          values.map((value) => setAt(cases.bases[of], tokensOf(at), value)),
        ),
      ];
      for (const value of values.filter((each) => accepts(media.schema, each, named))) {
        result.pairs += 1;
        if (!validate(value)) {
          const error = `${validate.errors?.[0]?.schemaPath} ${validate.errors?.[0]?.message}`;
          result.wrong.push(`${operation.key} ${JSON.stringify(value).slice(0, 200)}: ${error}`);
        }
      }
    }
  }
  return result;
}

const [list = "", folder = ".", seed = "1"] = process.argv.slice(2);
const total = { documents: 0, refused: 0, pairs: 0, wrong: 0, breaches: 0, notServed: 0 };
for (const line of readFileSync(list, "utf8").split("\n").filter(Boolean)) {
  const name = line.split("\t")[0];
  const made = projected(join(folder, name), folder);
  total.documents += 1;
  if (made === null) {
    total.refused += 1;
    process.stdout.write(`${name}: refused\n`);
    continue;
  }
  const breaches = breachesOf(made.document);
  const refused = notServed(made);
  total.notServed += refused.length;
  refused.forEach((each) => process.stdout.write(`${name}: not served: ${each}\n`));
  const { pairs, wrong } = counterexamples(made, Number(seed));
  total.pairs += pairs;
  total.wrong += wrong.length;
  total.breaches += breaches.length;
  breaches.slice(0, 3).forEach(({ rule, at }) => process.stdout.write(`${name}: ${rule}: ${at}\n`));
  wrong.slice(0, 3).forEach((each) => process.stdout.write(`${name}: unsound: ${each}\n`));
}
process.stdout.write(
  `${total.documents} documents, ${total.refused} refused; ${total.breaches} rules broken; ` +
    `${total.pairs} accepted values, ${total.wrong} of them refused by the gateway; ${total.notServed} not served\n`,
);
process.exitCode = total.breaches + total.wrong + total.notServed === 0 ? 0 : 1;
