import type { Contract, ContractField, ContractNode } from "./contract.ts";

/** A node with what it refers to and what it is made of put together: one level, no allOf. */
export type Flat = Required<
  Pick<ContractNode, "limits" | "patterns" | "formats" | "rules" | "properties">
> & {
  readonly types: readonly string[] | null;
  readonly enum: readonly string[] | null;
  readonly isClosed: boolean;
  readonly values: ContractNode | null;
  readonly items: ContractNode | null;
  readonly choices: readonly (readonly ContractNode[])[];
};

const open: Flat = {
  types: null,
  enum: null,
  limits: {},
  patterns: [],
  formats: [],
  rules: {},
  properties: {},
  isClosed: false,
  values: null,
  items: null,
  choices: [],
};

/** Puts a node together, so that taking a part of a schema out into another changes nothing. */
export function flatten(
  node: ContractNode,
  schemas: Contract["schemas"],
  seen: readonly string[] = [],
): Flat {
  const referred =
    node.ref === undefined || seen.includes(node.ref) ? undefined : schemas[node.ref];
  const inside = node.ref === undefined ? seen : [...seen, node.ref];
  const parts = [...(referred === undefined ? [] : [referred]), ...(node.allOf ?? [])];
  return parts.map((part) => flatten(part, schemas, inside)).reduce(both, own(node));
}

function own(node: ContractNode): Flat {
  const { ref: _, allOf: __, ...said } = node;
  return { ...open, ...said };
}

/** What two nodes accept together. */
function both(a: Flat, b: Flat): Flat {
  return {
    types: common(a.types, b.types),
    enum: common(a.enum, b.enum),
    limits: tightest(a.limits, b.limits),
    patterns: [...new Set([...a.patterns, ...b.patterns])].sort(),
    formats: [...new Set([...a.formats, ...b.formats])].sort(),
    rules: joined(a.rules, b.rules, (x, y) => [...new Set([...x, ...y])].sort()),
    properties: joined(a.properties, b.properties, bothFields),
    isClosed: a.isClosed || b.isClosed,
    values: bothNodes(a.values, b.values),
    items: bothNodes(a.items, b.items),
    choices: [...a.choices, ...b.choices],
  };
}

function common(
  a: readonly string[] | null,
  b: readonly string[] | null,
): readonly string[] | null {
  return a === null ? b : b === null ? a : a.filter((each) => b.includes(each));
}

function bothNodes(a: ContractNode | null, b: ContractNode | null): ContractNode | null {
  return a === null ? b : b === null ? a : together(a, b);
}

/** Both at once, each part once and in a fixed order: parts of a circle come back to the same node. */
function together(a: ContractNode, b: ContractNode): ContractNode {
  const parts = [a, b].flatMap((node) =>
    Object.keys(node).length === 1 && node.allOf !== undefined ? node.allOf : [node],
  );
  const texts = [...new Set(parts.map((part) => JSON.stringify(part)))].sort();
  const [first, ...rest] = texts.map((text) => JSON.parse(text) as ContractNode);
  return rest.length === 0 && first !== undefined ? first : { allOf: [first ?? {}, ...rest] };
}

function bothFields(a: ContractField, b: ContractField): ContractField {
  return { ...a, ...b, required: a.required || b.required, node: together(a.node, b.node) };
}

function tightest(a: Flat["limits"], b: Flat["limits"]): Flat["limits"] {
  return Object.fromEntries(
    [...new Set([...Object.keys(a), ...Object.keys(b)])].map((keyword) => {
      const limits = [a[keyword], b[keyword]].filter((limit) => limit !== undefined);
      return [keyword, isLower(keyword) ? Math.max(...limits) : Math.min(...limits)];
    }),
  );
}

/** True for limits of which a higher one accepts less. */
export function isLower(keyword: string): boolean {
  return keyword.toLowerCase().includes("min");
}

function joined<Value>(
  a: Readonly<Record<string, Value>>,
  b: Readonly<Record<string, Value>>,
  join: (a: Value, b: Value) => Value,
): Record<string, Value> {
  const all = new Map(Object.entries(a));
  for (const [name, value] of Object.entries(b)) {
    const earlier = all.get(name);
    all.set(name, earlier === undefined ? value : join(earlier, value));
  }
  return Object.fromEntries(all);
}
