import type { Collector } from "../../diagnostics/collector.ts";
import type { Media, Operation } from "../../api/api.ts";
import type { Gateway, Method } from "./gateway.ts";
import { isInertName } from "./inert.ts";

/** What a body without a Content-Type is to API Gateway. */
const usual = "application/json";

/** An asynchronous method with a mapping template for each media type that it takes; other methods as they are. */
export function withTypes(method: Method, binary: readonly string[]): Method {
  const { integration, operation } = method;
  if (integration.kind !== "async") {
    return method;
  }
  const { body } = operation;
  const declared = (body?.media ?? []).filter(isNamed).map(({ bare }) => bare);
  const all = body?.isRequired === true ? declared : [...declared, usual];
  const types = [...new Set(all)].map((type) => ({ type, isBase64: isBytes(type, binary) }));
  const isText = types.some(({ isBase64 }) => isBase64);
  return { ...method, integration: { ...integration, types, isText } };
}

/** True where a type is among the binary ones, which may be ranges (API Gateway: binary media types). */
function isBytes(type: string, binary: readonly string[]): boolean {
  const [family = ""] = type.split("/");
  return [type, `${family}/*`, "*/*"].some((each) => binary.includes(each));
}

/** Reports what asynchronous operations cannot have, or what behaves differently for them. */
export function reportAsync({ paths }: Pick<Gateway, "paths">, found: Collector): void {
  for (const { operation, integration } of paths.flatMap(({ methods }) => methods)) {
    if (integration.kind === "async") {
      reportStatuses(operation, found);
      reportRanges(operation, found);
      reportRepeated(operation, found);
    }
  }
}

/** Operations that answer 202 at once and do not say so in the document. */
function reportStatuses({ key, responses, origin }: Operation, found: Collector): void {
  const successes = responses.filter(({ status }) => status.startsWith("2"));
  if (successes.some(({ status }) => status !== "202")) {
    found.add("settings/async", { key }, origin);
  }
}

/** A template is for one media type by its name, which stands as a key in what CloudFormation reads. */
function isNamed({ isRange, bare }: Media): boolean {
  return !isRange && isInertName(bare);
}

/** Media types that no template can be for. */
function reportRanges({ key, body, origin }: Operation, found: Collector): void {
  for (const { type } of (body?.media ?? []).filter((media) => !isNamed(media))) {
    found.add("settings/async-type", { key, type }, origin);
  }
}

/** A template sees the last value of what comes several times (API Gateway: $input.params). */
function reportRepeated({ key, locations, origin }: Operation, found: Collector): void {
  const query = locations.find((location) => location.in === "query")?.parameters ?? [];
  const repeated = query.filter(
    ({ serialization: { value, isExploded } }) => value.kind === "array" && isExploded,
  );
  for (const { wire } of repeated) {
    found.add("settings/async-repeated", { key, name: wire }, origin);
  }
}
