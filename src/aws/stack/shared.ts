import type { Collector } from "../../diagnostics/collector.ts";
import type { Gateway, Route } from "../gateway/gateway.ts";
import type { OperationSettings, Settings } from "../settings/settings.ts";

/** Tells where operations of one function ask for what only one of them can have. */
export function reportShared(gateway: Gateway, settings: Settings, found: Collector): void {
  for (const { camel, methods, routes } of gateway.functions.filter(({ isShared }) => isShared)) {
    const each = methods.map(
      ({ operation }) => settings.operations.get(operation.key) as OperationSettings,
    );
    const differing: readonly (readonly [string, readonly unknown[]])[] = [
      ["architecture", each.map((one) => one.function.architecture)],
      ["deadLetter", each.flatMap((one) => one.function.deadLetter ?? [])],
      ["vpc", each.flatMap((one) => one.function.vpc ?? [])],
      ["kms", each.flatMap((one) => one.function.kms ?? [])],
      ["async", each.flatMap((one) => one.async ?? [])],
      ["environment", sameNames(each)],
      ...routes.flatMap((route) => ofMethods(route, settings)),
    ];
    for (const [what, values] of differing) {
      const all = [...new Set(values.map((value) => JSON.stringify(value)))];
      if (all.length > 1) {
        found.add("settings/shared", { name: camel, what, chosen: all[0] ?? "" }, null);
      }
    }
  }
}

/** What API Gateway has for a whole method of a resource, as each of its operations asks for it, the leader first. */
function ofMethods(
  { choices, operation }: Route,
  settings: Settings,
): (readonly [string, readonly unknown[]])[] {
  const each = [operation, ...choices.map((choice) => choice.operation)].flatMap(
    ({ key }) => settings.operations.get(key) ?? [],
  );
  return [
    ["throttle", each.map(({ throttle }) => throttle)],
    ["cache", each.map(({ cache }) => cache)],
  ];
}

/** The values of a variable that several operations set, where they differ. */
function sameNames(each: readonly OperationSettings[]): string[] {
  const all = each.flatMap((one) => one.function.environment);
  const differs = all.find(({ name, value }) =>
    all.some((other) => other.name === name && other.value !== value),
  );
  return differs === undefined
    ? []
    : all.filter(({ name }) => name === differs.name).map(({ value }) => value);
}
