import { readFileSync } from "node:fs";
import { join } from "node:path";
import { backendFrom, printedBackend } from "../aws/printed.ts";
import type { Backend } from "../aws/backend.ts";
import { packageRoot } from "../lib/package.ts";

/** The member under which an object carries the names of its types. */
const mark = "$types";

type Schema = {
  readonly $ref?: string;
  readonly anyOf?: readonly Schema[];
  readonly type?: string | readonly string[];
  readonly const?: unknown;
  readonly enum?: readonly unknown[];
  readonly required?: readonly string[];
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly additionalProperties?: Schema | false;
  readonly items?: Schema;
};
type Definitions = Readonly<Record<string, Schema>>;

/**
 * A backend in which every object carries the names of its types, as `schemas/backend.schema.json` has them:
 * what has none of its own is called after the member that it stands in, such as `Stack.accessLog`.
 */
export function typedBackend(backend: Backend): Backend {
  const path = join(packageRoot, "schemas", "backend.schema.json");
  const { definitions } = JSON.parse(readFileSync(path, "utf8")) as { definitions: Definitions };
  const printed = JSON.parse(JSON.stringify(printedBackend(backend))) as never;
  return backendFrom(typed(printed, { $ref: "#/definitions/Backend" }, "", definitions) as never);
}

/**
 * The types that a template was given: those of `Backend` and of the item where it makes a file.
 *
 * @returns `string`, `number`, … for what is no object
 */
export function typesOf(context: unknown): readonly string[] {
  if (typeof context !== "object" || context === null) {
    return [typeof context];
  }
  const types = (context as { readonly [mark]?: readonly string[] })[mark] ?? [];
  return isFileView(context) && !types.includes("Backend") ? ["Backend", ...types] : types;
}

/** What makes a file is given `Backend` with the members of an item beside its own. */
function isFileView(context: object): boolean {
  return "version" in context && "gateway" in context;
}

function typed(value: unknown, schema: Schema, place: string, all: Definitions): unknown {
  const names: string[] = [];
  const found = resolved(value, schema, names, all);
  if (Array.isArray(value)) {
    return value.map((item) => typed(item, found.items ?? {}, place, all));
  }
  if (typeof value !== "object" || value === null) {
    return value;
  }
  const [name = place] = names;
  const members = Object.entries(value).map(([member, item]) => {
    const schema = found.properties?.[member] ?? (found.additionalProperties || {});
    return [member, typed(item, schema, `${name}.${member}`, all)];
  });
  return { ...Object.fromEntries(members), [mark]: names.length > 0 ? names : [place] };
}

/** The schema of a value, behind references and among alternatives; `names` gets those that lead there. */
function resolved(value: unknown, schema: Schema, names: string[], all: Definitions): Schema {
  if (schema.$ref !== undefined) {
    const name = schema.$ref.replace("#/definitions/", "");
    names.push(name);
    return resolved(value, all[name] ?? {}, names, all);
  }
  const fitting = schema.anyOf?.find((each) => fits(value, each, all));
  return fitting === undefined ? schema : resolved(value, fitting, names, all);
}

/** True where a value can be of a schema, as far as its own members tell. */
function fits(value: unknown, schema: Schema, all: Definitions): boolean {
  const { $ref, anyOf, type, required = [], properties = {}, additionalProperties } = schema;
  if ($ref !== undefined) {
    return fits(value, all[$ref.replace("#/definitions/", "")] ?? {}, all);
  }
  if (anyOf !== undefined) {
    return anyOf.some((each) => fits(value, each, all));
  }
  if ("const" in schema || schema.enum !== undefined) {
    return [schema.const, ...(schema.enum ?? [])].includes(value);
  }
  if (type !== undefined && ![type].flat().includes(typeName(value))) {
    return false;
  }
  if (typeof value !== "object" || value === null || Array.isArray(value)) {
    return true;
  }
  const members = value as Readonly<Record<string, unknown>>;
  return (
    required.every((member) => Object.hasOwn(members, member)) &&
    Object.entries(properties).every(
      ([member, { const: said }]) => said === undefined || members[member] === said,
    ) &&
    (additionalProperties !== false ||
      Object.keys(members).every((member) => Object.hasOwn(properties, member)))
  );
}

function typeName(value: unknown): string {
  if (value === null) {
    return "null";
  }
  return Array.isArray(value) ? "array" : typeof value;
}
