// Generates the files of a project from openapi.json in a folder, in memory, formats taken for words.
import { join } from "node:path";
import { buildApi } from "../../dist/src/read/build.js";
import { choicesWith } from "../../dist/src/config/choices.js";
import { configWith } from "../../dist/src/config/config.js";
import { Collector } from "../../dist/src/diagnostics/collector.js";
import { planFiles } from "../../dist/src/packs/plan.js";
import { loadPacks } from "../../dist/src/packs/load.js";
import { slotsOf } from "../../dist/src/packs/slots.js";
import { loadSpec } from "../../dist/src/document/load.js";
import { deploy } from "../../dist/src/aws/backend.js";

const packs = loadPacks(slotsOf({}), ".");

/** @throws Error with every error of the document */
export function filesOf(folder) {
  const found = new Collector();
  const spec = loadSpec({ path: join(folder, "openapi.json"), root: null }, folder, found);
  const api = buildApi(spec, found, choicesWith({ formats: "annotate" }));
  const errors = found.all.filter((each) => each.severity === "error");
  if (errors.length > 0) {
    throw new Error(errors.map((each) => each.message).join("; "));
  }
  const config = configWith({ folder, spec: "openapi.json", unroutable: "omit", name: "suite" });
  return planFiles({ backend: deploy(api, config, new Map(), found), packs });
}
