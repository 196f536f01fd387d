// What the benchmarks share: folders, processes, medians and tables.
import { spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

export const root = join(import.meta.dirname, "..");

/** A folder that is gone when the benchmark ends. */
export function newFolder() {
  const folder = mkdtempSync(join(tmpdir(), "sls-gen-bench-"));
  process.on("exit", () => rmSync(folder, { recursive: true, force: true }));
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
code = subprocess.run(sys.argv[1:], stdout=subprocess.DEVNULL, stderr=subprocess.PIPE)
used = resource.getrusage(resource.RUSAGE_CHILDREN)
print(code.returncode, used.ru_utime + used.ru_stime, time.time() - began, used.ru_maxrss / 1024)
sys.stderr.buffer.write(code.stderr[-2000:])
`;
  const { stdout, stderr } = spawnSync("python3", ["-c", script, file, ...args], {
    cwd,
    env: { ...process.env, ...env },
    encoding: "utf8",
  });
  const [code, cpu, wall, memory] = stdout.split(" ").map(Number);
  return { code, cpu, wall, memory, stderr };
}

export function versionOf(path) {
  return JSON.parse(readFileSync(join(path, "package.json"), "utf8")).version;
}
