// Preloaded into a run: ends the process, as a power cut would, at the write number SLS_GEN_TEST_CRASH_AT.
import fs from "node:fs";
import { syncBuiltinESMExports } from "node:module";

let left = Number(process.env.SLS_GEN_TEST_CRASH_AT);
for (const name of [
  "openSync",
  "writeSync",
  "fsyncSync",
  "renameSync",
  "rmSync",
  "mkdirSync",
  "writeFileSync",
]) {
  const original = fs[name];
  fs[name] = (...args) => {
    const isOurs = typeof args[0] === "number" || String(args[0]).includes("crash-project");
    left -= isOurs ? 1 : 0;
    if (left === 0) {
      process.kill(process.pid, "SIGKILL");
    }
    return original(...args);
  };
}
syncBuiltinESMExports();
