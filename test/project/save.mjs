// Preloaded into a run: saves a file, as an editor would, right before the file system call number SLS_GEN_TEST_SAVE_AT.
import fs from "node:fs";
import { join } from "node:path";
import { syncBuiltinESMExports } from "node:module";

const project = process.cwd();
const path = join(project, process.env.SLS_GEN_TEST_SAVE_PATH);
const { readFileSync, writeFileSync } = fs;
let left = Number(process.env.SLS_GEN_TEST_SAVE_AT);
const calls =
  "openSync writeFileSync fsyncSync renameSync rmSync mkdirSync readFileSync lstatSync existsSync";
for (const name of calls.split(" ")) {
  const original = fs[name];
  fs[name] = (...args) => {
    count(typeof args[0] === "number" || String(args[0]).startsWith(project));
    return original(...args);
  };
}

const { open } = fs.promises;
fs.promises.open = (...args) => {
  count(String(args[0]).startsWith(project));
  return open(...args);
};

function count(isOurs) {
  left -= isOurs ? 1 : 0;
  if (left === 0) {
    left = -1;
    writeFileSync(path, `${readFileSync(path, "utf8")}# saved meanwhile\n`);
    writeFileSync(join(project, "..", "saved"), "");
  }
}

syncBuiltinESMExports();
