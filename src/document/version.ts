import { own } from "../lib/json.ts";
import type { Spec } from "./spec.ts";

/** Versions that differ in what the same words mean; 3.2 says what 3.1 says, and more. */
export type Version = "2.0" | "3.0" | "3.1";

/** The version of a document, which only this folder asks for: later stages read one dialect. */
export function versionOf({ data }: Spec): Version {
  if (own(data, "swagger") !== undefined) {
    return "2.0";
  }
  return String(own(data, "openapi")).startsWith("3.0") ? "3.0" : "3.1";
}
