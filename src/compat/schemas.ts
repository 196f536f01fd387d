import type { Direction } from "../api/schema.ts";
import { kindOf, type KindName } from "./catalogue.ts";
import type { Contract, ContractField, ContractNode } from "./contract.ts";
import { change, sides, type ContractChange } from "./finding.ts";
import { flatten, type Flat } from "./flat.ts";
import type { Kinds } from "./kinds.ts";
import { choicesChanges } from "./choices.ts";
import { keywordChanges, typesOf } from "./keywords.ts";
import { Unchanged } from "./unchanged.ts";

/** What is different in a pair, and whether a circle was cut while it was looked at. */
type Looked = { readonly changes: readonly ContractChange[]; readonly isWhole: boolean };

/** Pairs that are looked at for one place, before those that were seen are not looked at again. */
const patience = 5_000;

/** Compares what two contracts accept, schema by schema; a pair is compared once. */
export class SchemaComparison {
  readonly #unchanged: Unchanged;
  readonly #before: Contract["schemas"];
  readonly #after: Contract["schemas"];
  readonly #known = new Map<string, readonly ContractChange[]>();
  readonly #entered = new Map<string, readonly ContractChange[]>();
  /** Pairs that are being compared: where one leads to itself there is nothing new to find. */
  readonly #open = new Set<string>();
  readonly #seen = new Set<string>();
  #isCut = false;
  #looks = 0;

  constructor(before: Contract["schemas"], after: Contract["schemas"]) {
    this.#unchanged = new Unchanged(before, after);
    this.#before = before;
    this.#after = after;
  }

  /** What is different in the values of a place. */
  between(
    before: ContractNode,
    after: ContractNode,
    where: string,
    direction: Direction,
  ): ContractChange[] {
    if (this.#open.size === 0) {
      this.#looks = 0;
      this.#seen.clear();
    }
    return this.#pair(before, after, direction).map((each) => ({
      ...each,
      where: where + each.where,
    }));
  }

  #pair(
    before: ContractNode,
    after: ContractNode,
    direction: Direction,
  ): readonly ContractChange[] {
    if (this.#unchanged.is(before, after)) {
      return [];
    }
    const key = JSON.stringify([direction, before, after]);
    const entered = this.#open.size === 0 ? this.#entered.get(key) : undefined;
    const known = this.#known.get(key) ?? entered;
    if (known !== undefined) {
      return known;
    }
    this.#looks += 1;
    if (this.#open.has(key) || (this.#looks > patience && this.#seen.has(key))) {
      this.#isCut = true;
      return [];
    }
    const { changes, isWhole } = this.#looked(key, before, after, direction);
    // What was found inside a circle is whole only for a place that the circle was entered by.
    if (isWhole) {
      this.#known.set(key, changes);
    } else if (this.#open.size === 0) {
      this.#entered.set(key, changes);
    }
    return changes;
  }

  #looked(key: string, before: ContractNode, after: ContractNode, direction: Direction): Looked {
    const wasCut = this.#isCut;
    this.#isCut = false;
    this.#open.add(key);
    this.#seen.add(key);
    const changes = this.#compare(before, after, direction);
    this.#open.delete(key);
    const isWhole = !this.#isCut;
    this.#isCut ||= wasCut;
    return { changes, isWhole };
  }

  #compare(from: ContractNode, to: ContractNode, direction: Direction): ContractChange[] {
    const before = flatten(from, this.#before);
    const after = flatten(to, this.#after);
    const kinds: Kinds = (name) => kindOf(direction, name);
    const below = (a: ContractNode, b: ContractNode, where: string) =>
      this.between(a, b, where, direction);
    const isOpen = !before.isClosed && !after.isClosed && canBoth(before, after, "object");
    return [
      ...keywordChanges(before, after, kinds, (text) => this.#unchanged.holds(text)),
      ...this.#members(before, after, kinds, direction),
      // What nothing is said of may be anything.
      ...(canBoth(before, after, "array")
        ? below(before.items ?? {}, after.items ?? {}, "[]")
        : []),
      ...(isOpen ? below(before.values ?? {}, after.values ?? {}, ".*") : []),
      ...choicesChanges(before.choices, after.choices, kinds, below),
    ];
  }

  #members(before: Flat, after: Flat, kinds: Kinds, direction: Direction): ContractChange[] {
    const { gone, added, kept } = sides(before.properties, after.properties);
    return [
      ...gone.map(([name]) => change(goneKind(after, kinds, direction), `.${name}`)),
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

/** Parts of a value are compared where both take such a value. */
function canBoth(before: Flat, after: Flat, type: string): boolean {
  return typesOf(before).includes(type) && typesOf(after).includes(type);
}

/** Where undeclared names are refused, so is a property that is gone. */
function goneKind({ isClosed }: Flat, kinds: Kinds, direction: Direction): KindName {
  return isClosed && direction === "request"
    ? "request.property-refused"
    : kinds("property-removed");
}

/** Whether something must be there, and what stands for it where it is not. */
function presenceChanges(
  before: ContractField,
  after: ContractField,
  where: string,
  kinds: Kinds,
  direction: Direction,
): ContractChange[] {
  const found: ContractChange[] = [];
  if (before.required !== after.required) {
    found.push(change(kinds(after.required ? "property-required" : "property-optional"), where));
  }
  return direction === "request" ? [...found, ...defaultChanges(before, after, where)] : found;
}

/** A default is put into requests only. */
export function defaultChanges(
  before: ContractField,
  after: ContractField,
  where: string,
): ContractChange[] {
  const [was = "", is = ""] = [before.fallback, after.fallback];
  if (was === is) {
    return [];
  }
  const kind = was === "" ? "default-added" : is === "" ? "default-dropped" : "default-changed";
  return [change(`request.${kind}`, where, was, is)];
}
