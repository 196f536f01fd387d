import { because } from "../../diagnostics/reasons.ts";
import type { Collector } from "../../diagnostics/collector.ts";
import { nearest } from "../../lib/nearest.ts";
import type { Api, Operation } from "../../api/api.ts";
import type {
  FunctionSettings,
  Grant,
  OperationSettings,
  Settings,
  TableSettings,
} from "./settings.ts";
import { isRaw, listAt, own, rawAt, textAt, type Raw } from "../../lib/json.ts";
import { apiSettings, pairsOf, texts, throttleOf, type DeclaredHeaders } from "./api.ts";
import type { Config } from "../../config/config.ts";
import { checked } from "./extension.ts";
import { storedOf, tablesOf } from "./tables.ts";

/** The longest that API Gateway waits for a function (API Gateway: quotas), in seconds. */
const longestWait = 29;

/**
 * What the document and the config say of the backend. The operation's own word wins, then the
 * config's, then the document's, then the default.
 *
 * @returns settings in which everything has a value; what is wrong is an error in `found`
 */
export function readSettings(api: Api, config: Config, found: Collector): Settings {
  const document = checked("document", api, found);
  const tables = tablesOf(api, found);
  const said = { ...document, ...config.settings };
  const [ofDocument, ofConfig] = [rawAt(document, "function"), rawAt(config.settings, "function")];
  const environment = { ...rawAt(ofDocument, "environment"), ...rawAt(ofConfig, "environment") };
  const defaults = { ...ofDocument, ...ofConfig, environment };
  reportUnfit(api, config, said, found);
  const operations = api.operations.map((operation): [string, OperationSettings] => [
    operation.key,
    readOperation(operation, defaults, tables, found),
  ]);
  return {
    api: apiSettings(said, declaredHeaders(api)),
    operations: new Map(operations),
    security: new Map(Object.entries(config.security)),
    tables,
  };
}

function readOperation(
  operation: Operation,
  defaults: Raw,
  tables: readonly TableSettings[],
  found: Collector,
): OperationSettings {
  const own = checked("operation", operation, found);
  const isAsync = own["async"] === true || isRaw(own["async"]);
  const made = functionSettings({
    ...defaults,
    ...own,
    environment: { ...rawAt(defaults, "environment"), ...rawAt(own, "environment") },
    timeout: own["timeout"] ?? (isAsync ? 300 : defaults["timeout"]),
  });
  if (!isAsync && made.timeout > longestWait) {
    const pointer = `${operation.origin.pointer}/x-sls-gen/timeout`;
    const where = own["timeout"] === undefined ? null : { file: operation.origin.file, pointer };
    found.add("settings/timeout", { key: operation.key, timeout: String(made.timeout) }, where);
  }
  return {
    function: made,
    grants: grantsOf(rawAt(own, "access"), tables),
    async: isAsync
      ? {
          onFailure: textAt(own["async"], "onFailure"),
          retries: Number(rawAt(own, "async")["retries"] ?? 2),
        }
      : null,
    throttle: throttleOf(own),
    cache: cacheOf(own),
    stored: storedOf(own),
  };
}

/** Every header that some operation declares, each once. */
function declaredHeaders({ operations }: Api): DeclaredHeaders {
  const sent = operations.flatMap(({ locations }) =>
    locations
      .filter((location) => location.in === "header")
      .flatMap(({ parameters }) => parameters.map(({ wire }) => wire)),
  );
  const answered = operations.flatMap(({ responses }) =>
    responses.flatMap(({ headers }) => headers.map(({ wire }) => wire)),
  );
  return { sent: onceEach(sent), answered: onceEach(answered) };
}

function onceEach(names: readonly string[]): string[] {
  // What is no name of a header (RFC 9110 §5.1) is nothing that a browser asks for.
  const known = names.filter((name) => /^[\w!#$%&*+.^|~-]+$/.test(name));
  const byFolded = new Map(known.map((name) => [name.toLowerCase(), name]));
  return [...byFolded].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, name]) => name);
}

function functionSettings(said: Raw): FunctionSettings {
  const number = (key: string) => (typeof said[key] === "number" ? said[key] : null);
  return {
    memory: number("memory") ?? 512,
    // Below the gateway's 29 seconds, so that the function ends first and can say why.
    timeout: number("timeout") ?? 28,
    architecture: said["architecture"] === "x86_64" ? "x86_64" : "arm64",
    environment: pairsOf(rawAt(said, "environment")),
    layers: listAt(said, "layers").map(String),
    reservedConcurrency: number("reservedConcurrency"),
    provisionedConcurrency: number("provisionedConcurrency"),
    logRetention: number("logRetention"),
    deadLetter: textAt(said, "deadLetter"),
    vpc: networkOf(own(said, "vpc")),
    kms: textAt(said, "kms"),
  };
}

function networkOf(said: unknown): FunctionSettings["vpc"] {
  return isRaw(said)
    ? { subnets: texts(said, "subnets"), securityGroups: texts(said, "securityGroups") }
    : null;
}

function grantsOf(access: Raw, tables: readonly TableSettings[]): Grant[] {
  const ids = new Map(tables.map(({ name, id }) => [`tables ${name}`, id]));
  const grants = Object.entries(access).flatMap(([kind, named]) =>
    Object.entries(isRaw(named) ? named : {}).map(([name, actions]) => ({
      kind: kind as Grant["kind"],
      name,
      actions: (actions as string[]).toSorted(),
      made: ids.get(`${kind} ${name}`) ?? null,
    })),
  );
  return grants.sort((a, b) => (`${a.kind} ${a.name}` < `${b.kind} ${b.name}` ? -1 : 1));
}

function cacheOf(said: Raw): OperationSettings["cache"] {
  const cache = own(said, "cache");
  return isRaw(cache)
    ? { ttl: Number(cache["ttl"]), keys: cache["keys"] === undefined ? null : texts(cache, "keys") }
    : null;
}

/** Tells what the schemas cannot say: origins, plans and schemes that do not fit together. */
function reportUnfit(api: Api, config: Config, said: Raw, found: Collector): void {
  reportCors(api, config, rawAt(said, "cors"), found);
  const plans = listAt(said, "usagePlans").map((plan) =>
    (textAt(plan, "name") ?? "").toLowerCase(),
  );
  const twice = plans.find((name, index) => plans.indexOf(name) !== index);
  if (twice !== undefined) {
    const why = because("plan-twice", { name: twice });
    found.add("settings/value", { key: "usagePlans", field: "x-sls-gen", ...why }, null);
  }
  const schemes = api.schemes.map(({ name }) => name.wire);
  for (const wire of Object.keys(config.security).filter((each) => !schemes.includes(each))) {
    const near = nearest(wire, schemes);
    const suggestion =
      near === null
        ? `the schemes are ${schemes.join(", ") || "none"}`
        : `did you mean \`${near}\`?`;
    found.add("config/unknown-scheme", { name: wire, suggestion }, null);
  }
}

/** An origin for every page goes with no other one, and with no credentials (Fetch §3.2.5). */
function reportCors(
  { extensions, origin }: Api,
  config: Config,
  cors: Raw,
  found: Collector,
): void {
  const origins = listAt(cors, "origins");
  const isDocuments = config.settings["cors"] === undefined && "x-sls-gen" in extensions;
  const where = isDocuments
    ? { file: origin.file, pointer: `${origin.pointer}/x-sls-gen/cors` }
    : null;
  if (origins.includes("*") && cors["credentials"] === true) {
    found.add("settings/cors", {}, where);
  }
  if (origins.includes("*") && origins.length > 1) {
    const why = because("origins-all-and-some", {});
    found.add("settings/value", { key: "cors.origins", field: "x-sls-gen", ...why }, where);
  }
}
