import { segmentsOf, type Segment } from "../../read/segments.ts";
import type { Operation } from "../../api/api.ts";
import type { PathVariable } from "./gateway.ts";

/** A path as API Gateway has it. */
export type RoutedPath = { readonly path: string; readonly variables: readonly PathVariable[] };

/** A path as API Gateway has it, or the reason why it cannot have it. */
export type PathRoute = RoutedPath | { readonly reason: string };

/** The methods of a REST API (API Gateway: PutMethod). */
const methods = new Set(["GET", "PUT", "POST", "DELETE", "PATCH", "OPTIONS", "HEAD", "ANY"]);

/**
 * Characters of a literal segment (API Gateway: known issues, resource paths). Others stand under a variable, and the
 * function takes no other value of it than the segment.
 */
const literalSegment = /^[A-Za-z0-9_.,:-]+$/;

/**
 * Fits the paths of all operations into one tree of resources (API Gateway: one variable name per
 * level, variables fill a whole segment).
 *
 * @returns a route for each operation key; an operation that cannot be routed has a reason
 */
export function routePaths(operations: readonly Operation[]): Map<string, PathRoute> {
  const names = variableNames(operations);
  const routes = new Map<string, PathRoute>();
  const first = new Map<string, string>();
  const templates = new Map<string, string>();
  const neighbours = plainVariables(operations);
  for (const operation of operations) {
    const route = isToldApart(operation, operations)
      ? routeOf(operation, names, templates, neighbours)
      : { reason: unseen };
    const told = "path" in route ? `${operation.method} ${toldBy(route)}` : operation.key;
    const rival = first.get(told);
    first.set(told, rival ?? operation.key);
    routes.set(
      operation.key,
      rival === undefined ? route : { reason: `it has the same resource as ${rival}` },
    );
  }
  return routes;
}

/** What tells a request of a route from others: two segments may be one variable to API Gateway, but not to the function. */
function toldBy({ path, variables }: RoutedPath): string {
  return [path, ...variables.map(({ segment }) => segment)].join(" ");
}

const unseen =
  "what stands after `?` or `#` tells it from another operation, and no request path has that";

/** True unless only a query or a fragment in its path template tells an operation from another one. */
function isToldApart({ key, method, path }: Operation, all: readonly Operation[]): boolean {
  const isWhole = key === `${method} ${path}`;
  return (
    isWhole || !all.some((each) => each.key !== key && each.method === method && each.path === path)
  );
}

function routeOf(
  operation: Operation,
  names: ReadonlyMap<string, string>,
  templates: Map<string, string>,
  neighbours: ReadonlySet<string>,
): PathRoute {
  const reason =
    refusal(operation) ?? greedyRefusal(operation, neighbours) ?? duplicate(operation, templates);
  if (reason !== null) {
    return { reason };
  }
  const variables: PathVariable[] = [];
  let level = "";
  const parts = segmentsOf(operation.path).map((segment) => {
    level += `/${isLiteral(segment) ? segment.text : "{}"}`;
    if (isLiteral(segment)) {
      return segment.text;
    }
    const gateway = names.get(level) ?? "value";
    const isWhole = segment.names.length === 1 && segment.source === "^(.+?)$";
    variables.push({
      gateway,
      names: segment.names,
      pattern: isWhole ? null : { source: sourceOf(segment), flags: "" },
      segment: segment.isGreedy ? `{${segment.names.join()}}` : segment.text,
    });
    return segment.isGreedy ? `{${gateway}+}` : `{${gateway}}`;
  });
  return { path: `/${parts.join("/")}`, variables };
}

function refusal({ method, path }: Operation): string | null {
  if (!methods.has(method)) {
    return `it has no ${method} method`;
  }
  return path.includes("//") ? "its path has an empty segment" : null;
}

/** A greedy variable is the whole last segment, and the only variable at its place (API Gateway: proxy resources). */
function greedyRefusal({ path }: Operation, neighbours: ReadonlySet<string>): string | null {
  const segments = segmentsOf(path);
  const at = segments.findIndex(({ text }) => /\+\}/.test(text));
  if (at < 0) {
    return null;
  }
  if (segments[at]?.isGreedy !== true || at < segments.length - 1) {
    return "a variable such as `{path+}`, which takes the rest of a path, is the whole of its last segment";
  }
  return neighbours.has(levelOf(segments.slice(0, at)))
    ? "its variable takes the rest of the path, and another path has a plain variable there"
    : null;
}

/** The places at which some path has a variable that takes one segment. */
function plainVariables(operations: readonly Operation[]): ReadonlySet<string> {
  const all = operations.flatMap(({ path }) => {
    const segments = segmentsOf(path);
    return segments.flatMap((segment, index) =>
      isLiteral(segment) || segment.isGreedy ? [] : [levelOf(segments.slice(0, index))],
    );
  });
  return new Set(all);
}

function levelOf(segments: readonly Segment[]): string {
  return segments.map((each) => `/${isLiteral(each) ? each.text : "{}"}`).join("");
}

function isLiteral({ names, text }: Segment): boolean {
  return names.length === 0 && literalSegment.test(text);
}

/** An expression for a segment; of one without variables every sign may come percent-encoded too. */
function sourceOf({ names, source, text }: Segment): string {
  return names.length > 0 ? source : `^${[...text].map(eitherForm).join("")}$`;
}

function eitherForm(character: string): string {
  const plain = character.replace(/[.*+?^${}()|[\]\\/]/, "\\$&");
  if (/[A-Za-z0-9._-]/.test(character)) {
    return plain;
  }
  const bytes = [...new TextEncoder().encode(character)];
  const hex = bytes.map((byte) => byte.toString(16).padStart(2, "0"));
  return `(?:${plain}|${hex.map((each) => `%${each.replaceAll(/[a-f]/g, bothCases)}`).join("")})`;
}

function bothCases(letter: string): string {
  return `[${letter}${letter.toUpperCase()}]`;
}

/**
 * Two paths that differ in the names of their variables only are one (OpenAPI 3.1 §4.8.8); what they hold is one resource
 * where no method is there twice.
 */
function duplicate({ method, path }: Operation, templates: Map<string, string>): string | null {
  const template = `${method} ${path.replaceAll(/\{[^{}]*\}/g, "{}")}`;
  const first = templates.get(template) ?? path;
  templates.set(template, first);
  return first === path ? null : `it is the same path as ${first}, with other variable names`;
}

/** One name for the variable of each level: the least of those that the document uses there. */
function variableNames(operations: readonly Operation[]): Map<string, string> {
  const names = new Map<string, string>();
  for (const { path } of operations) {
    let level = "";
    for (const segment of segmentsOf(path)) {
      level += `/${isLiteral(segment) ? segment.text : "{}"}`;
      const wanted =
        segment.names.map((name) => name.replaceAll(/[^A-Za-z0-9_]/g, "")).join("") || "value";
      const known = names.get(level);
      if (!isLiteral(segment) && (known === undefined || wanted < known)) {
        names.set(level, wanted);
      }
    }
  }
  return uniqueOnPath(names);
}

/** Two variables of one path may not share a name. */
function uniqueOnPath(names: ReadonlyMap<string, string>): Map<string, string> {
  const made = new Map<string, string>();
  for (const level of [...names.keys()].sort((a, b) => a.length - b.length)) {
    const above = [...made]
      .filter(([other]) => level.startsWith(`${other}/`))
      .map(([, name]) => name);
    let name = names.get(level) ?? "value";
    for (let number = 2; above.includes(name); number += 1) {
      name = `${names.get(level)}${number}`;
    }
    made.set(level, name);
  }
  return made;
}
