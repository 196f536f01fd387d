import { own } from "../lib/json.ts";

/** The value of an Example Object (OpenAPI 3.1 §4.8.19; `dataValue` since 3.2); undefined where it has none. */
export function valueOf(example: unknown): unknown {
  const value = own(example, "value");
  return value === undefined ? own(example, "dataValue") : value;
}
