import type { ReadingChoices } from "../../api/choices.ts";
import type { Collector } from "../../diagnostics/collector.ts";
import { because } from "../../diagnostics/reasons.ts";
import { own, type Raw } from "../../lib/json.ts";
import type { Spec } from "../spec.ts";
import type { Version } from "../version.ts";

type Reported = {
  /** As it is written. */
  readonly node: Raw;
  /** Upgraded. */
  readonly schema: Raw;
  readonly spec: Spec;
  readonly found: Collector;
  readonly nullable: ReadingChoices["nullable"];
};

/** What a schema says in vain, or may not say, in a version. */
export function reportsOf(version: Version): (reported: Reported) => void {
  return reports[version];
}

const reports: Readonly<Record<Version, (reported: Reported) => void>> = {
  "2.0": (reported) => {
    reportNullable30(reported);
    reportLater(reported);
    reportList(reported);
  },
  "3.0": (reported) => {
    reportDiscriminator(reported);
    reportNullable30(reported);
  },
  "3.1": (reported) => {
    reportDiscriminator(reported);
    reportNullable31(reported);
  },
};

/** `nullable` is no keyword any more since 3.1. */
function reportNullable31({ node, spec, found }: Reported): void {
  if (node["nullable"] === true) {
    found.add("schema/nullable-version", {}, spec.originOf(node, "nullable"));
  }
}

/** Without `type`, `nullable` has no effect (3.0.3 §4.7.24). */
function reportNullable30({ node, spec, found, nullable }: Reported): void {
  const isVain = node["nullable"] === true && node["type"] === undefined && isComposed(node);
  if (isVain && nullable === "strict") {
    found.add("schema/nullable", {}, spec.originOf(node, "nullable"));
  }
}

/** A schema that says nothing of types accepts null anyway. */
function isComposed(node: Raw): boolean {
  return ["$ref", "allOf", "anyOf", "oneOf", "enum"].some((key) => own(node, key) !== undefined);
}

/** A discriminator that names no property (OpenAPI 3.1 §4.8.25). */
function reportDiscriminator({ schema, spec, found }: Reported): void {
  const said = own(schema, "discriminator");
  if (said !== undefined && typeof own(said, "propertyName") !== "string") {
    const parameters = { keyword: "discriminator", words: "a mapping with `propertyName`" };
    found.add("schema/malformed", parameters, spec.originOf(schema, "discriminator"));
  }
}

/** Compositions that Swagger 2.0 does not have (Schema Object). */
function reportLater({ schema, spec, found }: Reported): void {
  const isNullable = (value: unknown) =>
    Array.isArray(value) && value.some((each) => own(each, "type") === "null");
  const later = ["anyOf", "oneOf", "not"].filter(
    (key) => key in schema && !isNullable(schema[key]),
  );
  for (const keyword of later) {
    const why = because("swagger-composition", { keyword });
    found.add("schema/version", why, spec.originOf(schema, keyword));
  }
}

/** Lists of nothing (Swagger 2.0: Items Object). */
function reportList({ schema, spec, found }: Reported): void {
  const isList = [schema["type"]].flat().includes("array");
  if (isList && !("items" in schema) && !("prefixItems" in schema)) {
    found.add("schema/version", because("swagger-list", {}), spec.originOf(schema, "type"));
  }
}
