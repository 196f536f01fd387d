import type { Collector } from "../../diagnostics/collector.ts";
import type { Api, Operation } from "../../api/api.ts";
import type { Choices } from "../../config/choices.ts";
import type { OperationSettings, Settings } from "../settings/settings.ts";
import { accessOf } from "./access.ts";
import { withTypes } from "./asynchronous.ts";
import { Authorizers } from "./authorizers.ts";
import { binaryTypes, reportBase64 } from "./binary.ts";
import { preflightOf } from "./cors.ts";
import { rootFields } from "./fields.ts";
import type { Gateway, GatewayPath, Method, Target } from "./gateway.ts";
import { enforcementOf } from "./enforcement.ts";
import { groupsOf, placesOf, targetsOf } from "./groups.ts";
import { reportIntegrations } from "./integrations.ts";
import { reportMalformed } from "./malformed.ts";
import { inertText, reportLive } from "./inert.ts";
import { bodiesOf, methodOf, withModels } from "./methods.ts";
import { Models } from "./models.ts";
import { routePaths, type RoutedPath } from "./paths.ts";
import { gatewayResponses } from "./responses.ts";
import { schemesOf } from "./schemes.ts";
import { validatorFields } from "./validators.ts";
import { byRoute, leadersOf, sharing } from "./shared.ts";

/** What the projection is made from besides the API itself. */
export type ProjectionContext = {
  readonly settings: Settings;
  readonly choices: Choices;
  /** Logical ids of earlier runs, by operation key. */
  readonly ids: ReadonlyMap<string, string>;
};

/**
 * Projects the API onto API Gateway (REST). Operations that cannot be routed are errors, or left out
 * with a warning where the choice is `omit`.
 */
export function projectApi(api: Api, projecting: ProjectionContext, found: Collector): Gateway {
  const { settings, choices } = projecting;
  const models = new Models(api.schemas);
  const authorizers = new Authorizers(api, settings.security);
  const taken = routed(api, choices, found);
  const routes = byRoute(taken);
  const places = placesOf(api.operations, choices, leadersOf(routes), projecting.ids);
  const named = new Map(api.schemas.map((each) => [each.key, each]));
  const targets = targetsOf(places, settings);
  reportMalformed(api, found);
  reportIntegrations(api, settings.api.cors, found);
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
  reportNoneLeft(api, draft, choices, found);
  const kept = models.all;
  reportLarge(models, api, found);
  const names = new Set(kept.map(({ name }) => name));
  const modelled = draft.map((method) => withModels(method, names, api, choices));
  const binary = binaryTypes(api, modelled);
  const methods = modelled.map((method) => withTypes(method, binary));
  reportBase64(methods, binary, found);
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

function routed(api: Api, choices: Choices, found: Collector): [Operation, RoutedPath][] {
  const routes = routePaths(api.operations);
  return api.operations.flatMap((operation): [Operation, RoutedPath][] => {
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

/** A backend of no operation is nothing that anybody asked for. */
function reportNoneLeft(
  api: Api,
  left: readonly unknown[],
  { unroutable }: Choices,
  found: Collector,
): void {
  const { length } = api.operations;
  if (length > 0 && left.length === 0 && unroutable === "omit") {
    found.add("operation/none-left", { count: String(length) }, api.origin);
  }
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
