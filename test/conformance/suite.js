// Runs the JSON Schema Test Suite through generated validators. Usage: node suite.js FOLDER [DRAFT ...]
// Prints the score of each draft and every case that fails.
import { build } from "esbuild";
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { dirname, join, relative } from "node:path";
import { pathToFileURL } from "node:url";
import { filesOf } from "./project.js";

const require = createRequire(import.meta.url);
const metaschemas = join(
  dirname(require.resolve("ajv/package.json")),
  "dist",
  "refs",
  "json-schema-2020-12",
);
const content = { "application/json": { schema: { $ref: "./subject.json" } } };

/** The required files of a draft, as groups of cases. */
export function groupsOf(suite, draft) {
  const folder = join(suite, "tests", draft);
  const files = readdirSync(folder)
    .filter((name) => name.endsWith(".json"))
    .sort();
  return files.flatMap((file) =>
    JSON.parse(readFileSync(join(folder, file), "utf8")).map((group) => ({ file, ...group })),
  );
}

/** Every document that the suite's schemas refer to, by the name of a component. */
export function remotesOf(suite, draft) {
  const folder = join(suite, "remotes");
  const all = readdirSync(folder, { recursive: true, encoding: "utf8" }).filter((path) =>
    path.endsWith(".json"),
  );
  const own = all.filter((path) => path.startsWith(`${draft}/`) || !path.startsWith("draft"));
  const served = own.map((path) => [
    `http://localhost:1234/${path}`,
    JSON.parse(readFileSync(join(folder, path), "utf8")),
  ]);
  const meta = existsSync(metaschemas)
    ? readdirSync(metaschemas, { recursive: true, encoding: "utf8" }).filter((path) =>
        path.endsWith(".json"),
      )
    : [];
  const known = meta
    .map((path) => JSON.parse(readFileSync(join(metaschemas, path), "utf8")))
    .map((schema) => [schema.$id, schema]);
  const all4 = [
    ...served,
    [
      "http://json-schema.org/draft-04/schema",
      require("ajv-draft-04/dist/refs/json-schema-draft-04.json"),
    ],
  ];
  const documents =
    draft === "draft4"
      ? all4.map(([uri, schema]) => [uri, carried(schema)])
      : [...served, ...known];
  return documents.filter(([, schema]) => typeof schema === "object");
}

/** One group: its schema as a component, generated, bundled and run. @returns the cases that fail */
export async function runGroup(group, draft, remotes, work) {
  const text = JSON.stringify(draft === "draft4" ? carried(group.schema) : group.schema);
  const needed = needs(text, remotes);
  const others = Object.fromEntries(
    needed.map(([uri, schema], index) => [`Remote${index}`, { $id: uri, ...schema }]),
  );
  const openapi = draft === "draft4" ? "3.0.3" : "3.1.0";
  const responses = { 200: { description: "", content } };
  const document = {
    openapi,
    info: { title: "Suite", version: "1" },
    paths: { "/x": { get: { responses } } },
    components: { schemas: others },
  };
  const folder = mkdtempSync(join(work, "g-"));
  writeFileSync(join(folder, "openapi.json"), JSON.stringify(document));
  writeFileSync(join(folder, "subject.json"), text);
  try {
    const is = await validatorIn(folder);
    return group.tests
      .filter(({ data, valid }) => is(data) !== valid)
      .map((test) => `${group.file} › ${group.description} › ${test.description}`);
  } catch (error) {
    const reason = String(error.message ?? error).split("\n")[0];
    return group.tests.map(
      (test) => `${group.file} › ${group.description} › ${test.description} (${reason})`,
    );
  }
}

/** A draft-04 schema as OpenAPI can carry it: what `id` says is said by `$id` and `$anchor`. */
function carried(schema) {
  if (typeof schema !== "object" || schema === null) {
    return schema;
  }
  if (Array.isArray(schema)) {
    return schema.map(carried);
  }
  const { id, enum: values, ...rest } = schema;
  const inner = Object.fromEntries(
    Object.entries(rest).map(([key, value]) => [key, carried(value)]),
  );
  const name =
    typeof id !== "string" ? {} : id.startsWith("#") ? { $anchor: id.slice(1) } : { $id: id };
  const isPlain = typeof id === "string" || id === undefined;
  const listed = values === undefined ? {} : { enum: values };
  return "$ref" in inner && typeof inner.$ref === "string"
    ? { ...inner, ...listed }
    : { ...inner, ...(isPlain ? name : { id: carried(id) }), ...listed };
}

/** The remotes that a schema names, and those that they name in turn. */
function needs(text, remotes) {
  const found = new Map();
  const visit = (from) => {
    for (const [uri, schema] of remotes) {
      const name = uri.split("/").at(-1) === "schema" ? uri : uri.split("/").at(-1);
      if (!found.has(uri) && from.includes(name)) {
        found.set(uri, schema);
        visit(JSON.stringify(schema));
      }
    }
  };
  visit(text);
  return [...found];
}

async function validatorIn(folder) {
  for (const file of filesOf(folder)) {
    mkdirSync(dirname(join(folder, file.path)), { recursive: true });
    writeFileSync(join(folder, file.path), file.text);
  }
  const outfile = join(folder, "subject.mjs");
  await build({
    entryPoints: [join(folder, "src/generated/schemas/Subject.ts")],
    outfile,
    bundle: true,
    format: "esm",
    platform: "node",
    logLevel: "silent",
  });
  const { isSubject } = await import(pathToFileURL(outfile).href);
  return isSubject;
}

/** The score of a draft. */
export async function runDraft(suite, draft) {
  const work = mkdtempSync(join(tmpdir(), "sls-gen-suite-"));
  const remotes = remotesOf(suite, draft);
  const groups = groupsOf(suite, draft);
  const failures = [];
  for (const group of groups) {
    failures.push(...(await runGroup(group, draft, remotes, work)));
  }
  rmSync(work, { recursive: true, force: true });
  const total = groups.reduce((sum, group) => sum + group.tests.length, 0);
  return { draft, total, passed: total - failures.length, failures };
}

if (process.argv[1] !== undefined && relative(process.argv[1], import.meta.filename) === "") {
  const [suite = "", ...drafts] = process.argv.slice(2);
  for (const draft of drafts.length > 0 ? drafts : ["draft2020-12", "draft4"]) {
    const { total, passed, failures } = await runDraft(suite, draft);
    failures.forEach((failure) => process.stdout.write(`  ${failure}\n`));
    process.stdout.write(`${draft}: ${passed} of ${total}\n`);
  }
}
