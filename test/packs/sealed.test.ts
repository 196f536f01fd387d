import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { buildApi } from "../../src/read/build.ts";
import { choicesWith } from "../../src/config/choices.ts";
import { configWith } from "../../src/config/config.ts";
import { Collector } from "../../src/diagnostics/collector.ts";
import { planFiles } from "../../src/packs/plan.ts";
import { loadPacks } from "../../src/packs/load.ts";
import { sealed } from "../../src/packs/seal.ts";
import { slotsOf } from "../../src/packs/slots.ts";
import { loadSpec } from "../../src/document/load.ts";
import { deploy } from "../../src/aws/backend.ts";

const specs = join(import.meta.dirname, "..", "..", "specs");

function plan(name: string, seal?: (view: object) => object) {
  const found = new Collector();
  const spec = loadSpec({ path: join(specs, `${name}.yaml`), root: null }, specs, found);
  if (spec === null) {
    throw new Error(`${name} cannot be read`);
  }
  const api = buildApi(spec, found, choicesWith({}));
  const config = configWith({ folder: specs, spec: `${name}.yaml`, name });
  const backend = deploy(api, config, new Map(), found);
  const packs = loadPacks(slotsOf({}), specs);
  return planFiles({
    backend,
    packs,
    ...(seal === undefined ? {} : { seal }),
  });
}

describe("templates ask only for what the view has", () => {
  it.each(["users", "examples/users", "shapes", "parameters"])("in %s", (name) => {
    expect(plan(name, sealed)).toEqual(plan(name));
  });
});
