import type { Json } from "../../api/json.ts";
import type { ApiSettings, Cors, Domain, Throttle, UsagePlan } from "./settings.ts";
import { isRaw, listAt, own, rawAt, textAt, type Raw } from "../../lib/json.ts";

/** What the document and the config say of the whole API, with a value for everything. */
export function apiSettings(said: Raw, declared: DeclaredHeaders): ApiSettings {
  const cache = own(said, "cache");
  const least = own(said, "compression");
  const logs = textAt(said, "executionLogs") ?? "off";
  return {
    cors: corsOf(said, declared),
    throttle: throttleOf(said),
    cache: isRaw(cache) ? { size: String(cache["size"]) } : null,
    usagePlans: listAt(said, "usagePlans").filter(isRaw).map(usagePlanOf),
    compression: typeof least === "number" ? { least } : null,
    hasAccessLogs: said["accessLogs"] === true,
    executionLogs: logs.toUpperCase() as ApiSettings["executionLogs"],
    hasTracing: said["tracing"] !== false,
    waf: textAt(said, "waf"),
    domain: domainOf(said),
    stageVariables: pairsOf(rawAt(said, "stageVariables")),
    policy: (own(said, "policy") as Json | undefined) ?? null,
  };
}

function usagePlanOf(plan: Raw): UsagePlan {
  const quota = own(plan, "quota");
  return {
    name: String(plan["name"]),
    throttle: throttleOf(plan),
    quota: isRaw(quota) ? { limit: Number(quota["limit"]), period: String(quota["period"]) } : null,
  };
}

/** The headers that a browser needs to send for what gateways ask (API Gateway: CORS). */
const usualHeaders = [
  "Authorization",
  "Content-Type",
  "X-Amz-Content-Sha256",
  "X-Amz-Date",
  "X-Amz-Security-Token",
  "X-Api-Key",
];

/** Headers that the document declares of requests and of answers. */
export type DeclaredHeaders = {
  readonly sent: readonly string[];
  readonly answered: readonly string[];
};

/** Names of headers have no case. */
function withUsual(sent: readonly string[]): string[] {
  const usual = new Set(usualHeaders.map((name) => name.toLowerCase()));
  return [...usualHeaders, ...sent.filter((name) => !usual.has(name.toLowerCase()))];
}

function corsOf(said: Raw, { sent, answered }: DeclaredHeaders): Cors | null {
  const cors = own(said, "cors");
  if (!isRaw(cors)) {
    return null;
  }
  return {
    origins: texts(cors, "origins"),
    headers: cors["headers"] === undefined ? withUsual(sent) : texts(cors, "headers"),
    exposeHeaders:
      cors["exposeHeaders"] === undefined ? [...answered] : texts(cors, "exposeHeaders"),
    credentials: cors["credentials"] === true,
    maxAge: typeof cors["maxAge"] === "number" ? cors["maxAge"] : null,
  };
}

function domainOf(said: Raw): Domain | null {
  const domain = own(said, "domain");
  if (!isRaw(domain)) {
    return null;
  }
  const truststore = textAt(domain["mutualTls"], "truststore");
  return {
    name: String(domain["name"]),
    certificate: String(domain["certificate"]),
    basePath: textAt(domain, "basePath"),
    mutualTls: truststore === null ? null : { truststore },
  };
}

export function throttleOf(said: Raw): Throttle | null {
  const throttle = own(said, "throttle");
  return isRaw(throttle)
    ? { rate: Number(throttle["rate"]), burst: Number(throttle["burst"]) }
    : null;
}

/** A mapping of texts as a list, sorted by name. */
export function pairsOf(raw: Raw): { name: string; value: string }[] {
  return Object.entries(raw)
    .map(([name, value]) => ({ name, value: String(value) }))
    .sort((a, b) => (a.name < b.name ? -1 : 1));
}

export function texts(said: Raw, key: string): string[] {
  return listAt(said, key).map(String);
}
