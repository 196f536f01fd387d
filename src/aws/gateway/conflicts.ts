import type { Collector } from "../../diagnostics/collector.ts";
import type { Operation } from "../../api/api.ts";
import type { OperationSettings } from "../settings/settings.ts";
import { isRaw } from "../../lib/json.ts";
import { environmentOf } from "./environment.ts";
import { integrationField } from "./integration.ts";

/** Settings that an operation without a function has no use for. */
const ofFunctions =
  "memory timeout architecture environment layers reservedConcurrency provisionedConcurrency logRetention deadLetter vpc kms access async".split(
    " ",
  );

/** Tells which settings of an operation cannot stand together, and which mean nothing. */
export function reportConflicts(
  operation: Operation,
  settings: OperationSettings,
  found: Collector,
): void {
  const { key, origin, extensions } = operation;
  const refuse = (what: string, fix: string) =>
    found.add("settings/together", { key, what, fix }, origin);
  if (settings.async !== null && settings.cache !== null) {
    refuse("`async` and `cache`: the function would not be invoked", "remove one of the two");
  }
  if (settings.async !== null && settings.function.provisionedConcurrency !== null) {
    refuse("`async` and `provisionedConcurrency`", "remove one of the two: nobody waits for it");
  }
  const { reservedConcurrency: most, provisionedConcurrency: ready } = settings.function;
  if (most !== null && ready !== null && ready > most) {
    refuse(
      `${ready} instances kept ready of ${most} that there may be`,
      "raise `reservedConcurrency`, or keep fewer ready (Lambda: provisioned concurrency)",
    );
  }
  const names = environmentOf(settings).map(({ variable }) => variable);
  const twice = names.find((name, index) => names.indexOf(name) !== index);
  if (twice !== undefined) {
    refuse(`two values for the variable ${twice}`, "give one of the resources another name");
  }
  const said = extensions["x-sls-gen"];
  const unused = ofFunctions.filter((name) => isRaw(said) && name in said);
  if (isRaw(extensions[integrationField]) && unused.length > 0) {
    found.add("settings/unused", { key, names: unused.join(", ") }, origin);
  }
}
