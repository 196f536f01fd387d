import type { SchemaKey } from "../../api/identity.ts";
import type { Json } from "../../api/json.ts";
import type { Schema, Check } from "../../api/schema.ts";
import { isInertName, isInertText } from "./inert.ts";
import { sayCheck, type ModelFields } from "./keywords.ts";
import { modelLimit, prune, sizeOf } from "./size.ts";
import type { NamedSchema } from "../../api/named.ts";

/** The most that the references written out inside one composition may take, in bytes. */
const inlineLimit = 24_000;

/**
 * Projects schemas onto what API Gateway checks: JSON Schema draft-04 within OpenAPI 3.0, without
 * the keywords that it refuses or drops. The model accepts whatever the schema accepts; it may
 * accept more, never less.
 */
export class Models {
  readonly #named: ReadonlyMap<SchemaKey, NamedSchema>;
  readonly #made = new Map<string, Json>();
  readonly #inlined = new Map<string, Json>();
  readonly #dropped = new Set<Check>();

  constructor(named: readonly NamedSchema[]) {
    this.#named = new Map(named.map((each) => [each.key, each]));
  }

  /**
   * Every model made so far, by name, without those that say nothing: API Gateway refuses an empty
   * model, so what refers to one is left open.
   */
  get all(): { readonly name: string; readonly schema: Json }[] {
    return [...prune(this.#made)]
      .map(([name, schema]) => ({ name, schema }))
      .sort((a, b) => (a.name < b.name ? -1 : 1));
  }

  /** Models that are larger than API Gateway takes: of them only the type is left. */
  get large(): { readonly name: string; readonly bytes: number }[] {
    return [...this.#made]
      .map(([name, schema]) => ({ name, bytes: sizeOf(schema) }))
      .filter(({ bytes }) => bytes > modelLimit);
  }

  /** True for a composition that the model is silent about, because it would be too large or says nothing. */
  isDropped(check: Check): boolean {
    return this.#dropped.has(check);
  }

  /** Makes the model of a body. @returns its name */
  add(name: string, schema: Schema): string {
    if (schema.target !== null) {
      return this.#refer(schema.target.key);
    }
    this.#made.set(name, this.#project(schema, []));
    return name;
  }

  #refer(key: SchemaKey): string {
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
    return schema.groups
      .flatMap((group) => group.checks)
      .map((check) => this.#projectCheck(check, inside))
      .reduce<ModelFields>((whole, part) => join(whole, part), typeOf(schema));
  }

  /** References in compositions are written out, because API Gateway refuses them there. */
  #inline(schema: Schema, inside: readonly string[]): Json {
    if (schema.target === null) {
      return this.#project(schema, inside);
    }
    const { key } = schema.target;
    const named = this.#named.get(key);
    if (named === undefined || inside.includes(key)) {
      return {};
    }
    const known = this.#inlined.get(key);
    if (known !== undefined) {
      return known;
    }
    const made = this.#inline(named.schema, [...inside, key]);
    if (inside.length === 0) {
      this.#inlined.set(key, made);
    }
    return made;
  }

  #projectCheck(check: Check, inside: readonly string[]): ModelFields {
    switch (check.keyword) {
      case "items":
        return check.from === 0 ? { items: this.#project(check.schema, inside) } : {};
      case "properties":
        return this.#projectProperties(check, inside);
      case "ref":
        return this.#noted(check, this.#allOf([check.schema], inside));
      case "allOf":
        return this.#noted(check, this.#allOf(check.schemas, inside));
      case "anyOf":
      case "oneOf":
        return this.#noted(check, this.#anyOf(check.schemas, inside));
      case "discriminator": {
        const schemas = check.choices.map((choice) => choice.schema);
        return this.#noted(check, this.#anyOf(schemas, inside));
      }
      default: {
        const said = sayCheck(check);
        return "fields" in said ? said.fields : {};
      }
    }
  }

  #noted(check: Check, fields: ModelFields): ModelFields {
    if (isEmpty(fields)) {
      this.#dropped.add(check);
    }
    return fields;
  }

  #allOf(schemas: readonly Schema[], inside: readonly string[]): ModelFields {
    const parts = schemas
      .map((schema) => this.#inline(schema, inside))
      .filter((part) => !isEmpty(part) && sizeOf(part) <= inlineLimit);
    return parts.length === 0 ? {} : { allOf: parts };
  }

  /** One alternative that says nothing, or all of them together too much, and the whole says nothing. */
  #anyOf(schemas: readonly Schema[], inside: readonly string[]): ModelFields {
    const parts: Json[] = [];
    let size = 0;
    for (const schema of schemas) {
      const part = this.#inline(schema, inside);
      size += sizeOf(part);
      if (isEmpty(part) || size > inlineLimit) {
        return {};
      }
      parts.push(part);
    }
    return { allOf: [{ anyOf: parts }] };
  }

  #projectProperties(
    check: Extract<Check, { keyword: "properties" }>,
    inside: readonly string[],
  ): ModelFields {
    const entries = check.properties
      .filter(({ wire }) => isInertName(wire))
      .map(({ wire, schema }) => [wire, this.#project(schema, inside)] as const);
    const required = check.properties
      .filter((property) => property.isRequired && isInertText(property.wire))
      .map((property) => property.wire);
    return {
      ...(entries.length === 0 ? {} : { properties: Object.fromEntries(entries) }),
      ...(required.length === 0 ? {} : { required }),
    };
  }
}

function isEmpty(value: Json): boolean {
  return typeof value === "object" && value !== null && Object.keys(value).length === 0;
}

/** A union of types cannot be said in OpenAPI 3.0: then the model leaves the type open. */
function typeOf(schema: Schema): ModelFields {
  const types = schema.typeTest?.types ?? [];
  const needsItems = types[0] === "array" ? { items: {} } : {};
  return types.length === 1 && types[0] !== undefined && types[0] !== "null"
    ? { type: types[0], ...needsItems }
    : {};
}

/** Two checks may speak of the same keyword: lists are joined, else the later one wins. */
function join(a: ModelFields, b: ModelFields): ModelFields {
  const both = Object.keys(b).filter((key) => Array.isArray(a[key]) && Array.isArray(b[key]));
  const joined = both.map(
    (key) => [key, [...new Set([...(a[key] as Json[]), ...(b[key] as Json[])])]] as const,
  );
  return { ...a, ...b, ...Object.fromEntries(joined) };
}
