import { because } from "../diagnostics/reasons.ts";
import type { Collector } from "../diagnostics/collector.ts";
import type { Origin } from "../lib/origin.ts";
import { isRaw, own, rawAt, type Raw } from "../lib/json.ts";
import { precompiled } from "../lib/package.ts";
import { tokensOf } from "../lib/pointer.ts";
import { refOf, type Spec } from "./spec.ts";
import { versionOf } from "./version.ts";
import { structureView } from "./view.ts";

/** The part of an Ajv error that is used. */
type SchemaError = {
  readonly instancePath: string;
  readonly schemaPath: string;
  readonly keyword: string;
  readonly message?: string;
  readonly params: Readonly<Record<string, unknown>>;
};

/** Keywords of the OpenAPI schema whose failure only repeats a deeper one. */
const echoes = new Set(["oneOf", "anyOf", "if", "$ref", "not", "$dynamicRef"]);

/** Fields whose absence changes nothing of what is generated. */
const dispensable = new Set([
  "description",
  "info",
  "title",
  "version",
  "paths",
  "responses",
  "url",
]);

/** Fields that nothing is made of: a slip in them, or below them, stops nothing. */
const unused =
  /(^|\/)(externalDocs|tags|servers|info|license|contact|links|callbacks|webhooks|xml|description|summary|host|basePath|schemes)(\/|$)/;

const ofFields = ["additionalProperty", "unevaluatedProperty"];

/** What the readers of parameters say better, with the names of what there is. */
const toldElsewhere = /\/(style|in|explode)$/;
const ofStyles = new Set(["style", "explode", "allowReserved"]);

type Validate = ((document: unknown) => boolean) & { readonly errors?: readonly SchemaError[] };

/**
 * Checks the document against the JSON Schema of OpenAPI: all of 3 by that of 3.2, which knows what the others do, and
 * says which branch is meant. Faults that change nothing of what is generated are warnings.
 */
export function checkStructure(spec: Spec, found: Collector): void {
  const isSwagger = versionOf(spec) === "2.0";
  const validate = precompiled<Validate>(isSwagger ? "swagger" : "openapi");
  validate(judged(spec, found));
  telling(validate.errors ?? [], isSwagger).forEach((each) => tell(each, spec, found));
}

/** What is judged: what OpenAPI insists on and nothing is made of is put in, and told by us. */
function judged(spec: Spec, found: Collector): Raw {
  const view = { ...structureView(spec) } as Record<string, unknown>;
  if (isRaw(view["components"])) {
    // `schemas:` with nothing below it is null: it declares nothing.
    const components = Object.entries(view["components"]).filter(([, each]) => each !== null);
    view["components"] = Object.fromEntries(components);
  }
  const info = rawAt(view, "info");
  if (typeof info["version"] === "number") {
    found.add(
      "spec/loose",
      { reason: because("version-not-text", {}).reason },
      spec.originOf(rawAt(spec.data, "info"), "version"),
    );
  }
  if (!isRaw(view["info"])) {
    const { reason } = because("no-info", {});
    found.add("spec/loose", { reason }, { file: spec.root, pointer: "" });
  }
  view["info"] = { title: "API", ...info, version: String(info["version"] ?? "0") };
  view["paths"] ??= {};
  if (view["openapi"] !== undefined) {
    view["openapi"] = "3.2.0";
    delete view["$self"];
    delete view["jsonSchemaDialect"];
  }
  return view;
}

function tell(each: SchemaError, spec: Spec, found: Collector): void {
  const where = locate(spec, tokensOfError(each));
  const isTold = found.all.some(
    ({ code, origin }) =>
      code === "spec/rule" && origin?.file === where.file && origin.pointer === where.pointer,
  );
  if (!isTold) {
    found.add(
      isLoose(each) ? "spec/loose" : "spec/structure",
      { reason: wordsOf(each, spec) },
      where,
    );
  }
}

/**
 * True for a fault that is told and passed over: a field that OpenAPI does not have, a missing one that nothing is
 * made of, and what stands in a field of which nothing is made.
 */
function isLoose({ instancePath, keyword, params }: SchemaError): boolean {
  const isUnknownField = keyword === "additionalProperties" || keyword === "unevaluatedProperties";
  const isEmpty =
    instancePath.endsWith("/responses") &&
    (keyword === "minProperties" || params["missingProperty"] === "default");
  const isName = keyword === "propertyNames" || keyword === "pattern";
  return (
    isUnknownField ||
    isEmpty ||
    isName ||
    dispensable.has(String(params["missingProperty"])) ||
    unused.test(instancePath)
  );
}

/** The errors worth telling: the deepest of each branch that is meant, without those that only repeat them. */
function telling(details: readonly SchemaError[], isVersion20: boolean): SchemaError[] {
  const isEcho = (each: SchemaError) =>
    echoes.has(each.keyword) || each.params["missingProperty"] === "$ref";
  const isElsewhere = ({ instancePath, params }: SchemaError) =>
    toldElsewhere.test(instancePath) ||
    // Keys of responses are statuses: see rules.ts.
    (isVersion20 &&
      instancePath.endsWith("/responses") &&
      ofFields.some((name) => name in params)) ||
    (instancePath.includes("/parameters/") &&
      ofStyles.has(String(params["unevaluatedProperty"] ?? "")));
  const meant = details.filter((each) => !isEcho(each) && !isElsewhere(each));
  const kept = withoutOtherBranches(meant.length > 0 ? meant : []);
  return kept.filter(
    (each) => !kept.some((other) => other.instancePath.startsWith(`${each.instancePath}/`)),
  );
}

/**
 * Of a oneOf that tells its branches apart by a word (`in: path`, `type: apiKey`), the errors of the branch whose word
 * is there; of a reference or an object, those of the object.
 */
function withoutOtherBranches(details: readonly SchemaError[]): SchemaError[] {
  const branchOf = ({ instancePath, schemaPath }: SchemaError) =>
    `${instancePath} ${schemaPath.replace(/\/(properties|required|enum|const|additionalProperties|patternProperties|not|type).*$/, "")}`;
  const others = new Set(
    details
      .filter(({ keyword }) => keyword === "enum" || keyword === "const")
      .map((each) =>
        branchOf({ ...each, instancePath: each.instancePath.replace(/\/[^/]*$/, "") }),
      ),
  );
  const kept = details.filter(
    (each) =>
      !others.has(branchOf(each)) && !(each.keyword === "enum" && isBranchWord(each, details)),
  );
  return kept.length > 0 ? kept : [...details];
}

/** True for "must be one of" that several branches say of the same word. */
function isBranchWord({ instancePath }: SchemaError, details: readonly SchemaError[]): boolean {
  return (
    details.filter((each) => each.instancePath === instancePath && each.keyword === "enum").length >
    1
  );
}

/** Describes what is wrong, with the names of the document. */
function wordsOf(each: SchemaError, spec: Spec): string {
  const { params, instancePath } = each;
  const missing = params["missingProperty"];
  const extra = params["additionalProperty"] ?? params["unevaluatedProperty"];
  const name = nameAt(spec, tokensOf(instancePath));
  if (typeof missing === "string") {
    return missing === "required"
      ? `${name} lacks \`required: true\``
      : `${name} lacks \`${missing}\``;
  }
  if (typeof extra === "string") {
    return `${name} has no field \`${extra}\``;
  }
  return `${name} ${each.message ?? "is not valid"}${detail(params)}`;
}

/** An item of a list is called as it calls itself: "the path parameter `id`". */
function nameAt(spec: Spec, tokens: readonly string[]): string {
  const last = tokens.at(-1);
  const node = tokens.reduce<unknown>((at, token) => own(through(spec, at), token), spec.data);
  const named = own(through(spec, node), "name");
  if (typeof named === "string" && /^\d+$/.test(last ?? "")) {
    return `\`${named}\``;
  }
  return last === undefined ? "the document" : `\`${last}\``;
}

function detail(params: Readonly<Record<string, unknown>>): string {
  const values = params["allowedValues"];
  return Array.isArray(values) ? ` (${values.join(", ")})` : "";
}

function tokensOfError({ instancePath, params }: SchemaError): string[] {
  const extra = params["additionalProperty"] ?? params["unevaluatedProperty"];
  return [...tokensOf(instancePath), ...(typeof extra === "string" ? [extra] : [])];
}

/** Places of the view are found in the document by walking there through the references. */
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
