import type { ReadingChoices } from "../../api/choices.ts";
import type { Collector } from "../../diagnostics/collector.ts";
import { textAt, type Raw } from "../../lib/json.ts";
import type { Spec } from "../spec.ts";
import { versionOf, type Version } from "../version.ts";
import { reportsOf } from "./reports.ts";
import { upgradeOperation20, type Follow, type UpgradedOperation } from "./v20.ts";
import { upgradeSchema30 } from "./v30.ts";

/** A document as OpenAPI 3.1 with JSON Schema 2020-12, whatever its version: what is upgraded keeps its place. */
export type Dialect = {
  /** A schema; its subschemas are upgraded when they are asked for. The same node gives the same answer. */
  readonly schema: (node: Raw) => Raw;
  readonly operation: (operation: Raw, pathItem: Raw, follow: Follow) => UpgradedOperation;
  /** Styles that parameters may have in any location, beside those of the location. */
  readonly styles: readonly string[];
  /** Methods whose requests have no content. */
  readonly bodiless: ReadonlySet<string>;
  /** True where a schema may have no words but keywords and `x-`. */
  readonly isClosed: boolean;
  /** Tells what a schema says in vain, or may not say. @param node as it is written; @param schema upgraded */
  readonly report: (node: Raw, schema: Raw, found: Collector) => void;
};

/** How a document is read. @param nullable see `ReadingChoices` */
export function dialectOf(spec: Spec, nullable: ReadingChoices["nullable"]): Dialect {
  const version = versionOf(spec);
  return {
    schema: version === "3.1" ? (node) => node : remembered(upgrades[version], spec, nullable),
    operation:
      version === "2.0"
        ? (operation, pathItem, follow) => upgradeOperation20(spec, operation, pathItem, follow)
        : (operation, pathItem) => ({ operation, pathItem }),
    styles: version === "2.0" ? collections : [],
    bodiless: version === "3.1" ? noBody : new Set([...noBody, "DELETE"]),
    isClosed: version !== "3.1",
    report: (node, schema, found) => reportsOf(version)({ node, schema, spec, found, nullable }),
  };
}

/** What Swagger 2.0 allows everywhere (Parameter Object: collectionFormat). */
const collections = ["spaceDelimited", "tabDelimited", "pipeDelimited"];

/**
 * Methods whose requests have no defined content (RFC 9110 §9.3): a body is ignored in OpenAPI 3.0 (3.0.3 §4.7.10), and
 * permitted since 3.1 (§4.8.10), where API Gateway hands that of DELETE on.
 */
const noBody = new Set(["GET", "HEAD", "OPTIONS", "TRACE"]);

type Upgrade = (node: Raw, spec: Spec, nullable: ReadingChoices["nullable"]) => Raw;

const upgrades: Readonly<Record<Exclude<Version, "3.1">, Upgrade>> = {
  "2.0": (node, spec, nullable) => upgradeSchema30(withDiscriminator(node, spec), spec, nullable),
  "3.0": upgradeSchema30,
};

/** In 2.0 a discriminator is the property's name alone. */
function withDiscriminator(node: Raw, spec: Spec): Raw {
  const propertyName = textAt(node, "discriminator");
  if (propertyName === null) {
    return node;
  }
  const discriminator = { propertyName };
  const made = { ...node, discriminator };
  spec.adopt(made, node);
  spec.adopt(discriminator, node);
  return made;
}

function remembered(
  upgrade: Upgrade,
  spec: Spec,
  nullable: ReadingChoices["nullable"],
): (node: Raw) => Raw {
  const known = new WeakMap<Raw, Raw>();
  return (node) => {
    const made = known.get(node) ?? upgrade(node, spec, nullable);
    known.set(node, made);
    return made;
  };
}
