// How many schemas of a list of documents have a sample, and whether Ajv accepts it. Usage:
//   npm run samples -- LIST FOLDER
// LIST holds one path a line, relative to FOLDER. Each named schema, and each schema of a location, a body or a response,
// is one. Ajv judges it as JSON Schema 2020-12; formats are judged by the functions of generated projects.
import { Ajv2020 } from "ajv/dist/2020.js";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { choicesWith } from "../../dist/src/config/choices.js";
import { Collector } from "../../dist/src/diagnostics/collector.js";
import { loadSpec } from "../../dist/src/document/load.js";
import { buildApi } from "../../dist/src/read/build.js";
import { judged } from "./schema-of.js";

const [list = "", folder = "."] = process.argv.slice(2);
const documents = readFileSync(list, "utf8")
  .split("\n")
  .map((line) => line.split("\t")[0].trim())
  .filter((line) => line !== "");

const counts = { documents: 0, schemas: 0, sampled: 0, accepted: 0 };
const slowest = { document: "", seconds: 0 };
for (const document of documents) {
  const started = performance.now();
  const found = new Collector();
  const spec = loadSpec({ path: join(folder, document), root: null }, folder, found);
  if (spec === null) {
    continue;
  }
  const api = buildApi(spec, found, choicesWith({}));
  counts.documents += 1;
  for (const { name, cases, refused } of judged(api, Ajv2020)) {
    counts.schemas += 1;
    counts.sampled += cases.bases.length > 0 ? 1 : 0;
    counts.accepted += refused === null && cases.bases.length > 0 ? 1 : 0;
    if (cases.bases.length === 0 || refused !== null) {
      process.stdout.write(`${document}: ${name}: ${refused ?? "no sample"}\n`);
    }
  }
  const seconds = (performance.now() - started) / 1000;
  if (seconds > slowest.seconds) {
    Object.assign(slowest, { document, seconds });
  }
}
process.stdout.write(
  `${counts.documents} documents, ${counts.schemas} schemas: ${counts.sampled} have a sample, Ajv accepts ${counts.accepted} ` +
    `(${((100 * counts.accepted) / counts.schemas).toFixed(2)} %); slowest ${slowest.document} ${slowest.seconds.toFixed(1)} s\n`,
);
