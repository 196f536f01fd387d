import { because, type Because } from "../../diagnostics/reasons.ts";
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
  const refuse = ({ reason, fix }: Because) =>
    found.add("settings/together", { key, what: reason, fix }, origin);
  if (settings.async !== null && settings.cache !== null) {
    refuse(because("async-and-cache", {}));
  }
  if (settings.async !== null && settings.function.provisionedConcurrency !== null) {
    refuse(because("async-and-provisioned", {}));
  }
  const { reservedConcurrency: most, provisionedConcurrency: ready } = settings.function;
  if (most !== null && ready !== null && ready > most) {
    const both = { ready: String(ready), most: String(most) };
    refuse(because("provisioned-above-reserved", both));
  }
  const names = environmentOf(settings).map(({ variable }) => variable);
  const twice = names.find((name, index) => names.indexOf(name) !== index);
  if (twice !== undefined) {
    refuse(because("variable-twice", { name: twice }));
  }
  const said = extensions["x-sls-gen"];
  const unused = ofFunctions.filter((name) => isRaw(said) && name in said);
  if (isRaw(extensions[integrationField]) && unused.length > 0) {
    found.add("settings/unused", { key, names: unused.join(", ") }, origin);
  }
}
