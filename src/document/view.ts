import { grammar, isNode, type GrammarField, type NodeKind } from "./grammar.ts";
import { isRaw, own, type Raw } from "../lib/json.ts";
import { refOf, type Spec } from "./spec.ts";

/** Fields that hold data of any form: what is in them is nothing that a structure could be broken by. */
const data = new Set(["example", "value", "dataValue", "default"]);

/**
 * The document as its structure is judged: references that lead out of the file are written out, schemas are empty
 * (their keywords are read one by one) and so are examples, in which a `$ref` is data like any other.
 */
export function structureView(spec: Spec): Raw {
  const above = new Set<object>();
  const view = (node: object, kind: NodeKind): unknown => {
    const target = outside(spec, node);
    if (target !== null && !above.has(target)) {
      above.add(target);
      const made = view(target, kind);
      above.delete(target);
      return made;
    }
    if (!isRaw(node)) {
      return node;
    }
    if (kind === "schema") {
      return {};
    }
    const entries = Object.entries(node)
      .filter(([name]) => !name.startsWith("x-") || Object.hasOwn(grammar[kind], name))
      .map(([name, value]) => {
        const field = own(grammar[kind], name) as GrammarField | undefined;
        const isPlain = field === undefined || !isNode(value);
        return [name, isPlain ? plain(name, value) : held(value, field)];
      });
    return Object.fromEntries(entries);
  };
  const held = (value: object, field: GrammarField): unknown => {
    switch (field.form) {
      case "one":
        return view(value, field.kind);
      case "list":
        return Array.isArray(value) ? value.map((each) => entry(each, field.kind)) : value;
      case "map":
        return mapped(value, (each) => entry(each, field.kind));
      case "mapOfMaps":
        return mapped(value, (each) =>
          isRaw(each) && refOf(each) === null
            ? mapped(each, (inner) => entry(inner, field.kind))
            : each,
        );
    }
  };
  const entry = (each: unknown, kind: NodeKind): unknown =>
    isNode(each) ? view(each, kind) : each;
  return view(spec.data as object, "root") as Raw;
}

function plain(name: string, value: unknown): unknown {
  return data.has(name) ? null : value;
}

function mapped(value: object, change: (each: unknown) => unknown): unknown {
  return isRaw(value)
    ? Object.fromEntries(
        Object.entries(value)
          .filter(([name]) => !name.startsWith("x-"))
          .map(([name, each]) => [name, change(each)]),
      )
    : value;
}

/** What a reference to another file leads to; null for everything else. */
function outside(spec: Spec, node: object): object | null {
  const ref = own(node, "$ref");
  if (typeof ref !== "string" || ref.startsWith("#")) {
    return null;
  }
  const target = spec.resolve(ref, node);
  return "code" in target || !isNode(target.value) ? null : target.value;
}
