import type { SchemaKey } from "../../api/identity.ts";
import { accepts } from "../../read/cases/judge/judge.ts";
import type { Operation, Parameter } from "../../api/api.ts";
import type { NamedSchema } from "../../api/named.ts";
import type { GatewayParameter } from "./gateway.ts";
import { isInertText } from "./inert.ts";
import { evaluated } from "./keywords.ts";
import { mappable } from "./mappable.ts";
import type { RoutedPath } from "./paths.ts";

/**
 * The parameters the gateway can hold. It refuses a blank value of a required one, so a parameter
 * that may be blank, and a header (whose case may change on the way), is required in the function only.
 */
export function parametersOf(
  operation: Operation,
  route: RoutedPath,
  named: ReadonlyMap<SchemaKey, NamedSchema>,
): GatewayParameter[] {
  const path = route.variables.map((variable) => ({
    name: variable.gateway,
    in: "path",
    isRequired: true,
  }));
  const others = heldParameters(operation);
  const count = (name: string) =>
    [...path.map((each) => each.name), ...others.map((each) => each.wire)].filter(
      (each) => each === name,
    ).length;
  return [
    ...path,
    ...others
      .filter(({ wire }) => count(wire) === 1)
      .map((each) => ({
        name: each.wire,
        in: each.in,
        isRequired: each.in === "query" && each.isRequired && isNeverBlank(each, named),
      })),
  ];
}

/** Why the gateway does not know a parameter of the query or the headers; null where it can. */
export function withheld({ wire, serialization }: Parameter): string | null {
  if (!isInertText(wire)) {
    return evaluated;
  }
  if (!mappable.test(wire)) {
    return "API Gateway takes names of letters, digits and . _ $ - only";
  }
  return serialization.value.kind === "object"
    ? "an object in the query has no parameter of its own name"
    : null;
}

function heldParameters(operation: Operation): Parameter[] {
  return operation.locations
    .filter((location) => location.in === "query" || location.in === "header")
    .flatMap((location) => location.parameters)
    .filter((parameter) => withheld(parameter) === null);
}

function isNeverBlank(
  { serialization, schema }: Parameter,
  named: ReadonlyMap<SchemaKey, NamedSchema>,
): boolean {
  return serialization.value.kind === "scalar" && !accepts(schema, "", named);
}
