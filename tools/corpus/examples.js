// Holds the validators to the examples of real documents: every JSON example that its own schema accepts, by
// Ajv, must be accepted. Usage: node tools/corpus/examples.js LIST FOLDER (after npm run build)
// The interpreter of checks stands in for generated validators, to which other tests hold it.
import Ajv2020 from "ajv/dist/2020.js";
import AjvDraft4 from "ajv-draft-04";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { buildApi } from "../../dist/src/read/build.js";
import { refusal } from "../../dist/src/read/cases/judge/judge.js";
import { choicesWith } from "../../dist/src/config/choices.js";
import { Collector } from "../../dist/src/diagnostics/collector.js";
import { loadSpec } from "../../dist/src/document/load.js";

const options = { strict: false, validateFormats: false, ownProperties: true, logger: false };

/** A document of OpenAPI 3.0 or 2.0 as draft-04 has it: null among the types, references alone. */
function asDraft4(node) {
  if (Array.isArray(node)) {
    return node.map(asDraft4);
  }
  if (typeof node !== "object" || node === null) {
    return node;
  }
  if (typeof node.$ref === "string") {
    return { $ref: node.$ref };
  }
  const made = Object.fromEntries(Object.entries(node).map(([key, each]) => [key, asDraft4(each)]));
  const isNullable = made.nullable === true || made["x-nullable"] === true;
  return isNullable && typeof made.type === "string"
    ? { ...made, type: [made.type, "null"] }
    : made;
}

/** Every media type of a document, and the named schemas. */
function mediaOf(path) {
  const found = new Collector();
  const spec = loadSpec({ path, root: null }, ".", found);
  if (spec === null || found.hasErrors) {
    return { media: [], named: new Map(), spec: null };
  }
  const api = buildApi(spec, found, choicesWith({ formats: "annotate", undeclared: "assume" }));
  const media = api.operations.flatMap(({ body, responses }) => [
    ...(body?.media ?? []),
    ...responses.flatMap(({ answers }) => answers.flatMap((answer) => answer.media ?? [])),
  ]);
  return { media, named: new Map(api.schemas.map((each) => [each.key, each])), spec };
}

const [list = "", folder = "."] = process.argv.slice(2);
const total = { judged: 0, accepted: 0, refused: 0, skipped: 0, documents: 0 };
for (const line of readFileSync(list, "utf8").split("\n").filter(Boolean)) {
  const name = line.split("\t")[0];
  const { media, named, spec } = mediaOf(join(folder, name));
  const is31 = String(spec?.data.openapi).startsWith("3.1");
  const ajv = is31 ? new Ajv2020(options) : new AjvDraft4({ ...options, schemaId: "$id" });
  const document = spec === null ? {} : is31 ? spec.data : asDraft4(spec.data);
  try {
    ajv.addSchema({ ...document, $id: "doc:/" }, "doc:/", undefined, false);
  } catch {
    total.documents += 1;
    continue;
  }
  for (const { schema, examples } of media.filter(({ codec }) => codec === "json")) {
    const { pointer, file } = schema.origin;
    for (const { value, origin } of examples) {
      try {
        if (file !== spec.root || pointer === "") {
          throw new Error("not in the root file");
        }
        const uri = `doc:/#${encodeURI(pointer).replaceAll("#", "%23")}`;
        const isValid = ajv.compile({ $ref: uri })(value);
        total.judged += 1;
        total.accepted += isValid ? 1 : 0;
        const why = isValid ? refusal(schema, value, named) : null;
        if (why !== null) {
          total.refused += 1;
          process.stdout.write(`${name}${origin.pointer}: ${why.keyword} at ${why.pointer}\n`);
        }
      } catch {
        total.skipped += 1;
      }
    }
  }
}
process.stdout.write(
  `${total.judged} examples judged, ${total.accepted} accepted by Ajv, ${total.refused} of them refused; ${total.skipped} skipped, ${total.documents} documents that Ajv cannot take\n`,
);
process.exitCode = total.refused === 0 ? 0 : 1;
