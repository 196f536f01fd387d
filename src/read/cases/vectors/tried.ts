import * as check from "../../../../templates/validator/inline/runtime/validate.ts";
import type { SchemaCases, SchemaRow, Unsampled } from "../../../api/cases.ts";
import type { Json } from "../../../api/json.ts";
import type { Schema } from "../../../api/schema.ts";
import { accepts, decided, failuresOf, type Named, type Rule } from "../judge/judge.ts";
import { settled } from "../judge/settled.ts";
import { makingOf } from "../samples/sample.ts";
import type { Making } from "../samples/making.ts";
import { packed } from "./packed.ts";
import { pointerOf, setAt, valueIn, type TriedPlace } from "./places.ts";

/** Values judged for one schema: what more would cost is left out, and noted. */
const mostJudged = 100_000;

/** Values that a rule is tried with before it counts as one that nothing is known to break. */
const mostTries = 80;

/** A row before it is known which values it is for. */
type Draft = { readonly values: Json[] } & Omit<SchemaRow, "values">;

/**
 * What a schema is tried with: values that it accepts, and changes of them that it refuses or still accepts. Only
 * what the judge has said is kept.
 */
export class Tried {
  readonly making: Making;
  readonly #schema: Schema;
  readonly #bases: Json[] = [];
  readonly #rows = new Map<string, Draft>();
  /** The number of each base, by its text. */
  readonly #numbers = new Map<string, number>();
  readonly #seen = new Set<string>();
  readonly #unsampled = new Map<string, Unsampled>();
  readonly #settled: SchemaCases["settled"][number][] = [];
  #judged = 0;

  constructor(schema: Schema, named: Named) {
    this.#schema = schema;
    this.making = makingOf(named);
  }

  get named(): Named {
    return this.making.named;
  }

  /** Adds a value that rows change. @returns its place; null where the schema does not accept it */
  base(value: Json): TriedPlace | null {
    const scope = { schema: this.#schema, depth: 0 };
    return this.#isAccepted(this.#schema, value) ? this.#added(value, scope) : null;
  }

  #added(value: Json, scope: TriedPlace["scope"]): TriedPlace {
    const key = JSON.stringify(value);
    const of = this.#numbers.get(key) ?? this.#bases.push(value) - 1;
    this.#numbers.set(key, of);
    return { of, path: [], scope };
  }

  /** The value at a place; undefined where there is none. */
  valueAt({ of, path }: TriedPlace): Json | undefined {
    return valueIn(this.#bases[of], path);
  }

  /** The same place in another value, in which something else stands there. @returns null where that is refused */
  rebase(place: TriedPlace, value: Json): TriedPlace | null {
    return this.#judge(place, value).isAccepted()
      ? { ...place, of: this.#added(this.#changed(place, value), place.scope).of }
      : null;
  }

  /** Keeps those of some values that are accepted at a place, up to a number. */
  accept(place: TriedPlace, values: Iterable<Json>, most = Infinity): void {
    let count = 0;
    for (const value of limited(values)) {
      if (count >= most) {
        break;
      }
      if (this.#judge(place, value).isAccepted()) {
        this.#keep(place, value, []);
        count += 1;
      }
    }
  }

  /** Keeps a value without what stands at a place, if it is accepted so. */
  acceptWithout(place: TriedPlace): void {
    if (this.#judge(place, undefined).isAccepted()) {
      this.#keep(place, undefined, []);
    }
  }

  /**
   * Keeps some values that a rule refuses: those that nothing else refuses first, else one that it refuses, too.
   * Where there is none, that is noted.
   *
   * @param values what to put at the place; undefined to take away what is there
   */
  refuse(
    place: TriedPlace,
    values: Iterable<Json | undefined>,
    { rule, keyword, most = 2 }: { rule: Rule; keyword: string; most?: number },
  ): void {
    let alone = 0;
    let other: { readonly value: Json | undefined; readonly fails: readonly string[] } | null =
      null;
    for (const value of limited(values)) {
      if (alone >= most) {
        break;
      }
      const judged = this.#judge(place, value);
      const fails = judged.failures();
      const isBlamed = fails.some((each) => each.startsWith(`${keyword} `));
      const isOnly = fails.length === 1 && fails[0] === `${keyword} ${pointerOf(place)}`;
      if (isOnly || (fails.length > 0 && judged.isAccepted(rule))) {
        this.#keep(place, value, fails);
        alone += 1;
      } else if (other === null && isBlamed) {
        other = { value, fails };
      }
    }
    if (alone === 0 && other !== null) {
      this.#keep(place, other.value, other.fails);
    } else if (alone === 0) {
      this.note(place, keyword);
    }
  }

  /** Notes a rule that nothing is known to break. */
  note(place: TriedPlace, keyword: string): void {
    const at = pointerOf(place);
    this.#unsampled.set(`${at} ${keyword}`, { at, keyword });
  }

  /** Notes what an accepted value becomes with other members of an object, where the schema changes values. */
  settle(place: TriedPlace, value: Json): void {
    const root = this.#changed(place, value);
    if (this.#schema.changes && this.#isAccepted(this.#schema, root)) {
      // What a validator's own function makes of a value is the same in both directions.
      const scope = { named: this.named, direction: "request" } as const;
      const made = decided(() => settled(this.#schema, root, scope), undefined);
      // What is taken out of a list leaves a hole, which JSON shows as null.
      const to = made === undefined ? undefined : (JSON.parse(JSON.stringify(made)) as Json);
      const isKnown = this.#settled.some((each) => check.isEqual(each.value, root));
      if (to !== undefined && !isKnown) {
        this.#settled.push({ value: root, to });
      }
    }
  }

  /** Everything that was kept. */
  cases(): SchemaCases {
    return {
      bases: this.#bases,
      rows: [...this.#rows.values()],
      settled: this.#settled,
      unsampled: [...this.#unsampled.values()],
    };
  }

  #changed({ of, path }: TriedPlace, value: Json | undefined): Json {
    return setAt(this.#bases[of] as Json, path, value) as Json;
  }

  /** What is said of a change, by the schema that decides about it. */
  #judge({ of, path, scope }: TriedPlace, value: Json | undefined) {
    const { schema, depth } = scope;
    const [outer, inner] = [path.slice(0, depth), path.slice(depth)];
    const changed = setAt(valueIn(this.#bases[of], outer), inner, value);
    const prefix = outer.reduce<string>((at, key) => check.step(at, key), "");
    return {
      isAccepted: (skipped: Rule | null = null) =>
        changed !== undefined && this.#isAccepted(schema, changed, skipped),
      failures: () => (changed === undefined ? [] : this.#failures(schema, changed, prefix)),
    };
  }

  #isAccepted(schema: Schema, value: Json, skipped: Rule | null = null): boolean {
    this.#judged += 1;
    return (
      this.#judged < mostJudged &&
      (skipped === null
        ? accepts(schema, value, this.named)
        : decided(() => failuresOf(schema, value, this.named, skipped).length === 0, false))
    );
  }

  #failures(schema: Schema, value: Json, prefix: string): readonly string[] {
    this.#judged += 1;
    return this.#judged >= mostJudged
      ? []
      : decided(() => failuresOf(schema, value, this.named), []).map(
          ({ pointer, keyword }) => `${keyword} ${prefix}${pointer}`,
        );
  }

  #keep(place: TriedPlace, value: Json | undefined, fails: readonly string[]): void {
    const at = pointerOf(place);
    const change = value === undefined ? { without: true as const } : packed(value);
    const key = `${place.of} ${at} ${JSON.stringify(change)}`;
    if (this.#seen.has(key)) {
      return;
    }
    this.#seen.add(key);
    const start = { of: place.of, at };
    if (!("value" in change)) {
      this.#rows.set(key, { ...start, ...change, values: [], fails });
      return;
    }
    const kind = JSON.stringify([place.of, at, fails]);
    const row = this.#rows.get(kind) ?? { ...start, values: [], fails };
    row.values.push(change.value);
    this.#rows.set(kind, row);
  }
}

function limited<Value>(values: Iterable<Value>): Iterable<Value> {
  return Array.isArray(values) ? values.slice(0, mostTries) : firstOf(values);
}

function* firstOf<Value>(values: Iterable<Value>): Generator<Value> {
  let count = 0;
  for (const value of values) {
    if ((count += 1) > mostTries) {
      return;
    }
    yield value;
  }
}
