// How many mutants of generated code the generated tests notice. Usage:
//   npm run mutation -- [FOLDER | DOCUMENT]... [--most N] [--list]
// Without arguments: the golden projects. A folder is a generated project, a document is generated first; with --most
// so many mutants of each file are tried at the most; --list names every survivor.
import { execFileSync } from "node:child_process";
import {
  existsSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { basename, join } from "node:path";
import { pathToFileURL } from "node:url";
import { parseArgs } from "node:util";
import { documentMutants, policyMutants } from "./documents.js";
import { decodedDifference } from "./decoded.js";
import { difference } from "./judge.js";
import { load } from "./project.js";

const root = join(import.meta.dirname, "..", "..");

/** Mutants of a gateway document that are tried: each loads its test again. */
const mostDocuments = 600;

/** Tries every mutant of a project. @returns `[{ kind, path, line, was, verdict }]` */
export async function tryProject(project, most = Infinity) {
  const work = mkdtempSync(join(tmpdir(), "sls-gen-mutation-"));
  const log = console.error;
  console.error = () => {};
  try {
    const loaded = await load(project, work);
    await refuseRed(loaded);
    const results = [];
    for (const mutant of chosen(loaded.mutants, most)) {
      const verdict = await verdictOf(mutant, loaded, work);
      results.push({ ...mutant, verdict });
    }
    return [...results, ...(await tryDocuments(work, loaded.shim))];
  } finally {
    console.error = log;
    rmSync(work, { recursive: true, force: true });
  }
}

/** Up to so many mutants of each file, spread over it. */
function chosen(mutants, most) {
  const files = new Map(mutants.map(({ path }) => [path, []]));
  mutants.forEach((each) => files.get(each.path).push(each));
  return [...files.values()].flatMap((all) => {
    const step = Math.max(1, all.length / most);
    return Array.from(
      { length: Math.min(most, all.length) },
      (_, at) => all[Math.floor(at * step)],
    );
  });
}

/** Tests that fail without a mutant would notice every one. */
async function refuseRed({ suites, runTest }) {
  for (const [path, tests] of suites) {
    for (const test of tests) {
      const error = await runTest(test);
      if (error !== null) {
        throw new Error(`${path}: ${test.names.join(" > ")}: ${error.message}`);
      }
    }
  }
}

async function verdictOf(mutant, { suites, runTest }, work) {
  globalThis.activeMutant = mutant.id;
  for (const test of testsFor(mutant, suites)) {
    if ((await runTest(test)) !== null) {
      globalThis.activeMutant = -1;
      return "noticed";
    }
  }
  globalThis.activeMutant = -1;
  const judge = isRead(mutant) ? decodedDifference : difference;
  return (await judge(mutant, work)) === null && !isSetting(mutant) ? "equivalent" : "survived";
}

/** What decides how a request is read: requests tell of it, values of a validator do not. */
const isRead = ({ kind }) => /^(skip a style|read another type)$/.test(kind);

/** Any other setting of an operation: nothing excuses it. */
const isSetting = ({ kind }) =>
  /required|statuses|security|scopes|media|drop errors|drop defaults/.test(kind);

/** The tests that a mutant can turn red, its own first. */
function testsFor({ path }, suites) {
  const name = basename(path).replace(/\.ts$/, "");
  if (path.includes("/operations/")) {
    return suites.get(`operations/${name}.test.mjs`) ?? [];
  }
  const schemas = suites.get("schemas.test.mjs") ?? [];
  const own = schemas.filter(({ names }) => names[0] === name);
  return [...own, ...schemas.filter((each) => !own.includes(each)), ...operationTests(suites)];
}

function operationTests(suites) {
  return [...suites].flatMap(([path, tests]) => (path.startsWith("operations/") ? tests : []));
}

/** The gateway document and the policies are files: each mutant is written, and their test is loaded again. */
async function tryDocuments(work, shim) {
  const results = [];
  let round = 0;
  const attempt = async (path, mutant) => {
    const text = readFileSync(join(work, path), "utf8");
    writeFileSync(join(work, path), JSON.stringify(mutant.value));
    const from = shim.tests.length;
    let isNoticed = false;
    try {
      await import(
        `${pathToFileURL(join(work, "test/generated/gateway.test.mjs")).href}?${(round += 1)}`
      );
      for (const test of shim.tests.slice(from)) {
        isNoticed ||= (await shim.runTest(test)) !== null;
      }
    } catch {
      isNoticed = true;
    }
    // What the tests of this round hold is not kept.
    shim.tests.length = from;
    writeFileSync(join(work, path), text);
    const { kind, what = "" } = mutant;
    results.push({ kind, path, line: 0, was: what, verdict: isNoticed ? "noticed" : "survived" });
  };
  const document = JSON.parse(readFileSync(join(work, "gateway/openapi.json"), "utf8"));
  // A document as it was must pass: else every mutant would count as noticed.
  await attempt("gateway/openapi.json", { kind: "none", value: document });
  if (results.pop().verdict === "noticed") {
    throw new Error("gateway.test.ts fails without a mutant");
  }
  for (const mutant of documentMutants(document)) {
    if (round >= mostDocuments) {
      break;
    }
    await attempt("gateway/openapi.json", mutant);
  }
  for (const path of policiesOf(work)) {
    for (const mutant of policyMutants(JSON.parse(readFileSync(join(work, path), "utf8")))) {
      await attempt(path, mutant);
    }
  }
  return results;
}

function policiesOf(work) {
  const folder = join(work, "gateway/callers");
  return existsSync(folder)
    ? readdirSync(folder, { recursive: true })
        .filter((path) => path.endsWith(".json"))
        .map((path) => join("gateway/callers", path))
    : [];
}

/** How many are noticed of those that count. */
export function scoreOf(results) {
  const counting = results.filter(({ verdict }) => verdict !== "equivalent");
  const noticed = counting.filter(({ verdict }) => verdict === "noticed").length;
  return { noticed, all: counting.length, equivalent: results.length - counting.length };
}

function generate(document, folder) {
  const args = ["init", folder, "--spec", document, "--yes", "--unroutable", "omit"];
  execFileSync(process.execPath, [join(root, "bin", "sls-gen.js"), ...args], { stdio: "ignore" });
}

function listed({ kind, path, line, was }) {
  process.stdout.write(`  ${kind}: ${path}:${line} ${was}\n`);
}

/** What became of each mutant of a project, or of one that is generated from a document. */
async function tried(subject, most) {
  if (statSync(subject).isDirectory()) {
    return tryProject(subject, most);
  }
  const folder = mkdtempSync(join(tmpdir(), "sls-gen-mutated-"));
  try {
    generate(subject, folder);
    return await tryProject(folder, most);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** The same in a process of its own: what is loaded here is never unloaded. */
function apart(subject, { most }) {
  const folder = mkdtempSync(join(tmpdir(), "sls-gen-mutation-"));
  const path = join(folder, "results.json");
  try {
    const args = [import.meta.filename, subject, "--most", most, "--one", path];
    execFileSync(process.execPath, args, { stdio: ["ignore", "ignore", "pipe"] });
    return JSON.parse(readFileSync(path, "utf8"));
  } catch (error) {
    const lines = `${error.stderr ?? error.message}`.split("\n");
    process.stdout.write(
      `${basename(subject)}: ${lines.find((line) => line.includes("Error")) ?? lines[0]}\n`,
    );
    process.exitCode = 1;
    return [];
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

async function main() {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: {
      most: { type: "string", default: "100000" },
      list: { type: "boolean", default: false },
      one: { type: "string" },
    },
  });
  const golden = join(root, "test", "golden", "expected");
  const named = ["users", "orders", "store", "parameters", "shapes"].map((each) =>
    join(golden, each),
  );
  const all = [];
  for (const subject of positionals.length > 0 ? positionals : named) {
    const results = values.one ? await tried(subject, Number(values.most)) : apart(subject, values);
    all.push(...results);
    if (values.one) {
      writeFileSync(values.one, JSON.stringify(results));
      return;
    }
    told(basename(subject), results);
    if (values.list) {
      results.filter(({ verdict }) => verdict === "survived").forEach(listed);
    }
  }
  told("all", all);
  kinds(all);
}

function told(name, results) {
  const { noticed, all, equivalent } = scoreOf(results);
  const rate = all === 0 ? 100 : (100 * noticed) / all;
  process.stdout.write(
    `${name}: ${noticed} of ${all} noticed (${rate.toFixed(1)} %), ${equivalent} equivalent\n`,
  );
}

function kinds(results) {
  for (const kind of [...new Set(results.map((each) => each.kind))].sort()) {
    told(
      `  ${kind}`,
      results.filter((each) => each.kind === kind),
    );
  }
}

if (process.argv[1] === import.meta.filename) {
  await main();
}
