import type { Requirement, Security, SecurityScheme } from "../api/api.ts";
import type { Json } from "../api/json.ts";
import { isRaw, listAt, own, rawAt, textAt, type Raw } from "../lib/json.ts";
import type { Context } from "./context.ts";
import { extensionsOf } from "./extensions.ts";
import { makeNames } from "./names.ts";

/**
 * What an operation asks of its caller (OpenAPI 3.1 §4.8.30): its own `security`, else the
 * document's. Only an explicit `security: []` opens an operation.
 */
export function readSecurity(context: Context, operation: Raw): Security {
  const root = context.spec.data as Raw;
  const holder = Object.hasOwn(operation, "security") ? operation : root;
  const list = own(holder, "security");
  const isPublic = Array.isArray(list) && list.length === 0;
  const alternatives = listAt(holder, "security").map((each, index) =>
    readAlternative(context, holder, each, index),
  );
  return {
    isPublic,
    isOptional: alternatives.some((each) => each.length === 0),
    alternatives: alternatives.filter((each) => each.length > 0),
  };
}

function readAlternative(
  context: Context,
  holder: Raw,
  node: unknown,
  index: number,
): Requirement[] {
  return Object.entries(isRaw(node) ? node : {}).map(([scheme, scopes]) => {
    checkScheme(context, holder, scheme, index);
    return {
      scheme,
      scopes: Array.isArray(scopes) ? scopes.filter((each) => typeof each === "string") : [],
    };
  });
}

function checkScheme(context: Context, holder: Raw, name: string, index: number): void {
  const { spec, found } = context;
  if (Object.hasOwn(schemesOf(context), name)) {
    return;
  }
  const where = spec.originOf(holder, "security", String(index), name);
  if (context.options.undeclared === "assume") {
    found.add("spec/assumed", { what: `the security scheme \`${name}\``, taken: "IAM" }, where);
  } else {
    found.add("spec/security-scheme", { name }, where);
  }
}

function schemesOf({ spec }: Context): Raw {
  return {
    ...rawAt(rawAt(spec.data, "components"), "securitySchemes"),
    ...rawAt(spec.data, "securityDefinitions"),
  };
}

/** The security schemes of the document (OpenAPI 3.1 §4.8.27; 2.0 §5.2.24), by name. */
export function readSchemes(context: Context): SecurityScheme[] {
  const entries = Object.entries(schemesOf(context)).sort(([a], [b]) => (a < b ? -1 : 1));
  const wanted = entries.map(([wire]) => ({ identity: wire, wire, fallback: `scheme ${wire}` }));
  const names = makeNames(wanted, "function");
  return entries.flatMap(([wire, node]) => {
    const name = names.get(wire);
    return name === undefined ? [] : [schemeOf(context, context.mapping(node), { ...name, wire })];
  });
}

function schemeOf(context: Context, raw: Raw, name: SecurityScheme["name"]): SecurityScheme {
  const type = textAt(raw, "type") ?? "";
  const isBasic = type === "basic";
  const wire = textAt(raw, "name") ?? "";
  return {
    name,
    type: isBasic ? "http" : type,
    key: type === "apiKey" ? { in: textAt(raw, "in") ?? "header", wire } : null,
    scheme: isBasic ? "basic" : (textAt(raw, "scheme") ?? "").toLowerCase(),
    written: raw as Json,
    extensions: extensionsOf(raw),
    origin: context.spec.originOf(raw),
  };
}
