// Generates the files of a project from openapi.json in a folder, in memory, formats taken for words.
import { join } from "node:path";
import { buildApi } from "../../dist/src/read/build.js";
import { choicesWith } from "../../dist/src/config/choices.js";
import { configWith } from "../../dist/src/config/config.js";
import { readSettings } from "../../dist/src/aws/settings/read.js";
import { Collector } from "../../dist/src/diagnostics/collector.js";
import { projectApi } from "../../dist/src/aws/gateway/project.js";
import { planFiles } from "../../dist/src/packs/plan.js";
import { loadPacks } from "../../dist/src/packs/pack.js";
import { slotsOf, templatesFolder } from "../../dist/src/packs/slots.js";
import { buildStack } from "../../dist/src/aws/stack/build.js";
import { buildTables } from "../../dist/src/aws/tables/build.js";
import { loadSpec } from "../../dist/src/document/load.js";

const packs = loadPacks(templatesFolder, slotsOf({ iac: "sam" })).filter(
  ({ slot }) => slot !== "data",
);

/** @throws Error with every error of the document */
export function filesOf(folder) {
  const found = new Collector();
  const spec = loadSpec({ path: join(folder, "openapi.json"), root: null }, folder, found);
  const api = buildApi(spec, found, choicesWith({ formats: "annotate" }));
  const errors = found.all.filter((each) => each.severity === "error");
  if (errors.length > 0) {
    throw new Error(errors.map((each) => each.message).join("; "));
  }
  const config = configWith({ folder, spec: "openapi.json", unroutable: "omit" });
  const settings = readSettings(api, config, found);
  const gateway = projectApi(api, { settings, choices: config, ids: new Map() }, found);
  const tables = buildTables(api, settings, found);
  const stack = buildStack(gateway, settings, tables);
  const project = { name: "suite", spec: "openapi.json", responses: "off" };
  return planFiles({ api, gateway, tables, stack, packs, project });
}
