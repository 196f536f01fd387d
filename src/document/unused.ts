import type { Collector } from "../diagnostics/collector.ts";
import { isRaw } from "../lib/json.ts";
import type { Spec } from "./spec.ts";
import { childrenOf, type Visit } from "./walk.ts";

/** Fields of OpenAPI that do not affect what is generated. */
const unused = new Set(
  (
    "servers host basePath schemes webhooks callbacks links externalDocs contact license termsOfService xml " +
    "jsonSchemaDialect externalValue $self $vocabulary $comment contentEncoding"
  ).split(" "),
);

/** Fields that mean something elsewhere, and nothing inside these. */
const unusedUnder: Readonly<Record<string, readonly string[]>> = {
  "": ["tags"],
  headers: ["allowEmptyValue", "allowReserved"],
  securitySchemes: ["description", "deprecated"],
  securityDefinitions: ["description"],
};

/** Fields that say what a value must be, and are not enforced (OpenAPI 3.2). */
const unenforced = new Set(["itemSchema", "prefixEncoding", "itemEncoding"]);

/** The field that speaks to sls-gen, and the fields that hold an operation: only there, and at the root, it is read. */
const ours = "x-sls-gen";
const operations = new Set(
  "get put post delete options head patch trace query additionalOperations x-amazon-apigateway-any-method".split(
    " ",
  ),
);

/** Tells from which fields of the document nothing is generated, and which are not enforced. */
export function reportUnused(spec: Spec, found: Collector): void {
  const seen = new Set<object>();
  const fields = new Set<string>();
  const waiting: Visit[] = isRaw(spec.data) ? [{ node: spec.data, isMap: false, under: "" }] : [];
  for (let visit = waiting.pop(); visit !== undefined; visit = waiting.pop()) {
    const { node, isMap, under } = visit;
    if (!seen.has(node)) {
      seen.add(node);
      if (ours in node && !isMap && under !== "" && !operations.has(under)) {
        found.add("settings/misplaced", {}, spec.originOf(node, ours));
      }
      for (const key of isMap || Array.isArray(node) ? [] : Object.keys(node)) {
        if (unused.has(key) || unusedUnder[under]?.includes(key)) {
          fields.add(`\`${key}\``);
        } else if (unenforced.has(key)) {
          found.add("schema/keyword", { keyword: key }, spec.originOf(node, key));
        }
      }
      waiting.push(...childrenOf(visit));
    }
  }
  if (fields.size > 0) {
    found.add("spec/unused", { fields: [...fields].sort().join(", ") }, null);
  }
}
