import type { ContractNode } from "./contract.ts";
import { change, type ContractChange } from "./finding.ts";
import type { Kinds } from "./kinds.ts";

type Choices = readonly (readonly ContractNode[])[];
type Below = (before: ContractNode, after: ContractNode, where: string) => ContractChange[];

/** Compares alternatives: those of one name, then those that accept the same; what is left came or went. */
export function choicesChanges(
  before: Choices,
  after: Choices,
  kinds: Kinds,
  below: Below,
): ContractChange[] {
  if (before.length !== after.length) {
    return [change(kinds("choices-changed"), "")];
  }
  return before.flatMap((from, index) => {
    const same = paired(from, after[index] ?? [], (a, b) => identity(a) === identity(b));
    const alike = paired(same.gone, same.added, (a, b) => below(a, b, "").length === 0);
    return [
      ...same.kept.flatMap(([a, b]) => below(a, b, "")),
      ...restChanges(alike.gone, alike.added, kinds, below),
    ];
  });
}

/** Anonymous alternatives in the places of others are changed ones. */
function restChanges(
  gone: readonly ContractNode[],
  added: readonly ContractNode[],
  kinds: Kinds,
  below: Below,
): ContractChange[] {
  const isAnonymous = [...gone, ...added].every(({ ref }) => ref === undefined);
  if (gone.length === added.length && isAnonymous) {
    return gone.flatMap((node, index) => below(node, added[index] ?? {}, ""));
  }
  return [
    ...gone.map((node) => change(kinds("choice-removed"), "", nameOf(node))),
    ...added.map((node) => change(kinds("choice-added"), "", "", nameOf(node))),
  ];
}

function paired(
  before: readonly ContractNode[],
  after: readonly ContractNode[],
  isPair: (before: ContractNode, after: ContractNode) => boolean,
): {
  readonly kept: [ContractNode, ContractNode][];
  readonly gone: ContractNode[];
  readonly added: ContractNode[];
} {
  const added = [...after];
  const kept: [ContractNode, ContractNode][] = [];
  const gone = before.filter((node) => {
    const index = added.findIndex((each) => isPair(node, each));
    const [match] = index === -1 ? [] : added.splice(index, 1);
    if (match !== undefined) {
      kept.push([node, match]);
    }
    return match === undefined;
  });
  return { kept, gone, added };
}

function identity(node: ContractNode): string {
  return node.ref ?? JSON.stringify(node);
}

/** What an alternative is called in a message. */
function nameOf(node: ContractNode): string {
  return node.ref ?? node.types?.join(" or ") ?? "something else";
}
