// Measures sls-gen beside its peers, all of them in turn on this machine, and writes RESULTS.md.
// Usage: npm run bench [-- [generator | request | types | local]... [--quick] | --soak MINUTES]
// Without a part: all of them. --quick takes fewer rounds, and leaves the largest documents out.
import { spawnSync } from "node:child_process";
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { availableParallelism, cpus, totalmem } from "node:os";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { format } from "prettier";
import { generator } from "./generator.js";
import { here, newer, versionOf } from "./measure.js";
import { request } from "./request.js";
import { types } from "./types.js";

const parts = { generator, request, types, local };
const file = join(here, "RESULTS.md");
const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { quick: { type: "boolean", default: false }, soak: { type: "string" } },
});
if (values.soak !== undefined) {
  const args = [join(here, "gateway.js"), "--soak", values.soak];
  process.exit(spawnSync(process.execPath, args, { stdio: "inherit" }).status ?? 1);
}
const unknown = positionals.filter((name) => !Object.hasOwn(parts, name));
if (unknown.length > 0) {
  throw new Error(
    `there is no part ${unknown.join(", ")}; there are ${Object.keys(parts).join(", ")}`,
  );
}

const sections = sectionsOf(existsSync(file) ? readFileSync(file, "utf8") : "");
for (const name of positionals.length === 0 ? Object.keys(parts) : positionals) {
  const text = await parts[name](values);
  process.stdout.write(`${text}\n`);
  sections.set(titleOf(text), text);
  const all = [introduction(), ...sections.values()].join("\n");
  writeFileSync(file, await format(all, { parser: "markdown", printWidth: 100 }));
}

/** The local gateway beside serverless-offline: a script of its own, which starts servers. */
function local({ quick }) {
  const args = [join(here, "gateway.js"), ...(quick ? ["--seconds", "3", "--runs", "3"] : [])];
  const { stdout, stderr, status } = spawnSync(process.execPath, args, { encoding: "utf8" });
  if (status !== 0) {
    throw new Error(stderr);
  }
  const words =
    "One public operation with a validated path parameter, ten connections over loopback, request validation on.";
  return `## Local gateway\n\n${words}\n\n${stdout}`;
}

function introduction() {
  const names = ["@hey-api/openapi-ts", "zod", "ajv", "esbuild"];
  const versions = names.map((name) => `${name} ${versionOf(join(here, "node_modules", name))}`);
  const [{ model }] = cpus();
  const memory = Math.round(totalmem() / 2 ** 30);
  return `# What sls-gen costs, beside its peers

Written by \`npm run bench\`: contestants run in turn (A B A B …) after a warm-up, and figures are medians. Trust the ratios
of one table; seconds differ from machine to machine.

${availableParallelism()} cores (${model.trim()}), ${memory} GiB; Node ${process.versions.node}${newer === null ? "" : ", and 24 where said"}.
${versions.join(", ")}.
`;
}

function sectionsOf(text) {
  const all = text.split(/^(?=## )/m).filter((each) => each.startsWith("## "));
  return new Map(all.map((each) => [titleOf(each), `${each.trimEnd()}\n`]));
}

function titleOf(section) {
  return section.slice(0, section.indexOf("\n"));
}
