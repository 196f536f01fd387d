import type { CheckOf } from "../../api/keywords.ts";
import type { Group, NamedRef, Check, Choice, Property } from "../../api/schema.ts";
import type { Member, Shape } from "../../api/shape.ts";
import { isRaw, own } from "../../lib/json.ts";
import { isDate, isExact } from "./convert.ts";
import { bytesMark, type Bytes } from "../multipart.ts";
import { literalsOf } from "./literals.ts";
import type { Draft } from "./draft.ts";
import { declareIn, intersect, unite } from "./shape-algebra.ts";
import { allTypes, isAmong } from "./types.ts";
import type { JsonType } from "../../api/json.ts";

/** The type of a schema: what its own keywords leave, and what it is composed with. */
export function shapeOf(draft: Draft, target: NamedRef | null, groups: readonly Group[]): Shape {
  const checks = groups.flatMap((group) => group.checks);
  const referred: Shape[] =
    target === null ? [] : [{ kind: "declared", typeName: target.name.pascal }];
  const composed = [...referred, ...compositions(checks)];
  const base = ownShape(draft, checks);
  return intersect(draft, isImplied(draft, base, composed) ? composed : [base, ...composed]);
}

/** A bare `type` says nothing that members read within it have not said. */
function isImplied(draft: Draft, base: Shape, composed: readonly Shape[]): boolean {
  return composed.length > 0 && isBare(draft, base);
}

function isBare(draft: Draft, base: Shape): boolean {
  if (base.kind === "union") {
    return literalsOf(draft.raw) === null && base.members.every((member) => isBare(draft, member));
  }
  if (base.kind === "object") {
    return base.members.length === 0 && base.index === null;
  }
  if (base.kind === "record") {
    return base.values.kind === "unknown";
  }
  return base.kind === "array"
    ? base.items.kind === "unknown"
    : !["literal", "declared", "tuple"].includes(base.kind);
}

/** The shapes that a value has by what its schema is composed with. */
function compositions(checks: readonly Check[]): Shape[] {
  return checks.flatMap((check) => {
    if (check.keyword === "allOf") {
      return check.schemas.map((schema) => schema.shape);
    }
    if (check.keyword === "anyOf" || check.keyword === "oneOf") {
      return [unite(check.schemas.map((schema) => schema.shape))];
    }
    return check.keyword === "discriminator"
      ? [unite(check.choices.map((choice) => choiceShape(check.wire, choice)))]
      : [];
  });
}

/** The shape of a branch, with the values that choose it where it does not say them itself. */
function choiceShape(wire: string, { values, schema, isTagged }: Choice): Shape {
  return isTagged ? schema.shape : { kind: "tagged", wire, values, shape: schema.shape };
}

function ownShape(draft: Draft, checks: readonly Check[]): Shape {
  const values = literalsOf(draft.raw);
  if (values !== null) {
    return unite(
      values
        .filter((value) => isAmong(value, draft.types))
        .map((value) => ({ kind: "literal", value })),
    );
  }
  const bytes = draft.raw[bytesMark] as Bytes | undefined;
  if (bytes !== undefined) {
    return { kind: bytes.kind === "file" ? "file" : "binary" };
  }
  if (draft.types === null && !checks.some((check) => isStructural(check))) {
    return { kind: "unknown" };
  }
  const types = draft.types ?? allTypes;
  const inner = { ...draft, inline: "simple" as const, hint: `${draft.hint}Object` };
  const shapes = types.map((type) => shapeOfType(draft, type, checks));
  return unite(types.length === 1 ? shapes : shapes.map((shape) => declareIn(inner, shape)));
}

function isStructural(check: Check): boolean {
  return [
    "properties",
    "required",
    "additionalProperties",
    "patternProperties",
    "items",
    "prefixItems",
  ].includes(check.keyword);
}

function shapeOfType(draft: Draft, type: JsonType, checks: readonly Check[]): Shape {
  switch (type) {
    case "integer":
      return isExact(draft) ? { kind: exactKind(draft) } : { kind: "number" };
    case "array":
      return arrayShape(draft, checks);
    case "object":
      return objectShape(draft, checks);
    case "string":
      return { kind: isDate(draft) ? "date" : "string" };
    case "null":
    case "boolean":
    case "number":
      return { kind: type };
  }
}

function exactKind(draft: Draft): "bigint" | "string" {
  return draft.owner.context.options.int64 === "bigint" ? "bigint" : "string";
}

function arrayShape(draft: Draft, checks: readonly Check[]): Shape {
  const prefix = checks.find((check) => check.keyword === "prefixItems");
  const rest = checks.find((check) => check.keyword === "items");
  const restShape: Shape = rest?.schema.shape ?? { kind: "unknown" };
  if (prefix === undefined) {
    return restShape.kind === "never"
      ? { kind: "tuple", items: [], rest: null }
      : { kind: "array", items: restShape };
  }
  const min = Number(own(draft.raw, "minItems") ?? 0);
  const items = prefix.items.map(({ index, schema }) => ({
    shape: schema.shape,
    isRequired: index < min,
  }));
  return { kind: "tuple", items, rest: restShape.kind === "never" ? null : restShape };
}

/** Properties in the author's order; required names that are not declared come after them. */
function objectShape(draft: Draft, checks: readonly Check[]): Shape {
  const declared = checks
    .flatMap((check) => (check.keyword === "properties" ? check.properties : []))
    .filter((property) => property.presence !== "removed")
    .map((property) => memberOf(draft, property));
  const index = indexShape(draft, checks, declared);
  const required = checks.flatMap((check) =>
    check.keyword === "required" ? [requiredMember(check.wire, index)] : [],
  );
  const members = [...declared, ...required];
  return members.length === 0 && index !== null
    ? { kind: "record", values: index }
    : { kind: "object", members, index };
}

function memberOf(draft: Draft, property: Property): Member {
  const { wire, schema, fallback } = property;
  const member = {
    wire,
    doc: schema.doc,
    isRequired: property.isRequired || fallback !== null,
    shape: schema.shape,
  };
  if (fallback !== null) {
    draft.owner.defaulted.push({ property, member });
  }
  return member;
}

/** A value that is there: beside a declaration in another member of a composition, it takes `undefined` out. */
const there: Shape = { kind: "union", members: [{ kind: "present" }, { kind: "null" }] };

/** A required name without a declaration holds what undeclared names hold. */
function requiredMember(wire: string, index: Shape | null): Member {
  const shape = index === null || index.kind === "unknown" ? there : index;
  return { wire, doc: null, isRequired: true, shape };
}

/** The shape under undeclared names, null where the document says nothing about them. */
function indexShape(
  draft: Draft,
  checks: readonly Check[],
  members: readonly Member[],
): Shape | null {
  const additional =
    checks.find((check) => check.keyword === "additionalProperties") ?? restOf(draft, checks);
  const patterned = checks.filter((check) => check.keyword === "patternProperties");
  const rest = own(draft.raw, "unevaluatedProperties");
  if (additional === undefined && isRaw(rest) && patterned.length === 0) {
    // What others evaluate has types of its own: nothing narrower holds for all names.
    return { kind: "unknown" };
  }
  if (additional === undefined && patterned.length === 0) {
    return isOpen(draft, checks) ? { kind: "unknown" } : null;
  }
  const others: Shape = additional?.schema.shape ?? { kind: "unknown" };
  const values = unite([others, ...patterned.map((check) => check.schema.shape)]);
  if (values.kind === "never") {
    return members.length === 0 ? values : null;
  }
  return members.length === 0
    ? declareIn({ ...draft, inline: "simple", hint: `${draft.hint}Value` }, values)
    : widened(values, members);
}

/** What is left unevaluated, where nothing else is composed with the schema: then that is what is undeclared. */
function restOf(
  draft: Draft,
  checks: readonly Check[],
): CheckOf<"unevaluatedProperties"> | undefined {
  const composing = ["$ref", "$dynamicRef", "allOf", "anyOf", "oneOf", "if", "dependentSchemas"];
  return composing.some((key) => own(draft.raw, key) !== undefined)
    ? undefined
    : checks.find((check) => check.keyword === "unevaluatedProperties");
}

/** True where undeclared names are invited: nothing else is said, or `additionalProperties: true` is. */
function isOpen(draft: Draft, checks: readonly Check[]): boolean {
  const isSilent = !checks.some(
    (check) => check.keyword === "properties" || check.keyword === "required",
  );
  return isSilent || own(draft.raw, "additionalProperties") !== undefined;
}

/** An index signature holds for declared names too, so it must allow what they hold. */
function widened(values: Shape, members: readonly Member[]): Shape {
  const optional: Shape[] = members.some((member) => !member.isRequired)
    ? [{ kind: "undefined" }]
    : [];
  return unite([values, ...members.map((member) => member.shape), ...optional]);
}
