import SwaggerParser from "@apidevtools/swagger-parser";
import type { OpenAPI } from "openapi-types";
import { join } from "node:path";
import type { Collector } from "../diagnostics/collector.ts";
import { tokensOf } from "./pointer.ts";
import { own } from "./json.ts";
import { refOf, type Spec } from "./spec.ts";
import type { Origin } from "../model/origin.ts";

/** The part of an Ajv error that is used (swagger-parser hands them on as `details`). */
type SchemaError = {
  readonly instancePath: string;
  readonly keyword: string;
  readonly message?: string;
  readonly params: Readonly<Record<string, unknown>>;
};

/** Keywords of the OpenAPI schema whose failure only repeats a deeper one. */
const echoes = new Set(["oneOf", "anyOf", "if", "$ref", "unevaluatedProperties", "not"]);

/**
 * Checks the document against the JSON Schema of its OpenAPI version, by swagger-parser. Network
 * addresses are never fetched.
 */
export async function checkStructure(spec: Spec, found: Collector): Promise<void> {
  try {
    await SwaggerParser.validate(
      join(spec.folder, spec.root),
      structuredClone(spec.data) as OpenAPI.Document,
      {
        resolve: { http: false },
        dereference: { circular: "ignore" },
      },
    );
  } catch (error) {
    report(error as Error & { details?: unknown }, spec, found);
  }
}

function report(error: Error & { details?: unknown }, spec: Spec, found: Collector): void {
  const details = Array.isArray(error.details) ? (error.details as SchemaError[]) : [];
  if (details.length === 0) {
    const reason = error.message.split("\n")[0] ?? error.message;
    found.add(
      "spec/structure",
      { reason, section: "the OpenAPI specification" },
      { file: spec.root, pointer: "" },
    );
  }
  for (const each of telling(details)) {
    const reason = `${subject(each.instancePath)} ${each.message ?? "is not valid"}${detail(each.params)}`;
    found.add(
      "spec/structure",
      { reason, section: "the OpenAPI specification, §4.8" },
      locate(spec, each),
    );
  }
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

/** swagger-parser reports places in the dereferenced document: walk there through the references. */
function locate(spec: Spec, error: SchemaError): Origin {
  const extra = error.params["additionalProperty"] ?? error.params["unevaluatedProperty"];
  const tokens = [...tokensOf(error.instancePath), ...(typeof extra === "string" ? [extra] : [])];
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
