import type { Requirement, Security } from "../model/api.ts";
import { isRaw, listAt, own, rawAt, textAt, type Raw } from "../spec/json.ts";
import type { Context } from "./context.ts";

/**
 * What an operation asks of its caller (OpenAPI 3.1 §4.8.30): its own `security`, else the
 * document's. Nothing declared, and an optional requirement (`{}`), mean IAM: only an explicit
 * `security: []` opens an operation.
 */
export function readSecurity(context: Context, operation: Raw): Security {
  const root = context.spec.data as Raw;
  const holder = Object.hasOwn(operation, "security") ? operation : root;
  const list = own(holder, "security");
  const isPublic = Array.isArray(list) && list.length === 0;
  const alternatives = listAt(holder, "security").map((each, index) =>
    readAlternative(context, holder, each, index),
  );
  return { isPublic, alternatives: alternatives.filter((each) => each.length > 0) };
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
  const schemes = {
    ...rawAt(rawAt(spec.data, "components"), "securitySchemes"),
    ...rawAt(spec.data, "securityDefinitions"),
  };
  if (!Object.hasOwn(schemes, name)) {
    const where = spec.originOf(holder, "security", String(index), name);
    if (context.options.undeclared === "assume") {
      found.add("spec/assumed", { what: `the security scheme \`${name}\``, taken: "IAM" }, where);
    } else {
      found.add("spec/security-scheme", { name }, where);
    }
    return;
  }
  const scheme = context.mapping(schemes[name]);
  if (!isSigV4(scheme)) {
    found.add(
      "security/scheme",
      { name, type: textAt(scheme, "type") ?? "unknown" },
      spec.originOf(scheme),
    );
  }
}

/** API Gateway: an apiKey scheme on Authorization with authtype `awsSigv4` stands for IAM. */
function isSigV4(scheme: Raw): boolean {
  return (
    textAt(scheme, "type") === "apiKey" &&
    textAt(scheme, "x-amazon-apigateway-authtype")?.toLowerCase() === "awssigv4"
  );
}
