import type { Location, Parameter } from "../../../api/api.ts";
import type { Json } from "../../../api/json.ts";
import { isRaw } from "../../../lib/json.ts";
import { checksOf } from "../../schemas/children.ts";
import { accepts } from "../judge/judge.ts";
import { itemsOf } from "../samples/arrays.ts";
import { flatChecks } from "../samples/flat.ts";
import { makingOf, merge, sampleOf } from "../samples/sample.ts";
import { enriched } from "../vectors/enriched.ts";
import { decodedOf, requiredOf, writeRequest, type BodyValue, type Values } from "./request.ts";
import type { Sending } from "./refused.ts";
import { isSendable, type Fields } from "./sendable.ts";
import type { WholeAccepted } from "./whole.ts";

/** Values tried for one parameter beside the documented one. */
const mostOfEach = 4;

/** Requests that the document allows beside the documented ones: what may be left away, and what may come. */
export function moreAccepted(sending: Sending): WholeAccepted[] {
  const { operation, values, base } = sending;
  const all = [
    ...ofValues("only what is required", requiredOf(operation, values), sending),
    ...ofValues("every parameter", fullOf(sending), sending),
    ...operation.locations.flatMap((location) => ofLocation(location, sending)),
    ...undeclaredQuery(sending),
    ...otherContentTypes(sending),
    ...sparseBodies(sending),
    ...(operation.body?.isRequired === false && base.body !== null
      ? accepted("no body", values, null, sending)
      : []),
  ];
  return all;
}

function accepted(
  name: string,
  values: Values,
  body: BodyValue | null,
  { operation, context }: Sending,
): WholeAccepted[] {
  const request = writeRequest(operation, values, body);
  return request === null
    ? []
    : [{ name, request, decoded: decodedOf(operation, values, body, context.named) }];
}

function ofValues(name: string, values: Values, sending: Sending): WholeAccepted[] {
  const { operation, context, base } = sending;
  const isSame = JSON.stringify(values) === JSON.stringify(sending.values);
  const isAllowed = operation.locations.every(
    (each) =>
      accepts(each.schema, values[each.member] ?? {}, context.named) &&
      isSendable(each, values[each.member] ?? {}),
  );
  return isSame || !isAllowed ? [] : accepted(name, values, base.body, sending);
}

/** A value for every parameter that has one. */
function fullOf({ operation, values, context }: Sending): Values {
  const making = makingOf(context.named);
  const entries = operation.locations.map((location) => {
    const here = values[location.member] ?? {};
    const isFine = (value: Json) =>
      accepts(location.schema, value, context.named) && isSendable(location, value as Fields);
    return [location.member, enriched(location.schema, here, making, isFine) as Fields] as const;
  });
  return Object.fromEntries(entries);
}

/** Further values of all parameters of a location together, in every form that their styles have. */
function ofLocation(location: Location, sending: Sending): WholeAccepted[] {
  const required = requiredOf(sending.operation, sending.values)[location.member] ?? {};
  const isFine = (fields: Fields) =>
    accepts(location.schema, fields, sending.context.named) && isSendable(location, fields);
  const fitting = location.parameters.map(({ wire, ...parameter }) => {
    const values = valuesFor({ wire, ...parameter }, sending);
    return [...new Map(values.map((value) => [JSON.stringify(value), value])).values()]
      .filter((value) => isFine({ ...required, [wire]: value }))
      .slice(0, mostOfEach)
      .map((value): [string, Json] => [wire, value]);
  });
  const rounds = Array.from({ length: mostOfEach }, (_, at) =>
    fitting.flatMap((all) => all.slice(at, at + 1)),
  );
  return rounds.flatMap((round, at) => {
    const together = { ...required, ...Object.fromEntries(round) };
    const sets = isFine(together)
      ? [together]
      : round.map(([name, value]) => ({ ...required, [name]: value }));
    return sets.flatMap((fields, index) =>
      ofFields(
        `${location.in} ${at + 1}${index === 0 ? "" : `.${index + 1}`}`,
        fields,
        location,
        sending,
      ),
    );
  });
}

/** A request with other values in one location; in a query, also with each value sent twice. */
function ofFields(
  name: string,
  fields: Fields,
  location: Location,
  sending: Sending,
): WholeAccepted[] {
  const { operation, base } = sending;
  const required = requiredOf(operation, sending.values);
  const made = accepted(
    `other values: ${name}`,
    { ...required, [location.member]: fields },
    base.body,
    sending,
  );
  const isFirst = name === "query 1";
  return isFirst ? made.flatMap((each) => [each, ...repeated(each, location)]) : made;
}

/** Of what is sent twice in a query, and is no list of such values, the last one counts. */
function repeated(made: WholeAccepted, { parameters }: Location): WholeAccepted[] {
  const names = parameters.filter(({ serialization: { style, isExploded, value } }) => {
    const isLast = value.kind === "scalar" || (value.kind === "array" && !isExploded);
    return style === "form" && isLast;
  });
  const query = Object.entries(made.request.query).map(([name, texts]) => {
    const isTwice = names.some(({ wire }) => wire === name);
    return [name, isTwice ? ["an earlier one", ...texts] : texts] as const;
  });
  return names.length === 0
    ? []
    : [
        {
          ...made,
          name: `${made.name}, each sent twice`,
          request: { ...made.request, query: Object.fromEntries(query) },
        },
      ];
}

/** Values of a parameter: lists of one and of two, and texts that must be encoded. */
function valuesFor({ schema }: Parameter, { context }: Sending): Json[] {
  const making = makingOf(context.named);
  const several = making.several(schema, making, 3);
  const lists = [2, 1, 3].map((count) => itemsOf(flatChecks(schema, context.named), making, count));
  const isList = checksOf(schema).some(({ keyword }) => keyword === "items");
  const whole = several.map((value) => enriched(schema, value, making, () => true));
  return [
    ...several.slice(0, 1),
    ...(isList ? lists.filter((list) => list !== undefined) : []),
    "7",
    "",
    "a b/ü?&=+%",
    ...whole,
    ...several,
    "a,b;c|d",
  ] as Json[];
}

/** Names that are not declared are passed over, unless the project refuses them. */
function undeclaredQuery({ operation, values, base, context }: Sending): WholeAccepted[] {
  const query = operation.locations.find((each) => each.in === "query");
  const isOpen = query?.parameters.some(
    ({ serialization: { value, isExploded } }) =>
      value.kind === "object" && isExploded && value.isOpen,
  );
  const isClosed = query?.isClosed ?? context.options.unknownQuery === "refuse";
  const request = writeRequest(operation, values, base.body);
  return isOpen === true || isClosed || request === null
    ? []
    : [
        {
          name: "query: a parameter that is not declared",
          request: { ...request, query: { ...request.query, "not-declared": ["1"] } },
          decoded: decodedOf(operation, values, base.body, context.named),
        },
      ];
}

/** Bodies with nothing but what is required, and with all that may not be sent: what is put in and taken out shows. */
function sparseBodies(sending: Sending): WholeAccepted[] {
  const { operation, context, values } = sending;
  const media = operation.body?.media.filter(({ codec }) => codec === "json") ?? [];
  return media.flatMap((each) => {
    const sample = sampleOf(each.schema, context.named);
    const names = flatChecks(each.schema, context.named).flatMap((check) =>
      check.keyword === "properties"
        ? check.properties.filter(({ presence }) => presence === "removed").map(({ wire }) => wire)
        : [],
    );
    const sent = names.map((name): [string, Json] => [name, "text"]);
    const value = isRaw(sample) ? merge(sample, Object.fromEntries(sent)) : sample;
    return value !== undefined && accepts(each.schema, value, context.named)
      ? accepted(`${each.type} only what is required`, values, { media: each, value }, sending)
      : [];
  });
}

/** The same media type written otherwise: case does not matter, and JSON is always UTF-8 (RFC 8259 §8.1). */
function otherContentTypes(sending: Sending): WholeAccepted[] {
  const { values, base } = sending;
  if (base.body?.media.codec !== "json" || base.body.media.type.includes(";")) {
    return [];
  }
  const [made] = accepted("", values, base.body, sending);
  const sent = base.body.media.sent;
  return made === undefined
    ? []
    : [sent.toUpperCase(), `${sent}; charset=utf-8`].map((type) => ({
        ...made,
        name: `the content type ${type}`,
        request: { ...made.request, headers: { ...made.request.headers, "Content-Type": type } },
      }));
}
