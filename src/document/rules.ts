import type { Collector } from "../diagnostics/collector.ts";
import { because } from "../diagnostics/reasons.ts";
import { nearest } from "../lib/nearest.ts";
import { grammar } from "./grammar.ts";
import { isRaw, listAt, own, rawAt, textAt, type Raw } from "../lib/json.ts";
import { refOf, type Spec } from "./spec.ts";
import { versionOf } from "./version.ts";

/**
 * Holds the document to what OpenAPI demands in words, which its JSON Schema does not say: everything here would
 * otherwise be read, silently, as something unintended.
 */
export function checkRules(spec: Spec, found: Collector): void {
  const follow = following(spec);
  const isVersion20 = versionOf(spec) === "2.0";
  for (const [path, node] of Object.entries(rawAt(spec.data, "paths"))) {
    const pathItem = follow(node);
    if (path.startsWith("/") && isRaw(pathItem)) {
      checkPath(path, isVersion20, spec, found);
      checkFields(path, pathItem, spec, found);
      if (isVersion20) {
        checkVersion20(pathItem, { spec, found, follow });
      }
    }
  }
}

const known = Object.keys(grammar.pathItem);
const methods = known.filter((name) => !/^(parameters|additionalOperations|x-)/.test(name));
/** Fields of a path item that hold no object (OpenAPI 3.1 §4.8.9). */
const plain = ["$ref", "summary", "description", "servers"];

type Follow = (node: unknown) => unknown;
type Rules = { readonly spec: Spec; readonly found: Collector; readonly follow: Follow };

/** Resolves a reference; null if it leads nowhere, which is already reported. */
function following(spec: Spec): Follow {
  return (node) => {
    let at = node;
    for (let hops = 0; hops < 100; hops += 1) {
      const ref = refOf(at);
      const target = ref === null ? null : spec.resolve(ref, at as object);
      if (target === null) {
        return at;
      }
      at = "code" in target ? null : target.value;
    }
    return null;
  };
}

/** A variable has one value: of a path that has it twice the last is read, where that is not refused. */
function checkPath(path: string, isRefused: boolean, spec: Spec, found: Collector): void {
  const names = [...path.matchAll(/\{([^{}]*)\}/g)].map(([, name = ""]) => name);
  const twice = names.find((name, index) => names.indexOf(name) !== index);
  if (twice !== undefined) {
    const code = isRefused ? "spec/variable-twice" : "spec/variable-last";
    found.add(code, { name: twice, path }, spec.originOf(rawAt(spec.data, "paths"), path));
  }
}

/** A misspelt method is an operation that is lost; an object of other fields is no path item at all. */
function checkFields(path: string, pathItem: Raw, spec: Spec, found: Collector): void {
  const fields = Object.keys(pathItem).filter((name) => !name.startsWith("x-"));
  const isNone = fields.length > 0 && !fields.some((name) => isField(name));
  for (const name of fields.filter((each) => !isField(each))) {
    const meant = nearest(name, methods);
    if (meant !== null || isNone) {
      const fix =
        meant === null ? "write the operations of the path" : `did you mean \`${meant}\`?`;
      const why = because("path-item-field", { name, path, fix });
      found.add("spec/rule", why, spec.originOf(pathItem, name));
    }
  }
}

function isField(name: string): boolean {
  return known.includes(name) || plain.includes(name);
}

/** What the readers of OpenAPI 3 tell themselves, or what it has no more. */
function checkVersion20(pathItem: Raw, rules: Rules): void {
  const operations = methods.flatMap((method) => {
    const operation = own(pathItem, method);
    return isRaw(operation) ? [operation] : [];
  });
  [pathItem, ...operations].forEach((each) => checkParameters(each, rules));
  for (const operation of operations) {
    checkBodies(operation, pathItem, rules);
    checkStatuses(operation, rules);
  }
}

/** "The list MUST NOT include duplicated parameters", by name and location (Swagger 2.0: Path Item, Operation Object). */
function checkParameters(holder: Raw, { spec, found, follow }: Rules): void {
  const seen = new Set<string>();
  for (const each of listAt(holder, "parameters").filter(isRaw)) {
    const parameter = follow(each);
    const [name, where] = [textAt(parameter, "name") ?? "", textAt(parameter, "in") ?? ""];
    const key = `${where} ${where === "header" ? name.toLowerCase() : name}`;
    if (where !== "body" && seen.size === seen.add(key).size) {
      found.add("spec/duplicate-parameter", { name, in: where }, spec.originOf(each, "name"));
    }
  }
}

/** One body, or fields of a form, and files in a form only (Swagger 2.0: Parameter Object). */
function checkBodies(operation: Raw, pathItem: Raw, { spec, found, follow }: Rules): void {
  const all = [...listAt(pathItem, "parameters"), ...listAt(operation, "parameters")].filter(isRaw);
  const placed = (place: string) => all.filter((each) => textAt(follow(each), "in") === place);
  const bodies = new Map(placed("body").map((each) => [textAt(follow(each), "name"), each]));
  const fields = placed("formData");
  const [, second] = [...bodies.values()];
  const where = second ?? (bodies.size > 0 ? fields[0] : undefined);
  if (where !== undefined) {
    const why = because(second === undefined ? "body-and-form" : "two-bodies", {});
    found.add("spec/rule", why, spec.originOf(where));
  }
  const file = fields.find((each) => textAt(follow(each), "type") === "file");
  const consumes =
    [operation, spec.data].map((each) => listAt(each, "consumes")).find(isSaid) ?? [];
  if (file !== undefined && !consumes.some(isForm)) {
    found.add("spec/rule", because("file-without-form", {}), spec.originOf(file));
  }
}

const isSaid = (list: readonly unknown[]) => list.length > 0;
/** Also those of a vendor: `multipart/vnd.example+form-data`. */
const isForm = (type: unknown) => /\b(form-data|x-www-form-urlencoded)\b/i.test(String(type));

/** "Any HTTP status code can be used", or `default` (Swagger 2.0: Responses Object). */
function checkStatuses(operation: Raw, { spec, found }: Rules): void {
  const responses = rawAt(operation, "responses");
  for (const status of Object.keys(responses)) {
    if (!/^([1-5]\d\d|[1-5]XX|default|x-.*|\$ref)$/i.test(status)) {
      const why = because("response-status", { status });
      found.add("spec/rule", why, spec.originOf(responses, status));
    }
  }
}
