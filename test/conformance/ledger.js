// What becomes of each feature of OpenAPI. Usage: npm run conformance
// Runs what can be run on the spot, checks that every feature has a row and every row its proof, and writes
// test/conformance/ledger.md.
import { build } from "esbuild";
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join, relative } from "node:path";
import { pathToFileURL } from "node:url";
import { configWith } from "../../dist/src/config/config.js";
import { renderProject } from "../../dist/src/render.js";
import { Collector } from "../../dist/src/diagnostics/collector.js";
import { Stop } from "../../dist/src/diagnostics/collector.js";
import { rows } from "./features.js";
import { features } from "./universe.js";

const root = join(import.meta.dirname, "..", "..");

/** Runs every row. @returns the ledger, and what is wrong with it */
export async function runLedger() {
  const work = mkdtempSync(join(tmpdir(), "sls-gen-ledger-"));
  const problems = [];
  try {
    const validators = await probesIn(work);
    for (const [index, row] of rows.entries()) {
      const wrong = await problemOf(row, index, validators, work);
      problems.push(...wrong.map((each) => `${row.covers[0]}: ${each}`));
    }
  } finally {
    rmSync(work, { recursive: true, force: true });
  }
  const covered = new Set(rows.flatMap((row) => row.covers));
  const all = features();
  problems.push(...all.filter((each) => !covered.has(each)).map((each) => `${each}: no row`));
  problems.push(
    ...[...covered].filter((each) => !all.includes(each)).map((each) => `${each}: no such feature`),
  );
  return { text: ledgerText(all), problems };
}

/** What keeps a row from being true. */
async function problemOf(row, index, validators, work) {
  if (row.outcome === "tested") {
    const path = join(root, row.file);
    const isThere = existsSync(path) && readFileSync(path, "utf8").includes(row.title);
    return isThere ? [] : [`${row.file} has no test "${row.title}"`];
  }
  if (row.outcome === "probed") {
    const is = validators[`S${index}`];
    return [
      ...row.good.filter((value) => !is(value)).map((each) => `refuses ${JSON.stringify(each)}`),
      ...row.bad.filter((value) => is(value)).map((each) => `accepts ${JSON.stringify(each)}`),
    ];
  }
  const said = await severitiesOf(row.document, work);
  const severity = said.get(row.code);
  const isRight =
    row.outcome === "refused"
      ? severity === "error"
      : severity !== undefined && severity !== "error";
  return isRight
    ? []
    : [`${row.code} is not told as ${row.outcome} (${[...said.keys()].join(", ")})`];
}

/** What is told of a document, by code. */
async function severitiesOf(document, work) {
  const folder = mkdtempSync(join(work, "d-"));
  writeFileSync(join(folder, "openapi.json"), JSON.stringify(document));
  const found = new Collector();
  const config = configWith({ folder, spec: "openapi.json" });
  try {
    await renderProject(config, folder, found);
  } catch (error) {
    if (!(error instanceof Stop)) {
      throw error;
    }
  }
  return new Map(found.all.map(({ code, severity }) => [code, severity]));
}

/** The validators of all probed rows, each generated from a document of its own. */
async function probesIn(work) {
  const lines = [];
  for (const [index, row] of rows.entries()) {
    if (row.outcome === "probed") {
      const folder = join(work, `p${index}`);
      await writeProbe(folder, row.schema);
      lines.push(
        `export { isSubject as S${index} } from "./p${index}/src/generated/schemas/Subject.ts";`,
      );
    }
  }
  writeFileSync(join(work, "all.ts"), lines.join("\n"));
  const outfile = join(work, "all.mjs");
  const options = { bundle: true, format: "esm", platform: "node", logLevel: "silent" };
  await build({ entryPoints: [join(work, "all.ts")], outfile, ...options });
  return import(pathToFileURL(outfile).href);
}

async function writeProbe(folder, schema) {
  const content = { "application/json": { schema: { $ref: "#/components/schemas/Subject" } } };
  const responses = { 200: { description: "", content } };
  const document = {
    openapi: "3.1.0",
    info: { title: "T", version: "1" },
    paths: { "/x": { get: { responses } } },
    components: { schemas: { Subject: schema } },
  };
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, "openapi.json"), JSON.stringify(document));
  const config = configWith({ folder, spec: "openapi.json" });
  const { files } = await renderProject(config, folder, new Collector());
  for (const { path, text } of files) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), text);
  }
}

function ledgerText(all) {
  const lines = all.map((feature) => {
    const found = rows.filter((row) => row.covers.includes(feature)).map(outcomeText);
    return `| \`${feature}\` | ${found.join("; ")} |`;
  });
  return [
    "# What becomes of each feature of OpenAPI",
    "",
    "Written by `npm run conformance`; do not edit. A feature is `object.field` of OpenAPI 2.0 to 3.2 or",
    "`schema.keyword` of JSON Schema 2020-12.",
    "",
    "| feature | outcome |",
    "| --- | --- |",
    ...lines,
    "",
  ].join("\n");
}

function outcomeText(row) {
  switch (row.outcome) {
    case "tested":
      return `tested at run time: ${row.file}, “${row.title}”`;
    case "probed":
      return "tested at run time: here, on values";
    case "refused":
      return `refused with \`${row.code}\``;
    default:
      return `ignored with \`${row.code}\``;
  }
}

if (process.argv[1] !== undefined && relative(process.argv[1], import.meta.filename) === "") {
  const { text, problems } = await runLedger();
  writeFileSync(join(import.meta.dirname, "ledger.md"), text);
  process.stdout.write(text);
  problems.forEach((problem) => process.stderr.write(`${problem}\n`));
  process.stderr.write(
    `${features().length} features, ${rows.length} rows, ${problems.length} problems\n`,
  );
  process.exitCode = problems.length === 0 ? 0 : 1;
}
