import type { Check, Regex } from "../model/check.ts";
import type { Json, NamedSchema, Schema } from "../model/schema.ts";

type Fields = { readonly [key: string]: Json };

/**
 * Projects schemas onto what API Gateway checks: JSON Schema draft-04 within OpenAPI 3.0, without
 * the keywords that it refuses or drops. The model accepts whatever the schema accepts; it may
 * accept more, never less.
 */
export class Models {
  readonly #named: ReadonlyMap<string, NamedSchema>;
  readonly #made = new Map<string, Json>();

  constructor(named: readonly NamedSchema[]) {
    this.#named = new Map(named.map((each) => [each.key, each]));
  }

  /** Every model made so far, by name. */
  get all(): { readonly name: string; readonly schema: Json }[] {
    return [...this.#made]
      .map(([name, schema]) => ({ name, schema }))
      .sort((a, b) => (a.name < b.name ? -1 : 1));
  }

  /** Makes the model of a body. @returns its name */
  add(name: string, schema: Schema): string {
    if (schema.target !== null) {
      return this.#refer(schema.target.key);
    }
    this.#made.set(name, this.#project(schema, []));
    return name;
  }

  #refer(key: string): string {
    const named = this.#named.get(key);
    const name = named?.name.pascal ?? "";
    if (named !== undefined && !this.#made.has(name)) {
      this.#made.set(name, {});
      this.#made.set(name, this.#project(named.schema, []));
    }
    return name;
  }

  /** @param inside keys of the named schemas being inlined: recursion through composition ends there */
  #project(schema: Schema, inside: readonly string[]): Json {
    if (schema.target !== null) {
      return { $ref: `#/components/schemas/${this.#refer(schema.target.key)}` };
    }
    const type = typeOf(schema);
    const fields = schema.groups
      .flatMap((group) => group.checks)
      .map((check) => this.#projectCheck(check, inside))
      .reduce<Fields>((whole, part) => join(whole, part), type);
    return fields;
  }

  /** References in compositions are written out, because API Gateway refuses them there. */
  #inline(schema: Schema, inside: readonly string[]): Json {
    if (schema.target === null) {
      return this.#project(schema, inside);
    }
    const named = this.#named.get(schema.target.key);
    return named === undefined || inside.includes(named.key)
      ? {}
      : this.#inline(named.schema, [...inside, named.key]);
  }

  #projectCheck(check: Check, inside: readonly string[]): Fields {
    switch (check.keyword) {
      case "minLength":
      case "maxLength":
      case "minimum":
      case "maximum":
      case "minItems":
      case "maxItems":
        return { [check.keyword]: check.limit };
      case "pattern":
        return isPortable(check.regex) ? { pattern: check.regex.source } : {};
      case "enum":
        return { enum: [...check.scalars, ...check.others] };
      case "items":
        return check.from === 0 ? { items: this.#project(check.schema, inside) } : {};
      case "properties":
        return this.#projectProperties(check, inside);
      case "required":
        return { required: [check.wire] };
      case "additionalProperties":
        return check.openness === "closed" && check.patterns.length === 0
          ? { additionalProperties: false }
          : {};
      case "ref":
        return { allOf: [this.#inline(check.schema, inside)] };
      case "allOf":
        return { allOf: check.schemas.map((schema) => this.#inline(schema, inside)) };
      case "anyOf":
      case "oneOf":
        return { allOf: [{ anyOf: check.schemas.map((schema) => this.#inline(schema, inside)) }] };
      case "discriminator":
        return {
          allOf: [{ anyOf: check.choices.map((choice) => this.#inline(choice.schema, inside)) }],
        };
      default:
        return {};
    }
  }

  #projectProperties(
    check: Extract<Check, { keyword: "properties" }>,
    inside: readonly string[],
  ): Fields {
    const entries = check.properties.map(
      ({ wire, schema }) => [wire, this.#project(schema, inside)] as const,
    );
    const required = check.properties
      .filter((property) => property.isRequired)
      .map((property) => property.wire);
    return {
      properties: Object.fromEntries(entries),
      ...(required.length === 0 ? {} : { required }),
    };
  }
}

/** A union of types cannot be said in OpenAPI 3.0: then the model leaves the type open. */
function typeOf(schema: Schema): Fields {
  const types = schema.typeTest?.types ?? [];
  const needsItems = types[0] === "array" ? { items: {} } : {};
  return types.length === 1 && types[0] !== undefined && types[0] !== "null"
    ? { type: types[0], ...needsItems }
    : {};
}

/** Two checks may speak of the same keyword: lists are joined, else the later one wins. */
function join(a: Fields, b: Fields): Fields {
  const both = Object.keys(b).filter((key) => Array.isArray(a[key]) && Array.isArray(b[key]));
  const joined = both.map(
    (key) => [key, [...new Set([...(a[key] as Json[]), ...(b[key] as Json[])])]] as const,
  );
  return { ...a, ...b, ...Object.fromEntries(joined) };
}

/** Java and ECMA expressions agree on ASCII without look-behind, classes by property and flags. */
function isPortable({ source, flags }: Regex): boolean {
  return (
    /^u?$/.test(flags) &&
    /^[\u0020-\u007e]*$/.test(source) &&
    !/\(\?<|\(\?[imsx-]|\\[pPuk]|\[\^?\]|\\c|&&|\[[^\]]*\[/.test(source)
  );
}
