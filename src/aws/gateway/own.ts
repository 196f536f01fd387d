import type { Json } from "../../api/json.ts";
import { isRaw } from "../../lib/json.ts";
import type { GatewayField } from "./gateway.ts";

/** The fields of an object that the document writes itself, as they are. */
export function fieldsOf(value: unknown): GatewayField[] {
  return Object.entries(isRaw(value) ? value : {}).map(([name, each]) => ({
    name,
    value: each as Json,
  }));
}
