import type { SchemaKey } from "../model/identity.ts";
import type { Collector } from "../diagnostics/collector.ts";
import type { Api, Operation } from "../model/api.ts";
import type { Choices } from "../model/choices.ts";
import type { NamedSchema } from "../model/schema.ts";
import type { Cors, OperationSettings, Settings } from "../model/settings.ts";
import { accessOf } from "./access.ts";
import { withTypes } from "./asynchronous.ts";
import { Authorizers } from "./authorizers.ts";
import { binaryTypes } from "./binary.ts";
import { reportConflicts } from "./conflicts.ts";
import { preflightOf } from "./cors.ts";
import { ownFields, rootFields } from "./fields.ts";
import type {
  Gateway,
  GatewayBody,
  GatewayParameter,
  GatewayPath,
  Method,
  Target,
} from "./gateway.ts";
import { enforcementOf } from "./enforcement.ts";
import { environmentOf } from "./environment.ts";
import { groupsOf, placesOf, targetsOf } from "./groups.ts";
import { answersOf, integrationOf, varyingHeaders } from "./integration.ts";
import { reportIntegrations } from "./integrations.ts";
import { reportMalformed } from "./malformed.ts";
import { inertText, isInertText, reportLive } from "./inert.ts";
import { Models } from "./models.ts";
import { parametersOf } from "./parameters.ts";
import { routePaths, type Routed } from "./paths.ts";
import { gatewayResponses } from "./responses.ts";
import { schemesOf } from "./schemes.ts";
import { ownValidator, validatorFields, validatorFor } from "./validators.ts";
import { byRoute, leadersOf, sharing } from "./shared.ts";

/** What the projection is made from besides the API itself. */
export type Projecting = {
  readonly settings: Settings;
  readonly choices: Choices;
  /** Logical ids of earlier runs, by operation key. */
  readonly ids: ReadonlyMap<string, string>;
};

/**
 * Projects the API onto API Gateway (REST). Operations that cannot be routed are errors, or left out
 * with a warning where the choice is `omit`.
 */
export function projectApi(api: Api, projecting: Projecting, found: Collector): Gateway {
  const { settings, choices } = projecting;
  const models = new Models(api.schemas);
  const authorizers = new Authorizers(api, settings.security);
  const taken = routed(api, choices, found);
  const routes = byRoute(taken);
  const places = placesOf(api.operations, choices, leadersOf(routes), projecting.ids);
  const named = new Map(api.schemas.map((each) => [each.key, each]));
  const targets = targetsOf(places, settings);
  reportMalformed(api, found);
  reportIntegrations(api, found);
  reportLive(api, choices, found);
  const apart = taken.map(([operation, route]) =>
    methodOf(operation, route, {
      id: places.get(operation.key)?.own ?? "",
      target: targets.get(operation.key) as Target,
      settings: settings.operations.get(operation.key) as OperationSettings,
      access: accessOf(operation, choices, authorizers, found),
      cors: settings.api.cors,
      bodies: bodiesOf(operation, models),
      named,
      found,
    }),
  );
  const draft = sharing(apart, routes, (operation, reason) =>
    leaveOut(operation, reason, choices, found),
  );
  const kept = models.all;
  reportLarge(models, api, found);
  const names = new Set(kept.map(({ name }) => name));
  const modelled = draft.map((method) => withModels(method, names, api, choices));
  const binary = binaryTypes(api, modelled);
  const methods = modelled.map((method) => withTypes(method, binary));
  const used = authorizers.all(methods);
  const paths = byPath(methods).map((path) => ({
    ...path,
    preflight: preflightOf(settings.api.cors, path.leading, binary.includes("*/*")),
  }));
  const gateway = {
    title: inertText(api.title),
    version: inertText(api.version),
    description: inertText(api.doc?.lines.join("\n") ?? ""),
    paths,
    models: kept,
    responses: gatewayResponses(settings.api.cors, api.extensions),
    binaryTypes: binary,
    usesApiKeys: methods.some(({ access }) => access.needsApiKey),
    authorizers: used,
    schemes: schemesOf(methods, used),
    functions: groupsOf(methods, places, choices.functions !== "operation"),
    validators: validatorFields(api, methods, found),
    fields: rootFields(api, settings.api, binary, found),
    cors: settings.api.cors,
  };
  return { ...gateway, enforcement: enforcementOf(gateway, api.schemas, models, found.all) };
}

function routed(api: Api, choices: Choices, found: Collector): [Operation, Routed][] {
  const routes = routePaths(api.operations);
  return api.operations.flatMap((operation): [Operation, Routed][] => {
    const route = routes.get(operation.key);
    if (route === undefined || "reason" in route) {
      leaveOut(operation, route?.reason ?? "", choices, found);
      return [];
    }
    if (operation.key !== `${operation.method} ${operation.path}`) {
      const { key, path, origin } = operation;
      found.add("operation/pathname", { key, path }, origin);
    }
    return [[operation, route]];
  });
}

function leaveOut(operation: Operation, reason: string, choices: Choices, found: Collector): void {
  const code = choices.unroutable === "omit" ? "operation/omitted" : "operation/unroutable";
  found.add(code, { key: operation.key, reason }, operation.origin);
}

type Making = {
  readonly id: string;
  readonly target: Target;
  readonly settings: OperationSettings;
  readonly access: Method["access"];
  readonly cors: Cors | null;
  readonly bodies: readonly GatewayBody[];
  readonly named: ReadonlyMap<SchemaKey, NamedSchema>;
  readonly found: Collector;
};

function methodOf(operation: Operation, route: Routed, making: Making): Method {
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
    answers: answersOf(operation, settings),
    integration: integrationOf(operation, {
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
function withModels(
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
function bodiesOf(operation: Operation, models: Models): GatewayBody[] {
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

function reportLarge(models: Models, api: Api, found: Collector): void {
  for (const { name, bytes } of models.large) {
    found.add("gateway/model-size", { name, bytes: String(bytes) }, api.origin);
  }
}

function byPath(methods: readonly Method[]): Omit<GatewayPath, "preflight">[] {
  const paths = [...new Set(methods.map((method) => method.path))].sort();
  return paths.map((path) => {
    const own = methods.filter((method) => method.path === path);
    const leading = new Map(own.map((method) => [method.verb, method]));
    return { path, methods: own, leading: [...leading.values()] };
  });
}
