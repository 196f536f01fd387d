import type { Contract, ContractNode } from "./contract.ts";

/** Tells at once that two nodes accept the same, where they say the same and lead only to what is unchanged. */
export class Unchanged {
  readonly #schemas: ReadonlySet<string>;

  constructor(before: Contract["schemas"], after: Contract["schemas"]) {
    this.#schemas = unchanged(before, after);
  }

  /** False where the two have to be compared. */
  is(before: ContractNode, after: ContractNode): boolean {
    const text = JSON.stringify(before);
    return text === JSON.stringify(after) && this.holds(text);
  }

  /** True where all that a text of nodes leads to is unchanged. */
  holds(text: string): boolean {
    return refsIn(text).every((name) => this.#schemas.has(name));
  }
}

/** Schemas that say the same in both, and so do all that they lead to. */
function unchanged(before: Contract["schemas"], after: Contract["schemas"]): Set<string> {
  const texts = Object.entries(before)
    .map(([name, node]) => [name, JSON.stringify(node)] as const)
    .filter(([name, text]) => Object.hasOwn(after, name) && text === JSON.stringify(after[name]));
  const refs = new Map(texts.map(([name, text]) => [name, refsIn(text)]));
  const same = new Set(refs.keys());
  const drops = () => [...same].filter((name) => refs.get(name)?.some((ref) => !same.has(ref)));
  for (let gone = drops(); gone.length > 0; gone = drops()) {
    gone.forEach((name) => same.delete(name));
  }
  return same;
}

/** More than the references, where a text of the document looks like one: that only costs time. */
function refsIn(text: string): string[] {
  // Rules hold nodes as texts, so that the quotes may be escaped.
  return [...text.matchAll(/"ref\\*":\\*"([^"\\]+)\\*"/g)].map(([, name = ""]) => name);
}
