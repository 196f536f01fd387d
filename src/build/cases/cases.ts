import type { Operation, Response, Scalar, StatusShape, Text } from "../../model/api.ts";
import type { AcceptedCase, AnswerCase, Cases, RefusedCase } from "../../model/cases.ts";
import type { Json } from "../../model/schema.ts";
import { isRaw } from "../../spec/json.ts";
import type { Context } from "../context.ts";
import { refusal } from "./accepts.ts";
import { valuesOf } from "./bodies.ts";
import { mutants } from "./mutate.ts";
import {
  baseValues,
  concrete,
  decodedOf,
  writeRequest,
  type BodyValue,
  type Values,
} from "./request.ts";
import { sampleOf } from "./sample.ts";
import { settled } from "./settled.ts";

type Uncased = Omit<Operation, "cases">;
type Base = { readonly name: string; readonly body: BodyValue | null };

/** Most refused cases made for one operation: enough to see every part refuse, small enough to read. */
const cap = 60;

/** The contract of an operation as data, from the document's examples and constraints. */
export function buildCases(context: Context, operation: Uncased): Cases {
  const values = baseValues(operation, context.named);
  const bases = values === null ? [] : basesOf(context, operation);
  const accepted =
    values === null ? [] : bases.flatMap((base) => acceptedCase(context, operation, values, base));
  const base = bases[0];
  const isUsable = values !== null && base !== undefined && accepted.length > 0;
  return {
    accepted,
    refused: isUsable ? refusedCases(context, operation, values, base) : [],
    answers: isUsable
      ? operation.responses.flatMap((response) => answerCases(context, response))
      : [],
  };
}

/** The bodies to send: each valid example of each media type; none where the operation takes none. */
function basesOf(context: Context, operation: Uncased): Base[] {
  if (operation.body === null) {
    return [{ name: "documented request", body: null }];
  }
  return operation.body.media.flatMap((media) =>
    valuesOf(context, media).map(({ name, value }) => ({
      name: `${media.type} ${name}`,
      body: { media, value },
    })),
  );
}

function acceptedCase(
  context: Context,
  operation: Uncased,
  values: Values,
  base: Base,
): AcceptedCase[] {
  const request = writeRequest(operation, values, base.body);
  return request === null
    ? []
    : [
        {
          name: base.name,
          request,
          decoded: decodedOf(operation, values, base.body, context.named),
        },
      ];
}

function refusedCases(
  context: Context,
  operation: Uncased,
  values: Values,
  base: Base,
): RefusedCase[] {
  const all = [
    ...operation.locations.flatMap((location) =>
      refusedParameters(context, operation, values, base, location),
    ),
    ...refusedBodies(context, operation, values, base),
  ];
  return [...new Map(all.map((each) => [each.name, each])).values()].slice(0, cap);
}

/** Each mutation of one location's values that the document refuses and that can be written. */
function refusedParameters(
  context: Context,
  operation: Uncased,
  values: Values,
  base: Base,
  location: Operation["locations"][number],
): RefusedCase[] {
  const here = values[location.member] ?? {};
  return mutants(location.schema, here, context.named).flatMap((mutant) => {
    const changed = mutant.value as Values[string];
    if (!isRaw(changed) || !isSendable(operation, location, changed)) {
      return [];
    }
    const error = refusal(location.schema, changed, context.named);
    const request = writeRequest(operation, { ...values, [location.member]: changed }, base.body);
    return error === null || request === null
      ? []
      : [
          {
            name: `${location.in} parameters ${mutant.name}`,
            request,
            status: 400,
            error: { in: location.in, ...error },
          },
        ];
  });
}

/** True where every value can be written and is read back as what it is. */
function isSendable(
  operation: Uncased,
  location: Operation["locations"][number],
  values: Values[string],
): boolean {
  return location.parameters.every(({ wire, serialization }) => {
    const value = values[wire];
    if (value === undefined) {
      return location.in !== "path" && operation.locations.includes(location);
    }
    return serialization.style !== "content" && isReadBack(value, serialization.value);
  });
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
  if (typeof value !== "string") {
    return scalars.includes(typeof value as Scalar);
  }
  const isClean = value !== "" && /^[\u0020-\u007e]*$/.test(value) && value.trim() === value;
  return isClean && scalars.length === 1;
}

function refusedBodies(
  context: Context,
  operation: Uncased,
  values: Values,
  base: Base,
): RefusedCase[] {
  const { body } = operation;
  if (body === null || base.body === null) {
    return [];
  }
  const { media } = base.body;
  const request = writeRequest(operation, values, base.body);
  if (request === null) {
    return [];
  }
  const here = (pointer: string, keyword: string) => ({ in: "body", pointer, keyword });
  const { "Content-Type": _, ...untyped } = request.headers;
  const missing = {
    name: "no body",
    request: { ...request, headers: untyped, body: null, isBase64Encoded: false },
    status: 400,
    error: here("", "required"),
  };
  const covered = body.media.some((each) => each.type.includes("*"));
  const wrongType = {
    name: "a content type that is not declared",
    request: { ...request, headers: { ...untyped, "Content-Type": "application/x-undeclared" } },
    status: 415,
    error: null,
  };
  const malformed = {
    name: "malformed JSON",
    request: { ...request, body: '{"cut off' },
    status: 400,
    error: here("", "json"),
  };
  return [
    ...(body.isRequired ? [missing] : []),
    ...(covered ? [] : [wrongType]),
    ...(media.codec === "json"
      ? [malformed, ...refusedValues(context, operation, values, base.body)]
      : []),
  ];
}

function refusedValues(
  context: Context,
  operation: Uncased,
  values: Values,
  body: BodyValue,
): RefusedCase[] {
  return mutants(body.media.schema, body.value, context.named).flatMap((mutant) => {
    const error = refusal(body.media.schema, mutant.value, context.named);
    const request = writeRequest(operation, values, { media: body.media, value: mutant.value });
    return error === null || request === null
      ? []
      : [{ name: `a body ${mutant.name}`, request, status: 400, error: { in: "body", ...error } }];
  });
}

/** What a handler may return under a status: each valid example of each media type. */
function answerCases(context: Context, response: Response): AnswerCase[] {
  const status = statusOf(response);
  const headers = requiredHeaders(context, response);
  if (status === null || headers === null) {
    return [];
  }
  return response.answers.flatMap(({ media }): AnswerCase[] => {
    if (media === null) {
      return [
        {
          name: `${status} without a body`,
          returned: { status, ...headers.returned },
          status,
          headers: headers.sent,
          body: null,
        },
      ];
    }
    if (media.codec !== "json") {
      return [];
    }
    return valuesOf(context, media).map(({ name, value }) => ({
      name: `${status} ${media.type} ${name}`,
      returned: {
        status,
        contentType: concrete(media.type, media.codec),
        ...headers.returned,
        body: value,
      },
      status,
      headers: { ...headers.sent, "Content-Type": concrete(media.type, media.codec) },
      body: settled(media.schema, value, context.named),
    }));
  });
}

/** One status that the response stands for; null where none of those tried is left to it. */
function statusOf({ statusShape }: Response): number | null {
  switch (statusShape.kind) {
    case "code":
      return statusShape.code;
    case "range":
      return (
        [0, 9, 18]
          .map((step) => statusShape.digit * 100 + step)
          .find((code) => !statusShape.others.includes(code)) ?? null
      );
    case "default":
      return (
        [500, 503, 418, 203].find(
          (code) => !statusShape.excluded.some((each) => covers(each, code)),
        ) ?? null
      );
  }
}

function covers(shape: StatusShape, code: number): boolean {
  return shape.kind === "code"
    ? shape.code === code
    : shape.kind === "range" && shape.digit === Math.floor(code / 100);
}

/** Values for the headers that the response requires; null where one cannot be made. */
function requiredHeaders(
  context: Context,
  response: Response,
): { returned: { headers?: Record<string, Json> }; sent: Record<string, string> } | null {
  const returned: Record<string, Json> = {};
  for (const header of response.headers.filter((each) => each.isRequired)) {
    const value = sampleOf(header.schema, context.named);
    if (value === undefined || typeof value === "object") {
      return null;
    }
    returned[header.wire] = value;
  }
  const sent = Object.fromEntries(
    Object.entries(returned).map(([name, value]) => [name, String(value)]),
  );
  return { returned: Object.keys(returned).length === 0 ? {} : { headers: returned }, sent };
}
