// Measures the local gateway beside serverless-offline on osls and a bare server: the same function behind each of them.
// Usage: npm run bench [-- --seconds 10] [--runs 5] [--soak MINUTES]
// Load goes to loopback only, from ten connections, for the time that is said.
import autocannon from "autocannon";
import { spawn, spawnSync } from "node:child_process";
import { existsSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { parseArgs } from "node:util";

const root = join(import.meta.dirname, "..");
const bin = join(root, "bin", "sls-gen.js");
const show = (text) => process.stdout.write(`${text}\n`);
const { values } = parseArgs({
  options: {
    seconds: { type: "string", default: "10" },
    runs: { type: "string", default: "5" },
    soak: { type: "string" },
  },
});
const [seconds, runs] = [Number(values.seconds), Number(values.runs)];

const work = mkdtempSync(join(tmpdir(), "sls-gen-bench-"));
process.on("exit", () => rmSync(work, { recursive: true, force: true }));
makeProject();
if (values.soak === undefined) {
  await compare();
} else {
  await soak(Number(values.soak));
}

/** A project of one public operation, and the same bundle for serverless-offline. */
function makeProject() {
  const answer = { 200: { description: "", content: json({ type: "object" }) } };
  const document = {
    openapi: "3.1.0",
    info: { title: "Bench", version: "1" },
    // No throttle of a stage may stand in the way of what is measured.
    "x-sls-gen": { throttle: { rate: 100_000, burst: 100_000 } },
    paths: {
      "/users/{userId}": {
        get: {
          operationId: "getUser",
          security: [],
          parameters: [
            {
              name: "userId",
              in: "path",
              required: true,
              schema: { type: "string", format: "uuid" },
            },
          ],
          responses: answer,
        },
      },
    },
  };
  writeFileSync(join(work, "bench.json"), JSON.stringify(document));
  run(process.execPath, [bin, "init", ".", "--spec", "bench.json", "--yes"]);
  symlinkSync(join(root, "node_modules"), join(work, "node_modules"));
  const handler = [
    'import { getUser } from "../generated/operations/getUser.ts";',
    "export const handler = getUser(async ({ path }) => ({ status: 200, body: { id: path.userId } }));",
    "",
  ];
  writeFileSync(join(work, "src", "handlers", "getUser.ts"), handler.join("\n"));
  run(process.execPath, ["src/generated/build.mjs"]);
  const service = {
    service: "bench",
    provider: { name: "aws", runtime: "nodejs20.x", stage: "local" },
    plugins: ["serverless-offline"],
    functions: {
      getUser: {
        handler: "dist/getUser/getUser.handler",
        events: [{ http: { method: "get", path: "users/{userId}" } }],
      },
    },
  };
  writeFileSync(join(work, "serverless.json"), JSON.stringify(service));
}

function json(schema) {
  return { "application/json": { schema } };
}

function run(file, args) {
  const { status, stderr } = spawnSync(file, args, { cwd: work, encoding: "utf8" });
  if (status !== 0) {
    throw new Error(stderr);
  }
}

/** What is measured: how it is started, and where the operation is. */
function contestants() {
  const path = "/users/3f1d0c1e-8f5a-4c55-9b58-2f6f0c9a1b2e";
  const bare =
    'require("node:http").createServer((_, r) => { r.setHeader("Content-Type", "application/json"); r.end(JSON.stringify({ id: 1 })); }).listen(41301, "127.0.0.1")';
  const osls = createRequire(import.meta.url).resolve("osls/package.json");
  const { bin: bins } = JSON.parse(readFileSync(osls, "utf8"));
  const oslsBin = join(osls, "..", bins.osls ?? bins.serverless ?? Object.values(bins)[0]);
  return [
    { name: "bare node:http", args: ["-e", bare], url: `http://127.0.0.1:41301${path}` },
    {
      name: "sls-gen dev",
      args: [bin, "dev", "--port", "41302", "--json"],
      url: `http://127.0.0.1:41302${path}`,
    },
    {
      name: "serverless-offline 14.8.2 on osls 4.3.1",
      args: [
        oslsBin,
        "offline",
        "--httpPort",
        "41303",
        "--lambdaPort",
        "41304",
        "--noPrependStageInUrl",
      ],
      url: `http://127.0.0.1:41303${path}`,
      env: { NODE_PATH: join(import.meta.dirname, "node_modules"), SLS_TELEMETRY_DISABLED: "1" },
    },
  ];
}

async function compare() {
  show(
    "| | start to first 200, min / median | requests/s | p99 | memory after it |\n| --- | --- | --- | --- | --- |",
  );
  const rates = new Map();
  for (const each of contestants()) {
    const starts = [];
    for (let count = 0; count < runs; count += 1) {
      const { child, ms } = await started(each);
      starts.push(ms);
      await ended(child);
    }
    const { child } = await started(each);
    await load(each.url, 2);
    const { requests, latency, non2xx } = await load(each.url, seconds);
    const memory = rssOf(child.pid);
    await ended(child);
    if (non2xx > 0) {
      throw new Error(`${each.name} answered ${non2xx} requests otherwise than with 200`);
    }
    starts.sort((a, b) => a - b);
    const median = starts[Math.floor(starts.length / 2)];
    rates.set(each.name, requests.average);
    show(
      `| ${each.name} | ${starts[0]} / ${median} ms | ${Math.round(requests.average)} | ${latency.p99} ms | ${memory} MiB |`,
    );
  }
  const [, ours, theirs] = [...rates.values()];
  show(
    `\nsls-gen dev answers ${(ours / theirs).toFixed(1)} times as many requests as serverless-offline.`,
  );
}

/** Many minutes of load: memory of the first minutes beside that of the last. */
async function soak(minutes) {
  const [, each] = contestants();
  const { child } = await started(each);
  const samples = [];
  const timer = setInterval(() => samples.push(rssOf(child.pid)), 5_000);
  await load(each.url, 5);
  const { requests, non2xx } = await load(each.url, minutes * 60, 1000);
  clearInterval(timer);
  await ended(child);
  const fifth = Math.max(1, Math.floor(samples.length / 5));
  const median = (list) => list.toSorted((a, b) => a - b)[Math.floor(list.length / 2)];
  const [first, last] = [median(samples.slice(fifth, 2 * fifth)), median(samples.slice(-fifth))];
  show(`${requests.total} requests in ${minutes} minutes, ${non2xx} not answered with 200`);
  show(
    `memory: ${first} MiB in the second fifth, ${last} MiB in the last, at most ${Math.max(...samples)} MiB`,
  );
  show(`ratio: ${(last / first).toFixed(2)}`);
}

/** Starts a contestant and asks until it answers. */
async function started({ name, args, url, env = {} }) {
  const began = performance.now();
  const child = spawn(process.execPath, args, {
    cwd: name.startsWith("serverless") ? offlineFolder() : work,
    env: { ...process.env, ...env },
    stdio: "ignore",
  });
  for (let tries = 0; tries < 3000; tries += 1) {
    const status = await fetch(url).then(
      (answer) => answer.text().then(() => answer.status),
      () => 0,
    );
    if (status === 200) {
      return { child, ms: Math.round(performance.now() - began) };
    }
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
  child.kill("SIGKILL");
  throw new Error(`${name} does not answer`);
}

/** A folder whose packages are those of the bench: osls looks for its plugins beside the service. */
function offlineFolder() {
  const folder = join(work, "offline");
  if (!existsSync(folder)) {
    run("mkdir", [folder]);
    symlinkSync(join(import.meta.dirname, "node_modules"), join(folder, "node_modules"));
    symlinkSync(join(work, "dist"), join(folder, "dist"));
    writeFileSync(join(folder, "package.json"), '{ "type": "module" }');
    writeFileSync(join(folder, "serverless.json"), readFileSync(join(work, "serverless.json")));
  }
  return folder;
}

async function ended(child) {
  const gone = new Promise((resolve) => child.once("exit", resolve));
  child.kill("SIGINT");
  const timer = setTimeout(() => child.kill("SIGKILL"), 5_000);
  await gone;
  clearTimeout(timer);
}

/** Ten connections, for so many seconds. @param rate requests a second; as many as can be, without it */
function load(url, duration, rate) {
  return autocannon({
    url,
    connections: 10,
    duration,
    ...(rate === undefined ? {} : { overallRate: rate }),
  });
}

/** Megabytes of memory of a process (Linux). */
function rssOf(pid) {
  const text = readFileSync(`/proc/${pid}/status`, "utf8");
  return Math.round(Number(/VmRSS:\s+(\d+)/.exec(text)?.[1] ?? 0) / 1024);
}
