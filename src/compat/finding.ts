import { catalogue, type ChangeKindMeaning, type KindName } from "./catalogue.ts";

/** One change, of the API as a whole or of one operation. */
export type Finding = {
  readonly kind: KindName;
  /** `METHOD path`, and what it is called; null for what is no operation's. */
  readonly operation: { readonly key: string; readonly name: string } | null;
  /** What of the operation: `body.email`, `query.limit`; empty for the operation itself. */
  readonly where: string;
  readonly before: string;
  readonly after: string;
};

/** A change of what is compared, without the operation that it is found in. */
export type ContractChange = Omit<Finding, "operation">;

/** What a change means. */
export function meaningOf({ kind }: Pick<Finding, "kind">): ChangeKindMeaning {
  return catalogue[kind];
}

/** A change. @param where what it is about; `before` and `after` are shown as they are */
export function change(kind: KindName, where: string, before = "", after = ""): ContractChange {
  return { kind, where, before, after };
}

/** What was there and is not, is there and was not, and is in both. */
export function sides<Value>(
  before: Readonly<Record<string, Value>>,
  after: Readonly<Record<string, Value>>,
): {
  readonly gone: [string, Value][];
  readonly added: [string, Value][];
  readonly kept: [string, Value, Value][];
} {
  const kept = Object.entries(before).flatMap(([name, value]): [string, Value, Value][] =>
    Object.hasOwn(after, name) ? [[name, value, after[name] as Value]] : [],
  );
  return {
    gone: Object.entries(before).filter(([name]) => !Object.hasOwn(after, name)),
    added: Object.entries(after).filter(([name]) => !Object.hasOwn(before, name)),
    kept,
  };
}
