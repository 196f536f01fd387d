// Preloaded into a run: counts what it asks of the machine, and writes the counts where SLS_GEN_TEST_COUNTS says.
import fs from "node:fs";
import { syncBuiltinESMExports } from "node:module";
import module from "node:module";

const counts = { opened: 0, synced: 0, documentsRead: 0, compiled: 0 };
const { writeFileSync } = fs;

const { open } = fs.promises;
fs.promises.open = async (path, flags) => {
  const file = await open(path, flags);
  counts.opened += 1;
  const { datasync } = file;
  file.datasync = () => {
    counts.synced += 1;
    return datasync.call(file);
  };
  return file;
};

const { fsyncSync, readFileSync } = fs;
fs.fsyncSync = (file) => {
  counts.synced += 1;
  return fsyncSync(file);
};
fs.readFileSync = (path, options) => {
  counts.documentsRead += String(path) === process.env.SLS_GEN_TEST_DOCUMENT ? 1 : 0;
  return readFileSync(path, options);
};
syncBuiltinESMExports();

// What is compiled while running comes from `new Function` (Ajv) or from a text of Handlebars.
const { Function: makeFunction } = globalThis;
globalThis.Function = new Proxy(makeFunction, {
  construct(target, args) {
    counts.compiled += 1;
    return new target(...args);
  },
});
// The loader of CommonJS has no other door.
// oxlint-disable-next-line no-underscore-dangle
const { _load: load } = module;
// oxlint-disable-next-line no-underscore-dangle
module._load = (request, ...rest) => {
  counts.compiled += request === "handlebars" ? 1 : 0;
  return load(request, ...rest);
};

process.on("exit", () => {
  writeFileSync(process.env.SLS_GEN_TEST_COUNTS, JSON.stringify(counts));
});
