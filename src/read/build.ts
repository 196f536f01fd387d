import type { Collector } from "../diagnostics/collector.ts";
import type { Cases, SchemaCases } from "../api/cases.ts";
import type { UncasedSchema } from "../api/named.ts";
import type { Api } from "../api/api.ts";
import type { ReadingChoices } from "../api/choices.ts";
import { own, rawAt, textAt, type Raw } from "../lib/json.ts";
import type { Spec } from "../document/spec.ts";
import { holdsBytes } from "./cases/vectors/bytes.ts";
import { schemaCases } from "./cases/vectors/cases.ts";
import { noteUnsampled } from "./cases/requests/unsampled.ts";
import { buildCases } from "./cases/requests/cases.ts";
import { checkDefaults } from "./cases/judge/defaults.ts";
import { Context } from "./context.ts";
import {
  findOperations,
  nameOperations,
  readOperation,
  type FoundOperation,
} from "./operations.ts";
import { extensionsOf } from "./extensions.ts";
import { cutCycles } from "./schemas/cycles.ts";
import { buildNamed, nameSchemas } from "./schemas/named.ts";
import { docOf } from "./schemas/doc.ts";
import { markCoverers } from "./schemas/coverers.ts";
import { markSettlers } from "./schemas/settle.ts";
import { Subtypes } from "./schemas/subtypes.ts";
import { readSchemes } from "./security.ts";
import { checkWeight } from "./schemas/weight.ts";
import { Variants } from "./schemas/variants.ts";
import { checkOperations } from "./unique.ts";

/**
 * Makes the model from a document: plain data, sorted, with every name settled.
 *
 * @returns the model as far as it could be built; what could not is an error in `found`
 */
export function buildApi(spec: Spec, found: Collector, options: ReadingChoices): Api {
  const context = contextOf(spec, found, options);
  const isTooHeavy = found.all.some(({ code }) => code === "schema/weight");
  const operations = isTooHeavy ? [] : findOperations(context);
  if (!isTooHeavy) {
    checkOperations(context, operations);
  }
  const names = nameOperations(context, operations);
  const taken = new Set(context.typeNames.map((name) => name.toLowerCase()));
  const read = operations.map((each) => readOperation(context, each, nameOf(names, each), taken));
  const named = buildNamed(context, taken);
  const units = [...read.map((each) => each.settling), ...named];
  checkDefaults(
    context,
    units.flatMap(({ defaulted }) => defaulted),
  );
  markCoverers(units, context.named);
  markSettlers(units, context.named);
  const isTested = options.tests !== "off";
  const root = spec.data as Raw;
  const info = rawAt(root, "info");
  return {
    title: textAt(info, "title") ?? "API",
    version: String(own(info, "version") ?? "0"),
    doc: docOf({ summary: info["summary"], description: info["description"] }),
    operations: read.map(({ operation }) => ({
      ...operation,
      cases: isTested ? buildCases(context, operation) : untested,
    })),
    schemas: [...context.named.values()]
      .sort((a, b) => (a.name.pascal < b.name.pascal ? -1 : 1))
      .map((named) => ({ ...named, cases: isTested ? casesOf(context, named) : noCases })),
    schemes: readSchemes(context),
    extensions: extensionsOf(root),
    origin: { file: spec.root, pointer: "" },
  };
}

/** What a named schema is tried with; what holds bytes is tried in requests only. */
function casesOf(context: Context, { name, schema }: UncasedSchema): SchemaCases {
  const { named } = context;
  const cases = holdsBytes(schema, named) ? noCases : schemaCases(schema, named);
  noteUnsampled(context, name.pascal, [cases], schema.origin);
  return cases;
}

/** The cases of an operation for which no tests are asked. */
const untested: Cases = {
  request: null,
  accepted: [],
  refused: [],
  answers: [],
  brokenAnswers: [],
  parts: [],
};

const noCases: SchemaCases = { bases: [], rows: [], settled: [], unsampled: [] };

function nameOf<Value>(names: ReadonlyMap<string, Value>, found: FoundOperation): Value {
  const name = names.get(found.key);
  if (name === undefined) {
    throw new Error(`no name was made for ${found.key}`);
  }
  return name;
}

/** Finds, before anything is built, which schemas are referred to and need two variants. */
function contextOf(spec: Spec, found: Collector, options: ReadingChoices): Context {
  const subtypes = new Subtypes(spec);
  const none = new Variants(spec, subtypes, [], []);
  const scout = new Context(spec, found, options, new Map(), none, subtypes);
  const operations = findOperations(scout);
  const requests = operations.flatMap(({ operation, pathItem }) => [
    { requestBody: operation["requestBody"], parameters: operation["parameters"] },
    { parameters: pathItem["parameters"] },
  ]);
  const responses = operations.map(({ operation }) => ({ responses: operation["responses"] }));
  const variants = new Variants(spec, subtypes, requests, responses);
  const context = new Context(
    spec,
    found,
    options,
    nameSchemas(variants, subtypes, found),
    variants,
    subtypes,
  );
  context.cuts = cutCycles(spec, variants.values, found);
  checkWeight(context, variants.values, found);
  return context;
}
