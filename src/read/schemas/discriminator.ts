import { keyOf, type SchemaKey } from "../../api/identity.ts";
import type { Schema, Check, Choice } from "../../api/schema.ts";
import { isRaw, listAt, rawAt, textAt, own } from "../../lib/json.ts";
import { refOf } from "../../document/spec.ts";
import { literalsOf } from "./literals.ts";
import { nameOf } from "./objects.ts";
import type { Draft } from "./draft.ts";

/**
 * A discriminator over `oneOf` or `anyOf` (OpenAPI 3.1 §4.8.25): the property's value chooses the
 * one branch to check.
 *
 * @returns null where there is none, or where a branch is no reference: then the keyword decides
 */
export function discriminatorCheck(
  draft: Draft,
  members: readonly unknown[],
  schemas: readonly Schema[],
): Check | null {
  const discriminator = own(draft.raw, "discriminator");
  const wire = textAt(discriminator, "propertyName");
  if (wire === null || !members.every((member) => refOf(member) !== null && schemas.length > 0)) {
    return null;
  }
  if (own(discriminator, "defaultMapping") !== undefined) {
    // A value without a mapping is the default's (OpenAPI 3.2 §4.25): then the alternatives decide.
    return null;
  }
  const mapping = Object.entries(rawAt(discriminator, "mapping"));
  const choices = members.map((member, index) =>
    choiceOf(draft, member, schemas[index] as Schema, mapping, wire),
  );
  const values = choices.flatMap((choice) => choice.values);
  if (new Set(values).size !== values.length) {
    return null;
  }
  const message = `must be one of ${values.map((value) => JSON.stringify(value)).join(", ")}`;
  return { keyword: "discriminator", on: draft.id, ...nameOf(wire), choices, message };
}

/**
 * The values that choose a branch: those mapped to it, else those that it says itself, else the name of
 * its schema.
 */
function choiceOf(
  draft: Draft,
  member: unknown,
  schema: Schema,
  mapping: readonly [string, unknown][],
  wire: string,
): Choice {
  const ref = refOf(member) ?? "";
  const identity = identify(draft, member as object, ref);
  const mapped = mapping
    .filter(([, to]) => typeof to === "string" && isSame(draft, to, ref, identity))
    .map(([value]) => value);
  const said = valuesSaid(draft, member, wire);
  const name = ref.split("/").at(-1) ?? ref;
  const values = mapped.length > 0 ? mapped : said.length > 0 ? said : [name];
  const isTagged = said.length > 0 && said.every((value) => values.includes(value));
  return { values, schema, isTagged };
}

/** The values that a branch gives the property, itself or in its own part of an `allOf`. */
function valuesSaid(draft: Draft, member: unknown, wire: string): string[] {
  const branch = draft.owner.context.follow(member);
  const parts = [branch, ...listAt(branch, "allOf").filter((part) => refOf(part) === null)];
  const literals = parts.flatMap((part) => {
    const property = own(rawAt(part, "properties"), wire);
    return isRaw(property) ? (literalsOf(property) ?? []) : [];
  });
  // Azure's documents name the value beside the schema. A parent's own values are those of all its heirs.
  const azure = textAt(branch, "x-ms-discriminator-value");
  const isParent = own(branch, "discriminator") !== undefined;
  const texts = literals.filter((literal) => typeof literal === "string");
  return texts.length > 0 && !isParent ? texts : azure === null ? [] : [azure];
}

/** A mapping names a schema by reference or by the name of a component. */
function isSame(draft: Draft, to: string, ref: string, identity: SchemaKey | null): boolean {
  if (to === ref || `#/components/schemas/${to}` === ref) {
    return true;
  }
  const holder = own(draft.raw, "discriminator");
  return (
    isRaw(holder) &&
    /[#/.]/.test(to) &&
    identity !== null &&
    identify(draft, holder, to) === identity
  );
}

function identify(draft: Draft, holder: object, ref: string): SchemaKey | null {
  const target = draft.owner.context.spec.resolveSchema(ref, holder);
  return "code" in target ? null : keyOf(target);
}
