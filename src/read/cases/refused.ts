import type { Operation, Scalar, Text } from "../../api/api.ts";
import type { RefusedCase } from "../../api/cases.ts";
import type { Json } from "../../api/json.ts";
import { isRaw } from "../../lib/json.ts";
import type { Context } from "../context.ts";
import { decided, refusal } from "./accepts.ts";
import { mutants } from "./mutate.ts";
import { unacceptable, unreadable } from "./unreadable.ts";
import { writeRequest, type BodyValue, type Uncased, type Values } from "./request.ts";

/** The request that is varied: its body, under a name. */
export type Base = { readonly name: string; readonly body: BodyValue | null };

/** Most refused cases made for one operation: enough to see every part refuse, small enough to read. */
const cap = 60;

/** Requests that the document forbids: each breaks one rule of one that it allows. */
export function refusedCases(
  context: Context,
  operation: Uncased,
  values: Values,
  base: Base,
): RefusedCase[] {
  const kept = new Map<string, RefusedCase>();
  for (const each of candidates(context, operation, values, base)) {
    kept.set(each.name, each);
    if (kept.size === cap) {
      break;
    }
  }
  return [...kept.values()];
}

/** One after the other: no more are made than are kept. */
function* candidates(
  context: Context,
  operation: Uncased,
  values: Values,
  base: Base,
): Generator<RefusedCase> {
  for (const location of operation.locations) {
    yield* refusedParameters(context, operation, values, base, location);
  }
  yield* refusedBodies(context, operation, values, base);
  const plain = writeRequest(operation, values, base.body);
  yield* plain === null ? [] : unacceptable(operation, plain);
}

/** Each mutation of one location's values that the document refuses and that can be written. */
function* refusedParameters(
  context: Context,
  operation: Uncased,
  values: Values,
  base: Base,
  location: Operation["locations"][number],
): Generator<RefusedCase> {
  const here = values[location.member] ?? {};
  const isOpen = location.parameters.some(({ serialization: { value, isExploded } }) =>
    value.kind === "object" ? isExploded && value.isOpen : false,
  );
  if (location.isClosed && !isOpen) {
    yield* unknownParameter(operation, values, base);
  }
  for (const mutant of mutants(location.schema, here, context.named)) {
    const changed = mutant.value as Values[string];
    const isSent = isRaw(changed) && isSendable(location, changed);
    const error = isSent
      ? decided(() => refusal(location.schema, changed, context.named), null)
      : null;
    const request =
      error === null
        ? null
        : writeRequest(operation, { ...values, [location.member]: changed }, base.body);
    if (error !== null && request !== null) {
      const name = `${location.in} parameters ${mutant.name}`;
      yield { name, request, status: 400, error: { in: location.in, ...error } };
    }
  }
}

/** Where names that are not declared are refused. */
function unknownParameter(operation: Uncased, values: Values, base: Base): RefusedCase[] {
  const request = writeRequest(operation, values, base.body);
  const name = "not-declared";
  return request === null
    ? []
    : [
        {
          name: "a query parameter that is not declared",
          request: { ...request, query: { ...request.query, [name]: ["1"] } },
          status: 400,
          error: { in: "query", pointer: `/${name}`, keyword: "unknown" },
        },
      ];
}

/** True where every value can be written and is read back as what it is. */
function isSendable(location: Operation["locations"][number], values: Values[string]): boolean {
  const wires = location.parameters.map(({ wire }) => wire);
  return (
    Object.keys(values).every((name) => wires.includes(name)) &&
    location.parameters.every(({ wire, serialization }) => {
      const value = values[wire];
      if (value === undefined) {
        return location.in !== "path";
      }
      return serialization.style !== "content" && isReadBack(value, serialization.value);
    })
  );
}

/** True where the text of a value is read as that value again; objects are too free to tell. */
function isReadBack(value: Json, text: Text): boolean {
  switch (text.kind) {
    case "scalar":
      return isScalarReadBack(value, text.scalars);
    case "array":
      return (
        Array.isArray(value) && value.every((item: Json) => isScalarReadBack(item, text.scalars))
      );
    default:
      return false;
  }
}

/** HTTP carries visible ASCII; blanks at the ends and empty texts get lost or mean absence. */
function isScalarReadBack(value: Json, scalars: readonly Scalar[]): boolean {
  if (typeof value === "number") {
    return scalars.includes("number") || scalars.includes("exact");
  }
  if (typeof value !== "string") {
    return scalars.includes(typeof value as Scalar);
  }
  if (scalars.includes("json")) {
    return false;
  }
  const isClean = value !== "" && /^[\u0020-\u007e]*$/.test(value) && value.trim() === value;
  return isClean && scalars.length === 1;
}

function* refusedBodies(
  context: Context,
  operation: Uncased,
  values: Values,
  base: Base,
): Generator<RefusedCase> {
  if (operation.body === null || base.body === null) {
    return;
  }
  const { media } = base.body;
  const request = writeRequest(operation, values, base.body);
  if (request === null) {
    return;
  }
  yield* unreadable(operation.body, request, media.codec);
  if (media.codec === "json") {
    yield* refusedValues(context, operation, values, base.body);
  }
}

function* refusedValues(
  context: Context,
  operation: Uncased,
  values: Values,
  body: BodyValue,
): Generator<RefusedCase> {
  for (const mutant of mutants(body.media.schema, body.value, context.named)) {
    const error = decided(() => refusal(body.media.schema, mutant.value, context.named), null);
    const request =
      error === null
        ? null
        : writeRequest(operation, values, { media: body.media, value: mutant.value });
    if (error !== null && request !== null) {
      yield {
        name: `a body ${mutant.name}`,
        request,
        status: 400,
        error: { in: "body", ...error },
      };
    }
  }
}
