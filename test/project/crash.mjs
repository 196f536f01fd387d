// Preloaded into a run: ends the process, as a power cut would, at the write number SLS_GEN_TEST_CRASH_AT.
import fs from "node:fs";
import { syncBuiltinESMExports } from "node:module";

let left = Number(process.env.SLS_GEN_TEST_CRASH_AT);

function count(isOurs) {
  left -= isOurs ? 1 : 0;
  if (left === 0) {
    process.kill(process.pid, "SIGKILL");
  }
}

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
    count(typeof args[0] === "number" || String(args[0]).includes("crash-project"));
    return original(...args);
  };
}

const { open } = fs.promises;
fs.promises.open = async (path, ...args) => {
  count(String(path).includes("crash-project"));
  const file = await open(path, ...args);
  for (const name of ["writeFile", "datasync", "close"]) {
    const original = file[name];
    file[name] = (...given) => {
      count(String(path).includes("crash-project"));
      return original.apply(file, given);
    };
  }
  return file;
};
syncBuiltinESMExports();
