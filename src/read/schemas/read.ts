import type { Json, JsonType } from "../../api/json.ts";
import type { Group, NamedRef, Schema, Check, TypeTest } from "../../api/schema.ts";
import { isRaw, listAt, own, type Raw } from "../../lib/json.ts";
import { refOf } from "../../document/spec.ts";
import { isBareRef } from "./bare.ts";
import { arrayChecks } from "./arrays.ts";
import { bytesChecks } from "./bytes.ts";
import { compositionChecks } from "./composition.ts";
import { anyName, withheldMark, type Names } from "./directed.ts";
import { docOf } from "./doc.ts";
import { literalChecks, literalsOf } from "./literals.ts";
import { objectChecks } from "./objects.ts";
import { numberChecks, stringChecks } from "./scalars.ts";
import { isSchema } from "../../document/upgrade/v30.ts";
import { conversion, isDate, isExact } from "./convert.ts";
import { coversOf } from "./covers.ts";
import { unevaluatedChecks } from "./unevaluated.ts";
import { declareIn } from "./shape-algebra.ts";
import { shapeOf } from "./shapes.ts";
import { possibleTypes } from "./possible.ts";
import { allTypes, narrowed, typeIs, typeTestOf, typesOf } from "./types.ts";
import { reportKeywords } from "./keywords.ts";
import { type Draft, type SchemaReading } from "./draft.ts";
import { keepsDigits } from "./digits.ts";

/** Reads one Schema Object (OpenAPI 3.1 §4.8.24, JSON Schema 2020-12) and everything below it. */
export function readSchema(node: unknown, reading: SchemaReading): Schema {
  if (!isRaw(node) || reading.owner.context.cuts.has(node)) {
    return finish(
      {
        ...reading,
        withheld: new Set(),
        raw: {},
        ...identified(reading, {}),
        types: null,
        read: readSchema,
      },
      null,
      node === false ? "never" : "any",
    );
  }
  const { context } = reading.owner;
  const written = writtenOut(node, reading);
  if (written !== null) {
    return readSchema(written, reading);
  }
  const raw = context.dialect.schema(node);
  const ref = refOf(raw);
  const target = ref === null ? null : context.refer(raw, node, ref, reading.direction);
  if (target !== null) {
    reading.owner.refs.set(target.key, target);
  }
  const draft = {
    ...reading,
    raw,
    withheld: union(reading.withheld, context.directed[reading.direction].namesIn(node)),
    ...identified(reading, node),
    types: narrowed(typesOf(raw, reading.within), possibleTypes(context, node)),
    read: readSchema,
  };
  reportKeywords(draft);
  context.dialect.report(node, raw, context.found);
  return finish(draft, target, "any");
}

/**
 * What a bare reference leads to, where a schema beside it withholds a property that the target speaks of: then the
 * target is read here, in the light of that, and not by its name. Null for everything else.
 */
function writtenOut(node: Raw, { owner, direction, withheld }: SchemaReading): unknown {
  const { context } = owner;
  const ref = refOf(node);
  if (
    ref === null ||
    withheld === undefined ||
    withheld.size === 0 ||
    !isBareRef(context.dialect.schema(node))
  ) {
    return null;
  }
  const target = context.targetOf(node, ref);
  const mentioned = context.directed[direction].mentionedIn(target);
  const known = context.directed[direction].namesIn(target);
  const isMeant = [...withheld].some(
    (name) => !known.has(name) && (mentioned.has(name) || mentioned.has(anyName)),
  );
  return isMeant && isRaw(target) ? target : null;
}

function union(a: Names = new Set(), b: Names = new Set()): Names {
  return a.size === 0 ? b : b.size === 0 ? a : new Set([...a, ...b]);
}

function identified({ owner, place = { parent: "", part: "" } }: SchemaReading, node: object) {
  return owner.identify(place, owner.context.spec.originOf(node));
}

/** Types that a value has or has not, whatever the options say of numbers and dates. */
const plainTypes: ReadonlySet<string> = new Set(["string", "array", "object"]);

function isSingle(typeTest: TypeTest | null, groups: readonly Group[]): boolean {
  const [test, ...tests] = typeTest?.tests ?? [];
  const [group, ...others] = groups;
  return (
    test !== undefined &&
    plainTypes.has(test) &&
    group?.type === test &&
    tests.length + others.length === 0
  );
}

function finish(draft: Draft, target: NamedRef | null, accepts: "any" | "never"): Schema {
  const groups = target !== null && isBareRef(draft.raw) ? [] : groupsOf(draft, target, accepts);
  const isBare = target !== null && groups.length === 0;
  const typeTest = isBare
    ? null
    : typeTestOf(draft.raw, {
        isDate: isDate(draft),
        isExact: isExact(draft),
        keepsDigits: keepsDigits(draft),
      });
  const raw = draft.raw;
  const schema: Schema = {
    id: draft.id,
    order: draft.order,
    origin: draft.owner.context.spec.originOf(raw),
    target: isBare ? target : null,
    typeTest,
    groups,
    isSingle: isSingle(typeTest, groups),
    isTrivial: !isBare && typeTest === null && groups.length === 0,
    changes: false,
    settles: [],
    covers: coversOf(draft, target, groups),
    isRest: {
      properties: isSchema(own(raw, "unevaluatedProperties")),
      items: isSchema(own(raw, "unevaluatedItems")),
    },
    shape: declareIn(
      draft,
      accepts === "never" ? { kind: "never" } : shapeOf(draft, target, groups),
    ),
    doc: docOf(raw),
    fallback: own(raw, "default") === undefined ? null : { value: own(raw, "default") as Json },
    examples: [...listAt(raw, "examples"), ...("example" in raw ? [raw["example"]] : [])] as Json[],
  };
  draft.owner.schemas.push(schema);
  return schema;
}

/** The checks by the instance type they apply to (JSON Schema 2020-12 Validation §6). */
function groupsOf(draft: Draft, target: NamedRef | null, accepts: "any" | "never"): Group[] {
  const never: Check[] = accepts === "never" ? [{ keyword: "never", on: draft.id }] : [];
  const ref = target === null ? [] : [refCheck(draft)];
  const all: [Group["type"], Check[]][] = [
    ["any", [...never, ...ref, ...removal(draft), ...bytesChecks(draft), ...literalChecks(draft)]],
    ["string", stringChecks(draft)],
    ["number", numberChecks(draft)],
    ["array", arrayChecks(draft)],
    ["object", objectChecks(draft)],
    ["any", [...compositionChecks(draft), ...conversion(draft)]],
    ["array", unevaluatedChecks(draft, "unevaluatedItems")],
    ["object", unevaluatedChecks(draft, "unevaluatedProperties")],
  ];
  const types = typesOf(draft.raw, null);
  const left = literalTypes(draft.raw) ?? types;
  return all
    .filter(
      ([type, checks]) => checks.length > 0 && isPossible(type, types) && isPossible(type, left),
    )
    .map(([type, checks]) => ({
      on: draft.id,
      type,
      isGuarded: type !== "any" && (!isOnly(type, types) || isDate(draft) || isExact(draft)),
      isExact: type === "number" && isExact(draft),
      checks,
    }));
}

/** A value that may not be sent is accepted, whatever it is, and taken out. */
function removal(draft: Draft): Check[] {
  return draft.raw[withheldMark] === true ? [{ keyword: "remove", on: draft.id }] : [];
}

/** The types of the values that `enum` and `const` leave: a compiler knows that no others are left. */
function literalTypes(raw: Raw): readonly JsonType[] | null {
  return (
    literalsOf(raw)?.flatMap((value) => allTypes.filter((type) => typeIs(value, type))) ?? null
  );
}

/** A reference beside other keywords (2020-12 Core §8.2.3.1) is one more check. */
function refCheck(draft: Draft): Check {
  const { owner, direction, hint } = draft;
  const bare = { $ref: refOf(draft.raw) };
  owner.context.spec.adopt(bare, draft.raw);
  return {
    keyword: "ref",
    on: draft.id,
    schema: readSchema(bare, {
      owner,
      direction,
      hint,
      place: { parent: draft.id, part: "Ref" },
      within: null,
      inline: "simple",
      withheld: draft.withheld,
    }),
  };
}

function isPossible(type: Group["type"], types: readonly JsonType[] | null): boolean {
  return types === null || type === "any" || types.some((each) => groupOf(each) === type);
}

function isOnly(type: Group["type"], types: readonly JsonType[] | null): boolean {
  return types !== null && types.every((each) => groupOf(each) === type);
}

function groupOf(type: JsonType): string {
  return type === "integer" ? "number" : type;
}
