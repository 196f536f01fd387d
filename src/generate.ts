import { resolve } from "node:path";
import { deploy } from "./aws/backend.ts";
import { changesSince, recordedContract } from "./compat/record.ts";
import { configFrom, readConfig, type Config } from "./config/config.ts";
import { Collector } from "./diagnostics/collector.ts";
import { openDocument } from "./document/open.ts";
import { endIfBroken, located } from "./document/problems.ts";
import { fromDisk } from "./document/read.ts";
import type { Options, RunResult } from "./options.ts";
import { apply, settleInterrupted, staleOf } from "./project/apply.ts";
import { reportByHand } from "./project/by-hand.ts";
import { readManifest } from "./project/manifest.ts";
import { refuseInTheWay, settle } from "./project/settle.ts";
import { buildApi } from "./read/build.ts";
import { recordsOf } from "./records.ts";
import { render } from "./render.ts";
import { withStarting } from "./starting.ts";
import { documentOf, recall } from "./understand.ts";

/**
 * One run: open, read, deploy, render, settle, and (unless told not to) apply.
 *
 * @param configPath the config file of a generated project
 * @throws Stop where the document, the config or the target forbids going on; nothing is written then
 */
export async function generate(configPath: string, options: Options): Promise<RunResult> {
  const { cwd, choices, starting } = options;
  const path = resolve(cwd, configPath);
  const said = starting ? configFrom(starting.config.text, path, cwd) : readConfig(path, cwd);
  const config = { ...said, ...choices };
  const { folder } = config;
  const found = new Collector();
  await settleInterrupted(folder, options, found);
  const before = readManifest(folder);

  const { spec, api } = starting
    ? recall(starting.document, config, found)
    : await read(config, options, found);
  const backend = deploy(api, config, before.ids, found);
  endIfBroken(found, spec);

  const rendered = await render({ spec, backend }, config, found);
  const settled = await settle(folder, rendered, before, options);
  const records = recordsOf(rendered, settled, before);
  const isRecorded = staleOf(folder, records).length === 0;
  const findings = changesSince(recordedContract(folder), rendered.contract) ?? [];
  reportByHand(settled.changes, settled.files, found);

  if (options.write) {
    refuseInTheWay(settled, spec);
    await apply(folder, starting ? withStarting(settled, starting) : settled.changes, records);
  }
  const { changes, formers, served, files } = settled;
  return {
    changes,
    formers,
    served,
    planned: new Map(files.map((file) => [file.path, file])),
    operations: rendered.operations,
    overrides: rendered.overrides,
    warnings: located(found, spec),
    findings,
    isRecorded,
  };
}

async function read(config: Config, { cwd, read = fromDisk }: Options, found: Collector) {
  const spec = await openDocument({ ...documentOf(config), read }, cwd, found);
  return { spec, api: buildApi(spec, found, config) };
}
