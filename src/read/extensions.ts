import type { Extensions } from "../api/api.ts";
import type { Json } from "../api/json.ts";
import type { Raw } from "../lib/json.ts";

/** The fields of an object that begin with `x-` (OpenAPI 3.1 §4.9). */
export function extensionsOf(raw: Raw): Extensions {
  const found = Object.entries(raw).filter(([name]) => name.startsWith("x-"));
  return Object.fromEntries(found) as { [name: string]: Json };
}
