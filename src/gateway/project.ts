import { accepts } from "../build/cases/accepts.ts";
import type { Collector } from "../diagnostics/collector.ts";
import type { Api, Operation } from "../model/api.ts";
import type { Choices } from "../model/choices.ts";
import type { NamedSchema } from "../model/schema.ts";
import type { Gateway, GatewayBody, GatewayParameter, GatewayPath, Method } from "./gateway.ts";
import { Models } from "./models.ts";
import { routePaths } from "./paths.ts";
import { gatewayResponses } from "./responses.ts";

/** Names that API Gateway can map (request parameter mapping). */
const mappable = /^[a-zA-Z0-9._$-]+$/;

/**
 * Projects the API onto API Gateway (REST).
 *
 * @param unroutable `refuse` reports operations that cannot be routed as errors, `omit` leaves them out
 */
export function projectApi(api: Api, unroutable: Choices["unroutable"], found: Collector): Gateway {
  const models = new Models(api.schemas);
  const named = new Map(api.schemas.map((each) => [each.key, each]));
  const routes = routePaths(api.operations);
  const methods = api.operations.flatMap((operation) => {
    const route = routes.get(operation.key);
    if (route === undefined || "reason" in route) {
      const code = unroutable === "omit" ? "operation/omitted" : "operation/unroutable";
      found.add(code, { key: operation.key, reason: route?.reason ?? "" }, operation.origin);
      return [];
    }
    return [methodOf(operation, route, models, named)];
  });
  return {
    title: api.title,
    version: api.version,
    description: api.doc?.lines.join("\n") ?? "",
    paths: byPath(methods),
    models: models.all,
    responses: gatewayResponses,
    binaryTypes: binaryTypes(methods),
  };
}

type Routed = Pick<Method, "path" | "variables">;

function methodOf(
  operation: Operation,
  route: Routed,
  models: Models,
  named: ReadonlyMap<string, NamedSchema>,
): Method {
  const bodies = bodiesOf(operation, models);
  const parameters = parametersOf(operation, route, named);
  return {
    operation,
    verb: operation.method.toLowerCase(),
    path: route.path,
    arnPath: route.path.slice(1).replaceAll(/\{[^{}]*\}/g, "*"),
    variables: route.variables,
    segments: route.variables.map(({ gateway, segment }) => ({ gateway, segment })),
    parameters,
    bodies,
    validator: validatorOf(
      bodies.length > 0,
      parameters.some((each) => each.isRequired),
    ),
    isPublic: operation.security.isPublic,
  };
}

function validatorOf(checksBody: boolean, checksParameters: boolean): string {
  return checksBody ? (checksParameters ? "all" : "body") : checksParameters ? "params" : "none";
}

/** An absent body is validated as `{}`, so only a required one gets a model (API Gateway: request validation). */
function bodiesOf(operation: Operation, models: Models): GatewayBody[] {
  const { body } = operation;
  if (body === null || !body.isRequired) {
    return [];
  }
  return body.media
    .filter(
      (media) => media.codec === "json" && !media.type.includes("*") && !media.schema.isTrivial,
    )
    .map((media) => ({
      type: media.type,
      ref: `#/components/schemas/${models.add(media.typeName, media.schema)}`,
    }));
}

/**
 * The parameters the gateway can hold. It refuses a blank value of a required one, so a parameter
 * that may be blank, and a header (whose case may change on the way), is required in the function only.
 */
function parametersOf(
  operation: Operation,
  route: Routed,
  named: ReadonlyMap<string, NamedSchema>,
): GatewayParameter[] {
  const path = route.variables.map((variable) => ({
    name: variable.gateway,
    in: "path",
    isRequired: true,
  }));
  const others = operation.locations
    .filter((location) => location.in === "query" || location.in === "header")
    .flatMap((location) => location.parameters)
    .filter(
      ({ wire, serialization }) => mappable.test(wire) && serialization.value.kind !== "object",
    );
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
        isRequired:
          each.in === "query" &&
          each.isRequired &&
          each.serialization.value.kind === "scalar" &&
          !accepts(each.schema, "", named),
      })),
  ];
}

function byPath(methods: readonly Method[]): GatewayPath[] {
  const paths = [...new Set(methods.map((method) => method.path))].sort();
  return paths.map((path) => ({ path, methods: methods.filter((method) => method.path === path) }));
}

function binaryTypes(methods: readonly Method[]): string[] {
  const media = methods.flatMap(({ operation }) => [
    ...(operation.body?.media ?? []),
    ...operation.responses.flatMap((response) =>
      response.answers.flatMap((answer) => (answer.media === null ? [] : [answer.media])),
    ),
  ]);
  return [
    ...new Set(
      media
        .filter((each) => each.codec === "binary" || each.codec === "multipart")
        .map((each) => each.type),
    ),
  ].sort();
}
