import type { Collector } from "../../diagnostics/collector.ts";
import type { Operation } from "../../api/api.ts";
import type { Json } from "../../api/json.ts";
import type { Cors, OperationSettings } from "../settings/settings.ts";
import { isRaw, rawAt, textAt } from "../../lib/json.ts";
import { answerCors } from "./cors.ts";
import { inertText, isInertName } from "./inert.ts";
import { fieldsOf } from "./own.ts";
import type {
  GatewayField,
  GatewayParameter,
  Integration,
  MethodAnswer,
  Target,
} from "./gateway.ts";

/** The field by which an operation says itself what answers it (API Gateway: integration). */
export const integrationField = "x-amazon-apigateway-integration";

/** Headers of a request that change what is answered: what is kept for one caller is no answer to another. */
export function varyingHeaders(operation: Operation, cors: Cors | null): string[] {
  const successes = operation.responses.filter(({ status }) => /^(2|default)/i.test(status));
  const types = successes.flatMap(({ answers }) =>
    answers.flatMap(({ media }) => media?.type ?? []),
  );
  return [
    ...(new Set(types).size > 1 ? ["Accept"] : []),
    ...((cors?.origins.length ?? 0) > 1 ? ["Origin"] : []),
  ];
}

type Integrating = {
  readonly cors: Cors | null;
  readonly varying: readonly string[];
  readonly settings: OperationSettings;
  readonly parameters: readonly GatewayParameter[];
  readonly target: Target;
  readonly found: Collector;
};

/** What answers a method: the document's own integration where it has one, else a function. */
export function integrationOf(operation: Operation, integrating: Integrating): Integration {
  const own = operation.extensions[integrationField];
  const { settings, target } = integrating;
  if (isRaw(own)) {
    return { kind: "own", fields: fieldsOf(own) };
  }
  if (settings.async !== null) {
    return { kind: "async", target, types: [], isText: false, cors: answerCors(integrating.cors) };
  }
  const timeout = Math.min(29_000, settings.function.timeout * 1000 + 1000);
  return { kind: "function", target, fields: cacheFields(operation, integrating), timeout };
}

/** The parameters that tell cached answers apart (API Gateway: cacheKeyParameters). */
function cacheFields(
  operation: Operation,
  { settings, parameters, varying, found }: Integrating,
): GatewayField[] {
  if (settings.cache === null) {
    return [];
  }
  const isOpen = operation.security.isPublic;
  const tellsCallers = settings.cache.keys?.some((key) => /^header\.authorization$/i.test(key));
  if (!isOpen && tellsCallers !== true) {
    found.add("settings/cache-shared", { key: operation.key }, operation.origin);
  }
  const known = new Map(
    parameters.map((each) => [`${each.in}.${each.name}`, `method.request.${placeOf(each)}`]),
  );
  for (const key of settings.cache.keys ?? []) {
    if (!known.has(key)) {
      const names =
        [...known.keys()].join(", ") || "none: it has no parameters, so leave `keys` out";
      const parameter = { key: operation.key, name: key, known: names };
      found.add("settings/cache-key", parameter, operation.origin);
    }
  }
  const keys =
    settings.cache.keys ??
    parameters.filter((each) => each.in !== "header").map((each) => `${each.in}.${each.name}`);
  const all = new Set([...keys, ...varying.map((name) => `header.${name}`)]);
  const value = [...all].flatMap((key) => known.get(key) ?? []).sort();
  return value.length === 0 ? [] : [{ name: "cacheKeyParameters", value }];
}

function placeOf({ in: where, name }: GatewayParameter): string {
  return `${where === "query" ? "querystring" : where}.${name}`;
}

/**
 * The statuses that a method answers with (API Gateway: method response). A proxy passes any status
 * on; what maps answers itself needs them declared, with the headers that it sets.
 */
export function answersOf(
  operation: Operation,
  settings: OperationSettings,
  cors: Cors | null,
): MethodAnswer[] {
  const own = operation.extensions[integrationField];
  if (!isRaw(own)) {
    return settings.async === null
      ? [{ status: "200", description: "The function's answer", headers: [] }]
      : [
          {
            status: "202",
            description: "Taken on; the function runs on",
            headers: answerCors(cors)?.headers.map(({ name }) => name) ?? [],
          },
        ];
  }
  const type = (textAt(own, "type") ?? "").toLowerCase();
  const declared = operation.responses.filter(({ status }) => /^[1-5]\d\d$/.test(status));
  const mapped = type.endsWith("proxy") ? [] : mappedStatuses(own as Json);
  const statuses = [...new Set([...declared.map(({ status }) => status), ...mapped])].sort();
  const answers = statuses.map((status) => {
    const response = declared.find((each) => each.status === status);
    return {
      status,
      description: inertText(response?.doc?.lines.join(" ") ?? "An answer"),
      headers: [
        ...new Set([
          ...(response?.headers.map(({ wire }) => wire) ?? []),
          ...mappedHeaders(own as Json, status),
        ]),
      ]
        .filter(isInertName)
        .sort(),
    };
  });
  return answers.length === 0
    ? [{ status: "200", description: "An answer", headers: [] }]
    : answers;
}

function mappedStatuses(own: Json): string[] {
  return mappings(own).flatMap(({ status }) => (/^[1-5]\d\d$/.test(status) ? [status] : []));
}

function mappedHeaders(own: Json, wanted: string): string[] {
  const prefix = "method.response.header.";
  return mappings(own)
    .filter(({ status }) => status === wanted)
    .flatMap(({ names }) => names)
    .filter((name) => name.startsWith(prefix))
    .map((name) => name.slice(prefix.length));
}

function mappings(own: Json): { readonly status: string; readonly names: readonly string[] }[] {
  return Object.values(rawAt(own, "responses")).map((each) => ({
    status: String(rawAt({ each }, "each")["statusCode"] ?? ""),
    names: Object.keys(rawAt(each, "responseParameters")),
  }));
}
