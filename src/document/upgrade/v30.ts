import type { ReadingChoices } from "../../api/choices.ts";
import { isRaw, type Raw } from "../../lib/json.ts";
import type { Spec } from "../spec.ts";

/**
 * A Schema Object of OpenAPI 3.0 (§4.7.24) or 2.0, which says even less, as JSON Schema 2020-12 says it. Only the node itself is
 * rewritten; its subschemas are upgraded when they are read.
 */
export function upgradeSchema30(raw: Raw, spec: Spec, nullable: ReadingChoices["nullable"]): Raw {
  if (typeof raw["$ref"] === "string") {
    return only(raw, spec, { $ref: raw["$ref"] });
  }
  const made: Record<string, unknown> = { ...raw };
  upgradeLimit(made, "minimum", "exclusiveMinimum");
  upgradeLimit(made, "maximum", "exclusiveMaximum");
  upgradeNullable(made);
  upgradeDraft4(made);
  const isLoose = nullable === "lenient" && raw["nullable"] === true && raw["type"] === undefined;
  return only(raw, spec, isLoose ? orNull(made, raw, spec) : made);
}

/** As most generators read it: null, or what the composition says. */
function orNull(made: Raw, raw: Raw, spec: Spec): Raw {
  if (!["allOf", "anyOf", "oneOf"].some((key) => made[key] !== undefined)) {
    return made;
  }
  const { description, title, readOnly, writeOnly, deprecated, default: fallback, ...rest } = made;
  const said = { description, title, readOnly, writeOnly, deprecated, default: fallback };
  const kept = Object.fromEntries(Object.entries(said).filter(([, value]) => value !== undefined));
  const either = { ...kept, anyOf: [only(raw, spec, rest), { type: "null" }] };
  spec.adopt(either.anyOf[1] as object, raw);
  return either;
}

function only(raw: Raw, spec: Spec, made: Raw): Raw {
  spec.adopt(made, raw);
  return made;
}

/** `exclusiveMinimum: true` beside `minimum: 1` becomes `exclusiveMinimum: 1`. */
function upgradeLimit(schema: Record<string, unknown>, inclusive: string, exclusive: string): void {
  if (typeof schema[exclusive] === "boolean") {
    const isExclusive = schema[exclusive];
    delete schema[exclusive];
    if (isExclusive && schema[inclusive] !== undefined) {
      schema[exclusive] = schema[inclusive];
      delete schema[inclusive];
    }
  }
}

/**
 * `nullable: true` adds null to the types (OpenAPI 3.0.3 §4.7.24: it has effect only beside `type`).
 * An enum without null still forbids null, as the clarification in 3.0.3 says.
 */
function upgradeNullable(schema: Record<string, unknown>): void {
  const { type } = schema;
  const nullable = schema["nullable"] ?? schema["x-nullable"];
  delete schema["nullable"];
  if (nullable === true && typeof type === "string") {
    schema["type"] = [type, "null"];
  }
}

/**
 * Keywords of JSON Schema draft-04 that OpenAPI 3.0 leaves out and documents use all the same: a
 * list of items, additionalItems, dependencies, id.
 */
function upgradeDraft4(schema: Record<string, unknown>): void {
  const { items, additionalItems, dependencies, id } = schema;
  if (Array.isArray(items)) {
    schema["prefixItems"] = items;
    delete schema["items"];
    if (additionalItems !== undefined) {
      schema["items"] = additionalItems;
    }
  }
  if (isRaw(dependencies)) {
    const entries = Object.entries(dependencies);
    schema["dependentRequired"] = Object.fromEntries(
      entries.filter(([, value]) => Array.isArray(value)),
    );
    schema["dependentSchemas"] = Object.fromEntries(
      entries.filter(([, value]) => !Array.isArray(value)),
    );
  }
  if (typeof id === "string" && schema["$id"] === undefined) {
    schema["$id"] = id;
  }
}

/** True for a Schema Object of any version: a mapping, or a boolean in 3.1. */
export function isSchema(value: unknown): value is Raw | boolean {
  return isRaw(value) || typeof value === "boolean";
}
