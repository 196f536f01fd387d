import SwaggerParser from "@apidevtools/swagger-parser";
import type { OpenAPI } from "openapi-types";
import { join } from "node:path";
import type { Collector } from "../diagnostics/collector.ts";
import type { Origin } from "../model/origin.ts";
import { isRaw, own, rawAt, type Raw } from "./json.ts";
import { tokensOf } from "./pointer.ts";
import { refOf, type Spec } from "./spec.ts";
import { isMapOf } from "./walk.ts";

/** The part of an Ajv error that is used (swagger-parser hands them on as `details`). */
type SchemaError = {
  readonly instancePath: string;
  readonly keyword: string;
  readonly message?: string;
  readonly params: Readonly<Record<string, unknown>>;
};

/** Keywords of the OpenAPI schema whose failure only repeats a deeper one. */
const echoes = new Set(["oneOf", "anyOf", "if", "$ref", "not"]);

/** Fields whose absence changes nothing of what is generated. */
const dispensable = new Set(["description", "info", "title", "version", "paths", "responses"]);

/**
 * Checks the document against the JSON Schema of its OpenAPI version, by swagger-parser. Network
 * addresses are never fetched. Faults that change nothing of what is generated are warnings.
 */
export async function checkStructure(spec: Spec, found: Collector): Promise<void> {
  const document = patched(spec, found);
  try {
    await SwaggerParser.validate(
      join(spec.folder, spec.root),
      document as unknown as OpenAPI.Document,
      {
        resolve: { http: false },
        dereference: { circular: "ignore" },
      },
    );
  } catch (error) {
    report(error as Error & { details?: unknown }, spec, found);
  }
}

/**
 * A copy that swagger-parser does not stop at before it looks at the rest: what it insists on is put
 * in, and told by us.
 */
function patched(spec: Spec, found: Collector): Raw {
  if (own(spec.data, "swagger") !== undefined) {
    return structuredClone(spec.data) as Raw;
  }
  const data = withoutSchemas(spec.data, false) as Record<string, unknown>;
  const info = rawAt(data, "info");
  if (typeof info["version"] === "number") {
    found.add(
      "spec/loose",
      { reason: "`version` must be text: put it in quotes" },
      spec.originOf(rawAt(spec.data, "info"), "version"),
    );
  }
  if (!isRaw(data["info"])) {
    found.add("spec/loose", { reason: "`info` is missing" }, { file: spec.root, pointer: "" });
  }
  data["info"] = { title: "API", ...info, version: String(info["version"] ?? "0") };
  data["paths"] ??= {};
  if (String(data["openapi"]).startsWith("3.2")) {
    data["openapi"] = "3.1.1";
  }
  return data;
}

/**
 * A copy in which Schema Objects are empty: their keywords are read one by one elsewhere, and
 * swagger-parser takes minutes to dereference those of a large document.
 */
function withoutSchemas(node: unknown, isMap: boolean): unknown {
  if (Array.isArray(node)) {
    return node.map((item) => withoutSchemas(item, false));
  }
  if (!isRaw(node)) {
    return node;
  }
  const entries = Object.entries(node).map(([key, value]) => {
    if (!isMap && key === "schema" && isRaw(value)) {
      return [key, emptied(value)];
    }
    if (!isMap && key === "schemas" && isRaw(value)) {
      return [key, mapValues(value, (each) => (isRaw(each) ? emptied(each) : each))];
    }
    return [key, withoutSchemas(value, !isMap && isMapOf(key, value))];
  });
  return Object.fromEntries(entries);
}

/** Examples stay: they are what references may lead to. */
function emptied(schema: Raw): Raw {
  const kept = ["example", "examples"].filter((key) => schema[key] !== undefined);
  return Object.fromEntries(kept.map((key) => [key, schema[key]]));
}

function mapValues(raw: Raw, change: (value: unknown) => unknown): Raw {
  return Object.fromEntries(Object.entries(raw).map(([key, value]) => [key, change(value)]));
}

function report(error: Error & { details?: unknown }, spec: Spec, found: Collector): void {
  const details = Array.isArray(error.details) ? (error.details as SchemaError[]) : [];
  if (details.length === 0) {
    found.add(
      "spec/structure",
      { reason: error.message.split("\n")[0] ?? error.message },
      wordedPlace(error.message, spec),
    );
  }
  for (const each of telling(details).filter((detail) => !isNewer(detail, spec))) {
    const reason = `${subject(each.instancePath)} ${each.message ?? "is not valid"}${detail(each.params)}`;
    found.add(
      isLoose(each, spec) ? "spec/loose" : "spec/structure",
      { reason },
      locate(spec, tokensOfError(each)),
    );
  }
}

/** True for what OpenAPI 3.2 allows and the schema of 3.1 does not know: styles and places of parameters. */
function isNewer({ instancePath }: SchemaError, spec: Spec): boolean {
  return String(own(spec.data, "openapi")).startsWith("3.2") && /\/(style|in)$/.test(instancePath);
}

/** What swagger-parser says in words begins with the path that it is about. */
function wordedPlace(message: string, spec: Spec): Origin {
  const path = /(?:^|["\s])((?:\/\w+)?\/paths\/[^"\s]+|#?\/definitions\/[^"\s]+)/.exec(
    message,
  )?.[1];
  return path === undefined
    ? { file: spec.root, pointer: "" }
    : locate(spec, tokensOf(path.replace("#", "")));
}

/**
 * True for a fault that is told and passed over: a field that OpenAPI does not have, a missing one that
 * nothing is made of, and anything inside a schema, whose keywords are read one by one. Swagger 2.0
 * is checked to the letter: it has been settled for long.
 */
function isLoose({ instancePath, keyword, params }: SchemaError, spec: Spec): boolean {
  if (own(spec.data, "swagger") !== undefined) {
    return false;
  }
  const isUnknownField = keyword === "additionalProperties" || keyword === "unevaluatedProperties";
  return (
    isUnknownField ||
    dispensable.has(String(params["missingProperty"])) ||
    /\/(schema|schemas)(\/|$)/.test(instancePath)
  );
}

/** The errors worth telling: the deepest of each branch, without those that only repeat them. */
function telling(details: readonly SchemaError[]): SchemaError[] {
  const isEcho = (each: SchemaError) =>
    echoes.has(each.keyword) || each.params["missingProperty"] === "$ref";
  const causes = details.filter((each) => !isEcho(each));
  const kept = causes.length > 0 ? causes : details;
  return kept.filter(
    (each) => !kept.some((other) => other.instancePath.startsWith(`${each.instancePath}/`)),
  );
}

function subject(instancePath: string): string {
  const token = tokensOf(instancePath).at(-1);
  return token === undefined ? "the document" : `\`${token}\``;
}

function detail(params: Readonly<Record<string, unknown>>): string {
  const values =
    params["allowedValues"] ?? params["additionalProperty"] ?? params["unevaluatedProperty"];
  return values === undefined
    ? ""
    : ` (${Array.isArray(values) ? values.join(", ") : String(values)})`;
}

function tokensOfError({ instancePath, params }: SchemaError): string[] {
  const extra = params["additionalProperty"] ?? params["unevaluatedProperty"];
  return [...tokensOf(instancePath), ...(typeof extra === "string" ? [extra] : [])];
}

/** swagger-parser reports places in the dereferenced document: walk there through the references. */
function locate(spec: Spec, tokens: readonly string[]): Origin {
  let node: unknown = spec.data;
  let origin: Origin = { file: spec.root, pointer: "" };
  for (const token of tokens) {
    const holder = through(spec, node);
    if (holder === null) {
      break;
    }
    origin = spec.originOf(holder, token);
    node = own(holder, token);
  }
  return origin;
}

function through(spec: Spec, node: unknown): object | null {
  let at = node;
  for (let hops = 0; hops < 100; hops += 1) {
    if (typeof at !== "object" || at === null) {
      return null;
    }
    const ref = refOf(at);
    if (ref === null) {
      return at;
    }
    const target = spec.resolve(ref, at);
    at = "code" in target ? null : target.value;
  }
  return null;
}
