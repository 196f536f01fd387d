import { version } from "./lib/package.ts";
import type { Config } from "./config/config.ts";
import { stop, type Collector } from "./diagnostics/collector.ts";
import type { Enforcement } from "./aws/gateway/enforced.ts";
import type { Contract } from "./compat/contract.ts";
import { contractOf } from "./compat/take.ts";
import type { Plan } from "./project/settle.ts";
import { planFiles } from "./packs/plan.ts";
import { hooksOf } from "./packs/hooks.ts";
import { splittingNames } from "./packs/slots.ts";
import { withHistory } from "./aws/served.ts";
import type { Pack } from "./packs/pack.ts";
import { sealed } from "./packs/seal.ts";
import type { Spec } from "./document/spec.ts";
import { reportLimits } from "./aws/limits.ts";
import { sha256 } from "./lib/hash.ts";
import type { Sources, TemplateOverride } from "./project/record.ts";
import { templatesFor } from "./project/templates.ts";
import { understand, type UnderstoodDocument } from "./understand.ts";
import { nameLimits, sizeLimits } from "./packs/limits.ts";

/** A project in memory, and what is to be remembered of it. */
export type RenderedProject = Plan & {
  readonly operations: number;
  readonly spec: Spec;
  readonly enforcement: Enforcement;
  readonly sources: Sources;
  /** What the API promises, to be compared with the next time. */
  readonly contract: Contract;
  /** Templates of the project that stand for built-in ones. */
  readonly overrides: readonly TemplateOverride[];
  /** Logical ids by operation key, to be kept. */
  readonly ids: ReadonlyMap<string, string>;
};

/** From the document to every file of the project, in memory. */
export async function renderProject(
  config: Config,
  cwd: string,
  found: Collector,
): Promise<RenderedProject> {
  return render(await understand(config, cwd, found), config, found);
}

/** From the backend to every file of the project, in memory. */
export async function render(
  { spec, backend }: UnderstoodDocument,
  config: Config,
  found: Collector,
): Promise<RenderedProject> {
  const { gateway, stack } = backend;
  const { packs, overrides } = templatesFor(config, found);
  refuseSplit(config, packs);
  const seal = overrides.length > 0 ? { seal: sealed } : {};
  const files = planFiles({ backend, packs, ...seal });
  reportLimits([...sizeLimits(files, packs), ...nameLimits(stack, config.name, packs)], found);
  const methods = gateway.paths.flatMap((path) => path.methods);
  return {
    files,
    hooks: await hooksOf(packs),
    replan: (formers, orphans) =>
      planFiles({ backend: withHistory(backend, formers, orphans), packs, ...seal }),
    operations: methods.length,
    spec,
    enforcement: gateway.enforcement,
    sources: sourcesOf(spec, config, packs),
    overrides,
    contract: contractOf(backend),
    ids: new Map(methods.map(({ operation, id }) => [operation.key, id])),
  };
}

/** What the project is made from, as hashes: they tell whether anything could have changed. */
function sourcesOf(spec: Spec, config: Config, packs: readonly Pack[]): Sources {
  const { folder: _, ...said } = config;
  const templates = packs.flatMap(({ slot, name, texts }) => [slot, name, ...texts].flat());
  return {
    tool: version(),
    spec: sha256(spec.canonical),
    config: sha256(JSON.stringify(said)),
    templates: sha256(JSON.stringify(templates)),
  };
}

/** Stacks in stacks are an infrastructure's own business: not every pack makes them. */
function refuseSplit({ split }: Config, packs: readonly Pack[]): void {
  if (split !== "none" && !packs.some(({ splits }) => splits === true)) {
    const able = splittingNames("iac").join(", ");
    const fix = `share functions with \`functions: tag\`, or choose infrastructure that can: ${able}`;
    const { name = "" } = packs.find(({ slot }) => slot === "iac") ?? {};
    const reason = `is not supported with iac: ${name}`;
    stop(2, "config/value", { key: "split", reason, fix }, null);
  }
}
