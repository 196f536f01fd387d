import type { Operation } from "../api/api.ts";
import type { Name } from "../api/name.ts";
import { isRaw, listAt, rawAt, textAt, type Raw } from "../lib/json.ts";
import type { Context } from "./context.ts";
import { extensionsOf } from "./extensions.ts";
import { makeNames } from "./names.ts";
import { readBody } from "./bodies.ts";
import { undeclaredVariables } from "./path-variables.ts";
import { pathnameOf, queryNamesOf } from "./segments.ts";
import { readResponses } from "./responses.ts";
import { readLocations } from "./parameters.ts";
import { docOf } from "./schemas/doc.ts";
import { Owner } from "./schemas/owner.ts";
import type { SettlingUnit } from "./schemas/settle.ts";
import { readSecurity } from "./security.ts";
import type { OperationReading } from "./reading.ts";

/** The methods of a Path Item (OpenAPI 3.1 §4.8.9; QUERY since 3.2). */
const methods = ["get", "put", "post", "delete", "options", "head", "patch", "trace", "query"];

/** All methods that a path item does not have itself (API Gateway: x-amazon-apigateway-any-method). */
const anyMethod = "x-amazon-apigateway-any-method";

/** An operation as it stands in the document. */
export type FoundOperation = {
  readonly key: string;
  readonly method: string;
  /** As it is written: with what may stand after it, which no request path has. */
  readonly template: string;
  readonly path: string;
  readonly pathItem: Raw;
  readonly operation: Raw;
};

/** Every operation of the document, by path then method. */
export function findOperations(context: Context): FoundOperation[] {
  const paths = Object.entries(rawAt(context.spec.data, "paths")).filter(([path]) =>
    path.startsWith("/"),
  );
  const found = paths.flatMap(([path, node]) => operationsOf(context, path, context.mapping(node)));
  return found.sort((a, b) =>
    a.template < b.template ? -1 : a.template > b.template ? 1 : a.method < b.method ? -1 : 1,
  );
}

/** The operations of a path item; those of methods without a field of their own since OpenAPI 3.2. */
function operationsOf(context: Context, path: string, pathItem: Raw): FoundOperation[] {
  const own = methods.map((method) => [method.toUpperCase(), rawAt(pathItem, method)] as const);
  const any = isRaw(pathItem[anyMethod]) ? [["ANY", rawAt(pathItem, anyMethod)] as const] : [];
  const additional = Object.keys(rawAt(pathItem, "additionalOperations")).map(
    (method) => [method, rawAt(rawAt(pathItem, "additionalOperations"), method)] as const,
  );
  return [
    ...own.filter(([method]) => isRaw(pathItem[method.toLowerCase()])),
    ...any,
    ...additional,
  ].map(([method, operation]) => ({
    key: `${method} ${path}`,
    method,
    template: path,
    path: pathnameOf(path),
    ...context.dialect.operation(operation, pathItem, (node) => context.mapping(node)),
  }));
}

/** Names by operation key: from the operationId, else from method and path. */
export function nameOperations(
  context: Context,
  found: readonly FoundOperation[],
): Map<string, Name> {
  const names = makeNames(
    found.map(({ key, operation }) => ({
      identity: key,
      wire: textAt(operation, "operationId") ?? key.toLowerCase(),
      fallback: key.toLowerCase(),
    })),
    "function",
  );
  for (const { key, operation } of found) {
    const id = textAt(operation, "operationId");
    const name = names.get(key)?.camel;
    if (id !== null && name !== undefined && name !== id) {
      const where = context.spec.originOf(operation, "operationId");
      context.found.add("name/changed", { wire: id, name }, where);
    }
  }
  return names;
}

/** An operation before its cases are known. */
export type Read = {
  readonly operation: Omit<Operation, "cases">;
  readonly settling: SettlingUnit;
};

/** Reads one operation (OpenAPI 3.1 §4.8.10) and everything in it. */
export function readOperation(
  context: Context,
  found: FoundOperation,
  name: Name,
  taken: ReadonlySet<string>,
): Read {
  const owner = new Owner(context, taken);
  const prefix = prefixOf(name, taken);
  ["Request", "Response", "Content"].forEach((suffix) => owner.reserve(prefix + suffix));
  const reading: OperationReading = {
    context,
    owner,
    prefix,
    key: found.key,
    path: found.path,
    queryNames: queryNamesOf(found.template),
    operation: found.operation,
  };
  const assumed = undeclaredVariables(reading, found.pathItem);
  const locations = readLocations(reading, found.pathItem, assumed);
  const body = readBody(reading, found.method);
  const responses = readResponses(reading);
  const unit = owner.unit();
  const operation = {
    key: found.key,
    method: found.method,
    path: found.path,
    name,
    prefix,
    doc: docOf(found.operation) ?? docOf(found.pathItem),
    tags: listAt(found.operation, "tags").filter((tag) => typeof tag === "string"),
    locations,
    body,
    responses,
    members: memberNames.map((member) => ({
      member,
      typeName: locations.find((each) => each.member === member)?.typeName ?? null,
    })),
    answerTypes: responses.flatMap((response) =>
      response.answers.map(({ typeName }) => ({ typeName })),
    ),
    security: readSecurity(context, found.operation),
    extensions: extensionsOf(found.operation),
    unit,
    origin: context.spec.originOf(found.operation),
  };
  return { operation, settling: { unit, refs: owner.refs, defaulted: owner.defaulted } };
}

/** What the names of an operation's types begin with: schemas of the document come first. */
function prefixOf({ pascal }: Name, taken: ReadonlySet<string>): string {
  const isTaken = ["Request", "Response", "Content"].some((suffix) =>
    taken.has((pascal + suffix).toLowerCase()),
  );
  return isTaken ? `${pascal}Operation` : pascal;
}

const memberNames = ["path", "query", "headers", "cookies"];
