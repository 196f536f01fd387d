import type { Node } from "./contract.ts";
import { change, type Change } from "./finding.ts";
import type { Kinds } from "./kinds.ts";

type Choices = readonly (readonly Node[])[];
type Below = (before: Node, after: Node, where: string) => Change[];

/** Compares alternatives: those of one name, then those that accept the same; what is left came or went. */
export function choicesChanges(
  before: Choices,
  after: Choices,
  kinds: Kinds,
  below: Below,
): Change[] {
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
  gone: readonly Node[],
  added: readonly Node[],
  kinds: Kinds,
  below: Below,
): Change[] {
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
  before: readonly Node[],
  after: readonly Node[],
  isPair: (before: Node, after: Node) => boolean,
): { readonly kept: [Node, Node][]; readonly gone: Node[]; readonly added: Node[] } {
  const added = [...after];
  const kept: [Node, Node][] = [];
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

function identity(node: Node): string {
  return node.ref ?? JSON.stringify(node);
}

/** What an alternative is called in a message. */
function nameOf(node: Node): string {
  return node.ref ?? node.types?.join(" or ") ?? "something else";
}
