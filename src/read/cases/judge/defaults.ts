import type { Context } from "../../context.ts";
import type { DefaultedProperty } from "../../schemas/owner.ts";
import { finish } from "../../unfinished.ts";
import { accepts } from "./judge.ts";

/**
 * Drops defaults that are not valid under their own schema (JSON Schema 2020-12 Validation §9.2), so
 * that they never reach a handler; each is a warning.
 */
export function checkDefaults(context: Context, defaulted: readonly DefaultedProperty[]): void {
  for (const { property, member } of defaulted) {
    if (
      property.fallback !== null &&
      !accepts(property.schema, property.fallback.value, context.named)
    ) {
      context.found.add("schema/default", {}, property.schema.origin);
      finish(property, { fallback: null });
      finish(member, { isRequired: property.isRequired });
    }
  }
}
