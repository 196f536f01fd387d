import type { Collector } from "../../diagnostics/collector.ts";
import type { Api, Operation } from "../../api/api.ts";
import type { Choices } from "../../config/choices.ts";
import type { SchemaKey } from "../../api/identity.ts";
import type { NamedSchema } from "../../api/named.ts";
import type { Cors, OperationSettings } from "../settings/settings.ts";
import { reportConflicts } from "./conflicts.ts";
import { environmentOf } from "./environment.ts";
import { ownFields } from "./fields.ts";
import type { GatewayBody, GatewayParameter, Method, Target } from "./gateway.ts";
import { isInertText } from "./inert.ts";
import { answersOf, integrationOf, varyingHeaders } from "./integration.ts";
import type { Models } from "./models.ts";
import { parametersOf } from "./parameters.ts";
import type { RoutedPath } from "./paths.ts";
import { ownValidator, validatorFor } from "./validators.ts";

/** What a method is made of besides its operation and its route. */
export type MethodContext = {
  readonly id: string;
  readonly target: Target;
  readonly settings: OperationSettings;
  readonly access: Method["access"];
  readonly cors: Cors | null;
  readonly bodies: readonly GatewayBody[];
  readonly named: ReadonlyMap<SchemaKey, NamedSchema>;
  readonly found: Collector;
};

/** What an operation becomes in its resource (API Gateway: Method). */
export function methodOf(operation: Operation, route: RoutedPath, making: MethodContext): Method {
  reportConflicts(operation, making.settings, making.found);
  const { settings, access, bodies, named, id, target, found } = making;
  const varying = settings.cache === null ? [] : varyingHeaders(operation, making.cors);
  const declared = parametersOf(operation, route, named);
  const headers = headersFor(varying, declared);
  const parameters = [...declared, ...headers.filter((each) => !declared.includes(each))];
  const verb = operation.method === "ANY" ? "x-amazon-apigateway-any-method" : operation.method;
  const arnMethod = operation.method === "ANY" ? "*" : operation.method;
  return {
    operation,
    id,
    verb: verb.toLowerCase(),
    arnMethod,
    path: route.path,
    arnPath: route.path.slice(1).replaceAll(/\{[^{}]*\}/g, "*"),
    encodedPath: route.path.replaceAll("/", "~1"),
    beside: [],
    variables: route.variables,
    segments: route.variables.map(({ gateway, segment }) => ({ gateway, segment })),
    parameters,
    bodies,
    validator: "none",
    validates: { parameters: false, body: false },
    access,
    answers: answersOf(operation, settings, making.cors),
    integration: integrationOf(operation, {
      cors: making.cors,
      settings,
      parameters,
      varying: headers.map(({ name }) => name),
      target,
      found,
    }),
    fields: ownFields(operation),
    throttle: settings.throttle,
    cache: settings.cache === null ? null : { ttl: settings.cache.ttl },
    isPublic: access.kind === "public",
    isAsync: settings.async !== null,
    isAny: operation.method === "ANY",
    route: `${operation.method} ${route.path}`,
    env: environmentOf(settings).map(({ variable }) => variable),
  };
}

/** Headers as the document spells them, or as a cache asks for them: its keys are declared (API Gateway: cacheKeyParameters). */
function headersFor(
  names: readonly string[],
  declared: readonly GatewayParameter[],
): GatewayParameter[] {
  const said = declared.filter((each) => each.in === "header");
  return names.map(
    (name) =>
      said.find((each) => each.name.toLowerCase() === name.toLowerCase()) ?? {
        name,
        in: "header",
        isRequired: false,
      },
  );
}

/** A method with the models that there are, and what is checked: as the document chooses, else the config. */
export function withModels(
  method: Method,
  models: ReadonlySet<string>,
  api: Api,
  { gatewayValidation }: Choices,
): Method {
  const bodies = method.bodies.filter(({ model }) => models.has(model));
  const own = ownValidator(method, api);
  if (own !== null) {
    return { ...method, bodies, validator: "", validates: own };
  }
  // Who calls an asynchronous function has an answer before it runs, and the document's own integrations have none.
  const chosen = method.integration.kind === "function" ? gatewayValidation : "all";
  const asks = method.parameters.some((each) => each.isRequired);
  const validates = {
    parameters: chosen !== "off" && asks,
    body: chosen === "all" && bodies.length > 0,
  };
  return { ...method, bodies, validator: validatorFor(validates), validates };
}

/**
 * An absent body is validated as `{}`, so only a required one gets a model (API Gateway: request validation); whether one of
 * DELETE is validated at all is nowhere said, so the function does it.
 */
export function bodiesOf(operation: Operation, models: Models): GatewayBody[] {
  const { body } = operation;
  if (body === null || !body.isRequired || operation.method === "DELETE") {
    return [];
  }
  return body.media
    .filter(
      (media) =>
        media.codec === "json" &&
        isInertText(media.bare) &&
        !media.isRange &&
        !media.schema.isTrivial &&
        body.media.filter(({ bare }) => bare === media.bare).length === 1,
    )
    .map((media) => ({ type: media.bare, model: models.add(media.typeName, media.schema) }));
}
