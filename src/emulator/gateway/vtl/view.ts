import type { Call } from "../call.ts";
import { contextOf } from "../event.ts";
import { headerNamed, queryPairs } from "../request.ts";
import { jsonPath } from "./json-path.ts";
import { TemplateError } from "./syntax.ts";
import {
  isCompound,
  jsonOf,
  mapOf,
  textOf,
  valueOf,
  type Native,
  type Value,
  type VtlMap,
} from "./values.ts";

/** What a template has set of the answer (`$context.responseOverride`). */
export type ResponseOverride = { status: string | null; readonly headers: VtlMap };

/** What templates may ask (API Gateway: mapping template reference), and what they may say. */
export function viewOf(call: Call, body: string) {
  const override: ResponseOverride = { status: null, headers: mapOf([]) };
  const variables = new Map<string, Value>([
    ["input", inputOf(call, body)],
    ["context", contextValue(call, override)],
    ["stageVariables", valueOf(call.api.stage.variables)],
    ["util", util],
  ]);
  return { variables, override };
}

type Method = (args: readonly Value[]) => Value;

function native(
  methods: Readonly<Record<string, Method>>,
  properties: Readonly<Record<string, () => Value>> = {},
  setters: Readonly<Record<string, (value: Value) => void>> = {},
): Native {
  return {
    kind: "native",
    methods: new Map(Object.entries(methods)),
    properties: new Map(Object.entries(properties)),
    setters: new Map(Object.entries(setters)),
  };
}

/** The body of nothing is an empty object. */
function inputOf({ request, route }: Call, body: string): Value {
  const texts = (pairs: Iterable<readonly [string, string]>) => mapOf(pairs);
  const params = new Map([
    ["path", texts(Object.entries(route.variables))],
    ["querystring", texts(queryPairs(request.query))],
    ["header", texts(request.headers)],
  ]);
  const named = (name: string): Value =>
    params.get("path")?.entries.get(name) ??
    params.get("querystring")?.entries.get(name) ??
    headerNamed(request, name) ??
    "";
  const found = (args: readonly Value[]) => jsonPath(parsed(body), textOf(args[0] ?? "$"));
  return native(
    {
      params: ([name = null]) =>
        name === null ? mapOf(params) : (params.get(textOf(name)) ?? named(textOf(name))),
      path: found,
      json: (args) => jsonOf(found(args) ?? ""),
    },
    { body: () => (body === "" ? "{}" : body) },
  );
}

function parsed(body: string): Value {
  try {
    return valueOf(JSON.parse(body === "" ? "{}" : body));
  } catch (error) {
    throw new TemplateError(`the body is not JSON: ${(error as Error).message}`);
  }
}

function contextValue(call: Call, override: ResponseOverride): Value {
  const known = valueOf(contextOf(call));
  const entries = isCompound(known) && known.kind === "map" ? [...known.entries] : [];
  const response = native(
    {},
    { header: () => override.headers, status: () => override.status },
    { status: (value) => (override.status = textOf(value)) },
  );
  return mapOf([...entries, ["responseOverride", response]]);
}

const argument = (args: readonly Value[]) => textOf(args[0] ?? null);

const util = native({
  escapeJavaScript: (args) => escapeJavaScript(argument(args)),
  urlEncode: (args) => urlEncode(argument(args)),
  urlDecode: (args) => urlDecode(argument(args)),
  base64Encode: (args) => Buffer.from(argument(args)).toString("base64"),
  base64Decode: (args) => Buffer.from(argument(args), "base64").toString("utf8"),
  parseJson: (args) => parsed(argument(args)),
});

/** Apache Commons StringEscapeUtils, which escapes single quotes as well. */
function escapeJavaScript(text: string): string {
  return JSON.stringify(text).slice(1, -1).replaceAll("'", "\\'");
}

/** java.net.URLEncoder: a space is `+`, and more is encoded than in a component of a URI. */
function urlEncode(text: string): string {
  return encodeURIComponent(text.replaceAll(/\p{Cs}/gu, "?"))
    .replaceAll("%20", "+")
    .replaceAll(/[!'()~]/g, (sign) => `%${sign.charCodeAt(0).toString(16).toUpperCase()}`);
}

function urlDecode(text: string): string {
  try {
    return decodeURIComponent(text.replaceAll("+", " "));
  } catch {
    throw new TemplateError(`${text} cannot be decoded`);
  }
}
