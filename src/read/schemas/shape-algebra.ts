import type { Shape } from "../../api/shape.ts";
import { docOf } from "./doc.ts";
import type { Draft } from "./draft.ts";

/** The union of shapes: flat, without repeats; `unknown` swallows all, `never` adds nothing. */
export function unite(shapes: readonly Shape[]): Shape {
  const flat = shapes.flatMap((shape) => (shape.kind === "union" ? shape.members : [shape]));
  if (flat.some((shape) => shape.kind === "unknown")) {
    return { kind: "unknown" };
  }
  return gather("union", absorb(distinct(flat.filter((shape) => shape.kind !== "never"))), {
    kind: "never",
  });
}

/** The intersection of shapes: flat, without repeats; `never` swallows all, `unknown` adds nothing. */
export function intersect(draft: Draft, shapes: readonly Shape[]): Shape {
  const telling = distinct(shapes.filter((shape) => shape.kind !== "unknown"));
  if (telling.length < 2) {
    return telling[0] ?? { kind: "unknown" };
  }
  const simple = telling.map((shape) => declareCompound(draft, shape, "Own"));
  const flat = distinct(
    simple.flatMap((shape) => (shape.kind === "intersection" ? shape.members : [shape])),
  );
  return flat.some((shape) => shape.kind === "never")
    ? { kind: "never" }
    : gather("intersection", flat, { kind: "unknown" });
}

/** A shape as it may stand where it is met: what is too structured gets a declaration. */
export function declareIn(draft: Draft, shape: Shape): Shape {
  if (draft.inline === "all" || (draft.inline === "union" && shape.kind === "union")) {
    return shape;
  }
  return declareCompound(draft, shape, "");
}

function declareCompound(draft: Draft, shape: Shape, part: string): Shape {
  if (shape.kind !== "object" && shape.kind !== "union" && shape.kind !== "intersection") {
    return shape;
  }
  return {
    kind: "declared",
    typeName: draft.owner.declare(draft.hint + part, docOf(draft.raw), shape),
  };
}

function gather(kind: "union" | "intersection", members: readonly Shape[], none: Shape): Shape {
  return members.length > 1 ? { kind, members } : (members[0] ?? none);
}

function distinct(shapes: readonly Shape[]): Shape[] {
  return [...new Map(shapes.map((shape) => [JSON.stringify(shape), shape])).values()];
}

/** A literal beside its whole type adds nothing. */
function absorb(shapes: readonly Shape[]): Shape[] {
  const kinds = new Set<string>(shapes.map((shape) => shape.kind));
  return shapes.filter(
    (shape) =>
      shape.kind !== "literal" || !kinds.has(shape.value === null ? "null" : typeof shape.value),
  );
}
