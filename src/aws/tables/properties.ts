import { keyOf, type SchemaKey } from "../../api/identity.ts";
import type { NamedSchema } from "../../api/named.ts";
import type { Api } from "../../api/api.ts";
import type { Schema, Property } from "../../api/schema.ts";
import type { Shape } from "../../api/shape.ts";

/** How a value is kept, as far as it matters for comparing it. */
export type ScalarKind = "text" | "number" | "digits" | "boolean" | "list" | "other";

const kinds: Readonly<Record<string, ScalarKind>> = {
  string: "text",
  number: "number",
  boolean: "boolean",
  array: "list",
};

/** True for what handlers hold as text. */
function holdsText(shape: Shape): boolean {
  return shape.kind === "union" ? shape.members.some(holdsText) : shape.kind === "string";
}

/** The named schemas of a document, and what they say of the properties of objects. */
export class Schemas {
  readonly #named: ReadonlyMap<SchemaKey, NamedSchema>;

  constructor(api: Api) {
    this.#named = new Map(api.schemas.map((each) => [each.key, each]));
  }

  /**
   * The two variants of a schema that is called so in the document: as callers see it, and as they send it.
   *
   * @returns null where no operation uses such a schema
   */
  called(name: string): { readonly shown: NamedSchema; readonly sent: NamedSchema } | null {
    const shown = [...this.#named.values()].find(
      (each) => each.name.wire === name && each.variant === "",
    );
    return shown === undefined
      ? null
      : { shown, sent: this.#named.get(keyOf(shown.place, "Input")) ?? shown };
  }

  /** What a reference stands for in the end. */
  resolved(schema: Schema): Schema {
    const named = schema.target === null ? undefined : this.#named.get(schema.target.key);
    return named === undefined ? schema : this.resolved(named.schema);
  }

  /**
   * The properties of an object, of everything that it is all of, by name.
   *
   * @returns null for what is no object, or one of several
   */
  propertiesOf(schema: Schema): Map<string, Property> | null {
    const { groups, typeTest } = this.resolved(schema);
    const checks = groups.flatMap((group) => group.checks);
    const all = new Map<string, Property>();
    for (const check of checks) {
      switch (check.keyword) {
        case "properties":
          check.properties.forEach((property) => all.set(property.wire, property));
          break;
        case "ref":
          this.propertiesOf(check.schema)?.forEach((property, name) => all.set(name, property));
          break;
        case "allOf":
          for (const each of check.schemas) {
            this.propertiesOf(each)?.forEach((property, name) => all.set(name, property));
          }
          break;
        case "anyOf":
        case "oneOf":
        case "discriminator":
          return null;
        default:
      }
    }
    const mayBeOther = typeTest !== null && typeTest.types.some((type) => type !== "object");
    return all.size === 0 || mayBeOther ? null : all;
  }

  /** How a schema is kept in a key: as text or as a number; null for what can be neither, or both. */
  keyType(schema: Schema): "S" | "N" | null {
    const kind = this.kindOf(schema);
    const isHeldSo = this.resolved(schema).shape.kind !== "date";
    const mayBeNull = this.resolved(schema).typeTest?.types.includes("null") === true;
    return (kind === "text" || kind === "number") && isHeldSo && !mayBeNull
      ? kind === "text"
        ? "S"
        : "N"
      : null;
  }

  /** Returns the reason why values of a schema cannot be keys. */
  whyNoKey(schema: Schema): "key-is-date" | "key-is-digits" | "key-is-null" | "key-is-other" {
    const { typeTest, shape } = this.resolved(schema);
    if (shape.kind === "date") {
      return "key-is-date";
    }
    if (this.kindOf(schema) === "digits") {
      return "key-is-digits";
    }
    return typeTest?.types.includes("null") === true ? "key-is-null" : "key-is-other";
  }

  /** How values of a schema are kept, null apart: numbers that handlers hold as texts are kept as such. */
  kindOf(schema: Schema): ScalarKind {
    const { typeTest, shape } = this.resolved(schema);
    const types = new Set(typeTest?.types.filter((type) => type !== "null"));
    if (types.delete("integer")) {
      types.add("number");
    }
    const [only] = types;
    if (types.size !== 1 || only === undefined) {
      return "other";
    }
    const isDigits = only === "number" && (shape.kind === "string" || shape.kind === "union");
    return isDigits && holdsText(shape) ? "digits" : (kinds[only] ?? "other");
  }

  /** How the items of a list are kept. */
  itemKindOf(schema: Schema): ScalarKind {
    const checks = this.resolved(schema).groups.flatMap((group) => group.checks);
    const [items] = checks.flatMap((check) => (check.keyword === "items" ? [check.schema] : []));
    return items === undefined ? "other" : this.kindOf(items);
  }

  /** True for texts that may be empty, which no key may be (DynamoDB: naming rules and data types). */
  mayBeEmpty(schema: Schema): boolean {
    const checks = this.resolved(schema).groups.flatMap((group) => group.checks);
    return !checks.some(
      (check) =>
        check.keyword === "format" ||
        check.keyword === "enum" ||
        (check.keyword === "minLength" && check.limit > 0) ||
        (check.keyword === "pattern" &&
          !new RegExp(check.regex.source, check.regex.flags).test("")),
    );
  }

  /** The format of a text; null where it has none. */
  formatOf(schema: Schema): string | null {
    const checks = this.resolved(schema).groups.flatMap((group) => group.checks);
    return checks.flatMap((check) => (check.keyword === "format" ? [check.format] : []))[0] ?? null;
  }
}
