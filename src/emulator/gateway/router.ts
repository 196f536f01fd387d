import type { LocalApi, LocalMethod, Resource, PathSegment } from "./api.ts";
import { decoded } from "./request.ts";

/** A method that answers, and the variables of its path as the client encoded them. */
export type RouteMatch = {
  readonly method: LocalMethod;
  readonly variables: Readonly<Record<string, string>>;
};

/**
 * Finds what answers a request: literal segments before variables before greedy ones; where the nearer resource lacks
 * the method, a greedy one that has it answers (API Gateway: routing).
 *
 * @param path without the stage
 * @returns null where nothing does
 */
export function routeOf({ resources }: LocalApi, method: string, path: string): RouteMatch | null {
  const parts = partsOf(path);
  const matches = resources
    .map((resource) => ({ resource, variables: matched(resource.segments, parts) }))
    .filter((each): each is Match => each.variables !== null)
    .sort((a, b) => compareRanks(rankOf(a.resource), rankOf(b.resource)));
  const [first] = matches;
  const able = matches.filter(
    (match) => match === first || match.resource.segments.at(-1)?.kind === "greedy",
  );
  for (const { resource, variables } of able) {
    const any = anyMethods.has(method) ? resource.methods["ANY"] : undefined;
    const found = resource.methods[method] ?? any;
    if (found !== undefined) {
      return { method: found, variables };
    }
  }
  return null;
}

/** What ANY stands for (API Gateway: PutMethod). */
const anyMethods = new Set(["GET", "PUT", "POST", "DELETE", "PATCH", "HEAD", "OPTIONS"]);

type Match = { readonly resource: Resource; readonly variables: Record<string, string> };

/** A slash at the end makes no difference, nor do several at the beginning; those inside a greedy variable are kept. */
function partsOf(path: string): string[] {
  const trimmed = path.replace(/^\/+/, "").replace(/\/$/, "");
  return trimmed === "" ? [] : trimmed.split("/");
}

function matched(
  segments: readonly PathSegment[],
  parts: readonly string[],
): Record<string, string> | null {
  const variables: [string, string][] = [];
  for (const [index, segment] of segments.entries()) {
    const part = parts[index];
    if (part === undefined || part === "") {
      return null;
    }
    if (segment.kind === "greedy") {
      return Object.fromEntries([...variables, [segment.name, parts.slice(index).join("/")]]);
    }
    if (segment.kind === "literal" && decoded(part) !== segment.text) {
      return null;
    }
    if (segment.kind === "variable") {
      variables.push([segment.name, part]);
    }
  }
  return segments.length === parts.length ? Object.fromEntries(variables) : null;
}

function rankOf({ segments }: Resource): number[] {
  return segments.map(({ kind }) => ["literal", "variable", "greedy"].indexOf(kind));
}

/** Level by level, the nearer kind first; an end is nearer than a greedy variable. */
function compareRanks(a: readonly number[], b: readonly number[]): number {
  for (let index = 0; index < Math.max(a.length, b.length); index += 1) {
    const difference = (a[index] ?? 0) - (b[index] ?? 0);
    if (difference !== 0) {
      return difference;
    }
  }
  return 0;
}
