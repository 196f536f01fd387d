import type { Direction } from "../model/schema.ts";
import type { KindName } from "./catalogue.ts";
import type { Contract, Field, Node } from "./contract.ts";
import { change, sides, type Change } from "./finding.ts";
import { flatten, type Flat } from "./flat.ts";
import { choicesChanges } from "./choices.ts";
import { keywordChanges } from "./keywords.ts";
import { Unchanged } from "./unchanged.ts";

/** Names a kind of change in the direction that a value goes. */
export type Kinds = (name: SchemaKind) => KindName;
type SchemaKind = KindName extends infer Name
  ? Name extends `request.${infer Rest}`
    ? Rest
    : never
  : never;

/** Compares what two contracts accept, schema by schema; a pair of named ones is compared once. */
export class SchemaComparison {
  readonly #unchanged: Unchanged;
  readonly #before: Contract["schemas"];
  readonly #after: Contract["schemas"];
  readonly #known = new Map<string, readonly Change[]>();

  constructor(before: Contract["schemas"], after: Contract["schemas"]) {
    this.#unchanged = new Unchanged(before, after);
    this.#before = before;
    this.#after = after;
  }

  /** What is different in the values of a place. */
  between(before: Node, after: Node, where: string, direction: Direction): Change[] {
    if (this.#unchanged.is(before, after)) {
      return [];
    }
    const key = `${direction} ${before.ref ?? ""} ${after.ref ?? ""}`;
    const isNamed = isReference(before) && isReference(after);
    const known = isNamed ? this.#known.get(key) : undefined;
    if (known !== undefined) {
      return known.map((each) => ({ ...each, where: where + each.where }));
    }
    if (isNamed) {
      // Where a schema leads to itself there is nothing new to find.
      this.#known.set(key, []);
    }
    const found = this.#compare(before, after, direction);
    if (isNamed) {
      this.#known.set(key, found);
    }
    return found.map((each) => ({ ...each, where: where + each.where }));
  }

  #compare(from: Node, to: Node, direction: Direction): Change[] {
    const before = flatten(from, this.#before);
    const after = flatten(to, this.#after);
    const kinds: Kinds = (name) => `${direction}.${name}` as KindName;
    const below = (a: Node, b: Node, where: string) => this.between(a, b, where, direction);
    return [
      ...keywordChanges(before, after, kinds),
      ...this.#members(before, after, kinds, direction),
      ...(before.items === null || after.items === null
        ? []
        : below(before.items, after.items, "[]")),
      ...(before.values === null || after.values === null
        ? []
        : below(before.values, after.values, ".*")),
      ...choicesChanges(before.choices, after.choices, kinds, below),
    ];
  }

  #members(before: Flat, after: Flat, kinds: Kinds, direction: Direction): Change[] {
    const { gone, added, kept } = sides(before.properties, after.properties);
    return [
      ...gone.map(([name]) => change(kinds("property-removed"), `.${name}`)),
      ...added.map(([name, { required }]) =>
        change(kinds(required ? "property-added-required" : "property-added"), `.${name}`),
      ),
      ...kept.flatMap(([name, a, b]) => [
        ...presenceChanges(a, b, `.${name}`, kinds, direction),
        ...this.between(a.node, b.node, `.${name}`, direction),
      ]),
    ];
  }
}

function isReference(node: Node): boolean {
  return node.ref !== undefined && Object.keys(node).length === 1;
}

/** Whether something must be there, and what stands for it where it is not. */
function presenceChanges(
  before: Field,
  after: Field,
  where: string,
  kinds: Kinds,
  direction: Direction,
): Change[] {
  const found: Change[] = [];
  if (before.required !== after.required) {
    found.push(change(kinds(after.required ? "property-required" : "property-optional"), where));
  }
  return direction === "request" ? [...found, ...defaultChanges(before, after, where)] : found;
}

/** A default is put into requests only. */
export function defaultChanges(before: Field, after: Field, where: string): Change[] {
  const [was = "", is = ""] = [before.fallback, after.fallback];
  if (was === is) {
    return [];
  }
  const kind = was === "" ? "default-added" : is === "" ? "default-dropped" : "default-changed";
  return [change(`request.${kind}`, where, was, is)];
}
