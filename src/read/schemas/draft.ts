import type { JsonType } from "../../api/json.ts";
import type { Direction, Schema } from "../../api/schema.ts";
import type { Raw } from "../../lib/json.ts";
import { withheldMark, type Names } from "./directed.ts";
import type { Owner, SchemaStep } from "./owner.ts";

/** A subschema about to be read: where it is declared, who sends it, what its types are called. */
export type SchemaReading = {
  readonly owner: Owner;
  readonly direction: Direction;
  /** Name for a type that has to be declared here. */
  readonly hint: string;
  /** Where the schema stands in its owner; absent for what a whole file is about. */
  readonly place?: SchemaStep;
  /** Types already known to be the only ones possible; null where nothing is known. */
  readonly within: readonly JsonType[] | null;
  /** Properties of the same value that may not be sent, by what the schema is composed with. */
  readonly withheld?: Names;
  /** How much of a type may stand here without a declaration: all, a union, or a simple one. */
  readonly inline: "all" | "union" | "simple";
};

/**
 * Reads a schema of a part of the value: a property, an item. One that may not be sent is taken out, whatever it is.
 *
 * @param part what its types are called, after the name of the schema they are in
 */
export function readBelow(
  draft: Draft,
  node: unknown,
  part: string,
  inline: SchemaReading["inline"],
): Schema {
  const { owner, direction, hint } = draft;
  const isFlagged = owner.context.directed[direction].isFlagged(node);
  const made = isFlagged ? withheldSchema(draft) : node;
  const place = { parent: draft.id, part };
  return draft.read(made, { owner, direction, hint: hint + part, place, within: null, inline });
}

/**
 * Reads a schema that applies to the same value (JSON Schema 2020-12 Core §10.2): what may not be sent by one part of
 * a composition may not be sent by any.
 */
export function readInPlace(
  draft: Draft,
  node: unknown,
  part: string,
  inline: SchemaReading["inline"],
  within: SchemaReading["within"],
): Schema {
  const { owner, direction, hint, withheld } = draft;
  const place = { parent: draft.id, part };
  return draft.read(node, {
    owner,
    direction,
    hint: hint + part,
    place,
    within,
    inline,
    withheld,
  });
}

/** Stands for a value that may not be sent. */
function withheldSchema({ owner, raw }: Draft): Raw {
  const made = { [withheldMark]: true };
  owner.context.spec.adopt(made, raw);
  return made;
}

/** A schema being built, as the readers of single keywords see it. */
export type Draft = SchemaReading & {
  /** Properties that may not be sent. */
  readonly withheld: Names;
  readonly raw: Raw;
  readonly id: string;
  readonly order: number;
  /** The possible types; null where all are. */
  readonly types: readonly JsonType[] | null;
  /** Reads a schema below this one: the readers of keywords are asked by it, and ask it again. */
  readonly read: (node: unknown, reading: SchemaReading) => Schema;
};
