import { build } from "esbuild";
import { spawnSync } from "node:child_process";
import { readFileSync, symlinkSync } from "node:fs";
import { join } from "node:path";
import { newFolder, writeFiles } from "./folder.ts";
import { projectFiles } from "./projects.ts";

const root = join(import.meta.dirname, "..", "..");

/** A golden project on disk, in which its own commands can run. */
export async function projectFolder(name: string): Promise<string> {
  const folder = newFolder();
  writeFiles(folder, Object.fromEntries(await projectFiles(name)));
  symlinkSync(join(root, "node_modules"), join(folder, "node_modules"));
  return folder;
}

/** The template that the CDK app of a golden project makes, without credentials and without network. */
const known = new Map<string, Promise<string>>();

/** The template that CDK synthesises of a golden project: once, for all tests of a file. */
export function synthesized(name: string): Promise<string> {
  const made = known.get(name) ?? synthesize(name);
  known.set(name, made);
  return made;
}

async function synthesize(name: string): Promise<string> {
  const folder = await projectFolder(name);
  run(folder, "src/generated/build.mjs");
  await build({
    entryPoints: [join(folder, "infra", "app.ts")],
    outfile: join(folder, "dist", "infra", "app.mjs"),
    bundle: true,
    packages: "external",
    platform: "node",
    format: "esm",
    logLevel: "silent",
  });
  run(folder, "dist/infra/app.mjs");
  return readFileSync(join(folder, "cdk.out", `${name}.template.json`), "utf8");
}

function run(folder: string, script: string): void {
  const quiet = { JSII_SILENCE_WARNING_UNTESTED_NODE_VERSION: "1" };
  const env = { ...process.env, ...quiet, CDK_OUTDIR: join(folder, "cdk.out") };
  const options = { cwd: folder, encoding: "utf8", env } as const;
  const { status, stderr } = spawnSync(process.execPath, [script], options);
  if (status !== 0) {
    throw new Error(`${script} failed: ${stderr}`);
  }
}
