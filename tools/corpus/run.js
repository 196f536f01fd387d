// Generates and tests every document of a list. Usage:
//   npm run corpus -- LIST FOLDER [--jobs N] [--seconds N] [--only TEXT] [--quick] [--refused] [--lenient]
// LIST holds one path a line (what follows a tab is ignored), relative to FOLDER. A document passes when it
// generates (`--unroutable omit`), passes strict TypeScript, and its generated tests pass; `--quick` leaves the
// tests out; with `--refused` it passes when it is refused at a place; `--lenient` lets references go anywhere
// in FOLDER and assumes what is not declared.
import { execFile } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, symlinkSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { parseArgs } from "node:util";

const root = join(import.meta.dirname, "..", "..");
const bin = (name) => join(root, "node_modules", ".bin", name);
const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    jobs: { type: "string", default: "2" },
    seconds: { type: "string", default: "180" },
    only: { type: "string", default: "" },
    quick: { type: "boolean", default: false },
    refused: { type: "boolean", default: false },
    lenient: { type: "boolean", default: false },
  },
});
const [list = "", folder = "."] = positionals;
const lines = readFileSync(list, "utf8")
  .split("\n")
  .map((line) => line.split("\t")[0].trim());
const documents = lines.filter((line) => line !== "" && line.includes(values.only));

/** Runs a command within the time limit. */
function run(file, args, cwd) {
  return new Promise((resolve) => {
    const options = {
      cwd,
      timeout: Number(values.seconds) * 1000,
      maxBuffer: 1 << 28,
      env: { ...process.env, NO_COLOR: "1" },
    };
    execFile(file, args, options, (error, stdout, stderr) => {
      const code = error === null ? 0 : error.killed ? "time" : error.code;
      resolve({ code, stdout, stderr });
    });
  });
}

/** What became of one document: `ok`, or the step that failed and why. */
async function judge(document) {
  const project = mkdtempSync(join(tmpdir(), "sls-gen-corpus-"));
  const started = Date.now();
  try {
    const { step, why, omitted } = await steps(join(folder, document), project);
    return { document, step, why, omitted, seconds: (Date.now() - started) / 1000 };
  } finally {
    rmSync(project, { recursive: true, force: true });
  }
}

async function steps(spec, project) {
  const omit = values.refused ? [] : ["--unroutable", "omit"];
  const lenient = values.lenient
    ? ["--root", folder, "--undeclared", "assume", "--intrinsics", "keep"]
    : [];
  const made = await run(
    process.execPath,
    [
      join(root, "bin", "sls-gen.js"),
      "init",
      project,
      "--spec",
      spec,
      "--yes",
      ...omit,
      ...lenient,
    ],
    root,
  );
  const omitted = (made.stderr.match(/warning: .*\[operation\/omitted\]/g) ?? []).length;
  if (made.code !== 0) {
    const error =
      made.stderr.split("\n").find((line) => /error: .* \[[a-z]+\/|has a bug/.test(line)) ??
      made.stderr;
    const isPlaced = made.code === 1 && /:\d+:\d+: error: /.test(error);
    return {
      step: isPlaced ? "refused" : `generate (${made.code})`,
      why: error.slice(0, 300),
      omitted,
    };
  }
  symlinkSync(join(root, "node_modules"), join(project, "node_modules"));
  const typed = await run(bin("tsc"), ["--noEmit"], project);
  if (typed.code !== 0) {
    return { step: "typescript", why: typed.stdout.split("\n")[0]?.slice(0, 300) ?? "", omitted };
  }
  const tested = values.quick
    ? { code: 0, stdout: "" }
    : await run(
        bin("vitest"),
        [
          "run",
          "--passWithNoTests",
          "--no-isolate",
          "--pool=threads",
          "--maxWorkers=1",
          "--reporter=dot",
        ],
        project,
      );
  const why = `${tested.stdout}${tested.stderr ?? ""}`
    .split("\n")
    .filter((line) => / FAIL |Error: /.test(line))
    .slice(0, 2)
    .join(" ");
  return tested.code === 0
    ? { step: "ok", why: "", omitted }
    : { step: "tests", why: why.slice(0, 400), omitted };
}

const results = [];
const waiting = [...documents];
async function worker() {
  for (let document = waiting.shift(); document !== undefined; document = waiting.shift()) {
    const result = await judge(document);
    results.push(result);
    if (result.step !== (values.refused ? "refused" : "ok")) {
      process.stdout.write(`${result.step}: ${document}: ${result.why}\n`);
    }
  }
}
await Promise.all(Array.from({ length: Number(values.jobs) }, worker));

const count = (test) => results.filter(test).length;
const wanted = count(({ step }) => step === (values.refused ? "refused" : "ok"));
const slowest = [...results].sort((a, b) => b.seconds - a.seconds)[0];
process.stdout.write(
  `${wanted} of ${results.length} ${values.refused ? "refused" : "passed"} (${((100 * wanted) / results.length).toFixed(1)} %); ` +
    `${count(({ step }) => step === "refused")} refused at a place; ${count(({ omitted }) => omitted > 0)} needed operations left out; ` +
    `slowest ${slowest?.document} ${slowest?.seconds.toFixed(1)} s\n`,
);
process.exitCode = wanted === results.length ? 0 : 1;
