import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { breachesOf } from "../../conformance/gateway-rules.js";

const expected = join(import.meta.dirname, "..", "..", "golden", "expected");

type Requirement = Readonly<Record<string, readonly string[]>>;
type Method = {
  readonly security: readonly Requirement[];
  readonly "x-amazon-apigateway-auth"?: { readonly type: string };
};
type Gateway = {
  readonly paths: Readonly<Record<string, Readonly<Record<string, Method>>>>;
  readonly components: {
    readonly securitySchemes: Readonly<Record<string, Record<string, unknown>>>;
  };
};

/** What a caller shows: the names of schemes that let it in, and scopes of its token. */
type Caller = { readonly shows: readonly string[]; readonly scopes: readonly string[] };

const callers: Readonly<Record<string, Caller>> = {
  nobody: { shows: [], scopes: [] },
  signer: { shows: ["sigv4"], scopes: [] },
  signerWithKey: { shows: ["sigv4", "apiKey"], scopes: [] },
  partner: { shows: ["apiKey"], scopes: [] },
  reader: { shows: ["customer"], scopes: ["orders/read"] },
  stranger: { shows: ["customer"], scopes: ["other"] },
  staff: { shows: ["staff"], scopes: [] },
  eitherOr: { shows: ["sessionOrStaff"], scopes: [] },
};

/** A small evaluator: what API Gateway makes of a method's security and auth type. */
function isAllowed(method: Method, caller: Caller): boolean {
  const [requirement] = method.security;
  if (requirement === undefined) {
    return method["x-amazon-apigateway-auth"]?.type !== "AWS_IAM";
  }
  return Object.entries(requirement).every(
    ([scheme, scopes]) =>
      caller.shows.includes(scheme) &&
      (scopes.length === 0 || scopes.some((scope) => caller.scopes.includes(scope))),
  );
}

function gatewayOf(name: string): Gateway {
  return JSON.parse(readFileSync(join(expected, name, "gateway", "openapi.json"), "utf8"));
}

/** Who may call each operation, but for preflights. */
function tableOf({ paths }: Gateway): Record<string, string[]> {
  const rows = Object.entries(paths).flatMap(([path, methods]) =>
    Object.entries(methods)
      .filter(([verb]) => verb !== "options")
      .map(([verb, method]): [string, string[]] => [
        `${verb} ${path}`,
        Object.keys(callers).filter((name) => isAllowed(method, callers[name] as Caller)),
      ]),
  );
  return Object.fromEntries(rows);
}

const everyone = Object.keys(callers);
const signers = ["signer", "signerWithKey"];

/** What the documents say, in the words of the counterparts that the golden projects name. */
const tables: Readonly<Record<string, Readonly<Record<string, readonly string[]>>>> = {
  users: {
    "get /users": signers,
    "post /users": signers,
    "get /users/{userId}": signers,
    "put /users/{userId}": signers,
    "delete /users/{userId}": signers,
  },
  orders: {
    "get /health": everyone,
    "get /orders": ["reader"],
    "post /orders": ["reader"],
    "get /orders/{orderId}": ["eitherOr"],
    "delete /orders/{orderId}": ["staff"],
    "put /orders/{orderId}/receipt": signers,
    "get /reports": ["signerWithKey", "partner"],
    "post /reports": ["signerWithKey"],
  },
};

describe.each(Object.keys(tables))("who may call what in %s", (name) => {
  it("is what the document says", () => {
    expect(tableOf(gatewayOf(name))).toEqual(tables[name]);
  });

  it("is noticed where a line of security is lost", () => {
    const { paths } = gatewayOf(name);
    for (const [path, methods] of Object.entries(paths)) {
      for (const verb of Object.keys(methods)) {
        const without = structuredClone(gatewayOf(name)) as {
          paths: Record<string, Record<string, object>>;
        };
        const method = without.paths[path]?.[verb] as { security?: unknown };
        delete method.security;
        expect(breachesOf(without).map(({ rule }) => rule)).toContain("security is written out");
      }
    }
  });
});
