import * as check from "../../../../templates/validator/inline/runtime/validate.ts";
import type { Location, Media } from "../../../api/api.ts";
import type { PartCases, SchemaCases, SchemaRow } from "../../../api/cases.ts";
import type { Json } from "../../../api/json.ts";
import type { Schema } from "../../../api/schema.ts";
import { isRaw, own } from "../../../lib/json.ts";
import { tokensOf } from "../../../lib/pointer.ts";
import type { Context } from "../../context.ts";
import { decided, failuresOf } from "../judge/judge.ts";
import { setAt } from "../vectors/places.ts";
import { strangersTo } from "../vectors/strangers.ts";
import { isFormReadBack } from "./forms.ts";
import { requiredOf, writeRequest, type BodyValue, type Uncased, type Values } from "./request.ts";
import { isSendable, type Fields } from "./sendable.ts";
import { unacceptable, undecodable, unreadable } from "./unreadable.ts";
import type { WholeRefused } from "./whole.ts";

/** The request that is varied: its body, under a name. */
export type Base = { readonly name: string; readonly body: BodyValue | null };

/** What requests of one operation are made from. */
export type Sending = {
  readonly context: Context;
  readonly operation: Uncased;
  readonly values: Values;
  readonly base: Base;
  /** What the schemas of the operation are tried with themselves. */
  readonly parts: readonly PartCases[];
};

/** Requests that show that one parameter, or one body, is held to its schema: the schema's own cases show the rest. */
const mostOfEach = 4;

/** Requests that the document forbids: each breaks one rule of one that it allows. */
export function refusedCases(sending: Sending): WholeRefused[] {
  const { operation, values, base } = sending;
  const plain = writeRequest(operation, values, base.body);
  const all = [
    ...operation.locations.flatMap((location) => refusedParameters(sending, location)),
    ...(plain === null ? [] : undecodable(operation, plain)),
    ...refusedBodies(sending),
    ...(plain === null ? [] : unacceptable(operation, plain)),
  ];
  return [...new Map(all.map((each) => [each.name, each])).values()];
}

function refusedParameters(sending: Sending, location: Location): WholeRefused[] {
  const { operation, values, base, parts } = sending;
  const isOpen = location.parameters.some(({ serialization: { value, isExploded } }) =>
    value.kind === "object" ? isExploded && value.isOpen : false,
  );
  const unknown = location.isClosed && !isOpen ? unknownParameter(operation, values, base) : [];
  const cases = parts.find(({ of }) => of === location.in)?.cases;
  const counts = new Map<string, number>();
  const here = requiredOf(operation, values)[location.member] ?? {};
  const changes = [
    ...missingOf(location, here),
    ...oddTextsOf(location, here),
    ...changesOf(cases),
  ];
  const each = changes.flatMap(({ at, value }) => {
    const [name] = tokensOf(at);
    const count = counts.get(name ?? "") ?? 0;
    const fields = name === undefined || !isRaw(value) ? value : withOnly(here, name, value);
    const isSent = isRaw(fields) && count < mostOfEach && isSendable(location, fields as Fields);
    const made = isSent ? refusedValues(sending, location, fields as Fields, name ?? "") : [];
    counts.set(name ?? "", count + made.length);
    return made;
  });
  return [...unknown, ...each];
}

/** The values of a request, with one parameter as it is in others. */
function withOnly(here: Fields, name: string, others: object): Fields {
  const entries = Object.entries(here).filter(([each]) => each !== name);
  const value = own(others, name) as Json | undefined;
  return Object.fromEntries(value === undefined ? entries : [...entries, [name, value]]);
}

/** A request with other values in one location, if they are refused and can be written. */
function refusedValues(
  { context, operation, values, base }: Sending,
  location: Location,
  fields: Fields,
  about: string,
): WholeRefused[] {
  const failures = decided(() => failuresOf(location.schema, fields, context.named), []);
  const others = requiredOf(operation, values);
  const request = writeRequest(operation, { ...others, [location.member]: fields }, base.body);
  return failures.length === 0 || request === null
    ? []
    : [
        {
          name: `${location.in} ${about}: ${failures.map(wordsOf).join(", ")}: ${shown(fields[about])}`,
          request,
          status: 400,
          errors: failures.map(({ pointer, keyword }) => `${location.in} ${pointer} ${keyword}`),
        },
      ];
}

function wordsOf({ pointer, keyword }: { pointer: string; keyword: string }): string {
  return `${keyword}${pointer === "" ? "" : ` ${pointer}`}`;
}

function shown(value: Json | undefined): string {
  return value === undefined ? "left out" : JSON.stringify(value).slice(0, 60);
}

type Change = { readonly at: string; readonly value: Json };

/** The values that a schema's own cases refuse, whole, with the place that is changed. */
function changesOf(cases: SchemaCases | undefined): Change[] {
  const rows = cases?.rows.filter(({ fails, repeat }) => fails.length > 0 && !repeat) ?? [];
  return rows.flatMap((row) => {
    const base = cases?.bases[row.of] as Json;
    return valuesOf(row).map((value) => ({
      at: row.at,
      value: setAt(base, tokensOf(row.at), value) as Json,
    }));
  });
}

function valuesOf({ values, without }: SchemaRow): readonly (Json | undefined)[] {
  return without === true ? [undefined] : values.slice(0, 2);
}

/** The values of a request without each of its required parameters. */
function missingOf(location: Location, here: Fields): Change[] {
  return location.parameters
    .filter(({ isRequired }) => isRequired)
    .map(({ wire }) => ({
      at: check.step("", wire),
      value: Object.fromEntries(Object.entries(here).filter(([name]) => name !== wire)),
    }));
}

/** Texts that look like numbers, which stay texts where texts are asked for, and names with nothing after them. */
function oddTextsOf({ parameters }: Location, here: Fields): Change[] {
  return parameters.flatMap(({ wire, serialization: { value } }) => {
    const odd: Json[] = value.kind === "scalar" ? ["1", ""] : value.kind === "array" ? [["1"]] : [];
    return odd.map((each) => ({ at: check.step("", wire), value: { ...here, [wire]: each } }));
  });
}

/** Where names that are not declared are refused. */
function unknownParameter(operation: Uncased, values: Values, base: Base): WholeRefused[] {
  const request = writeRequest(operation, values, base.body);
  const name = "not-declared";
  return request === null
    ? []
    : [
        {
          name: "query: a parameter that is not declared",
          request: { ...request, query: { ...request.query, [name]: ["1"] } },
          status: 400,
          errors: [`query /${name} unknown`],
        },
      ];
}

function refusedBodies(sending: Sending): WholeRefused[] {
  const { operation, values, base } = sending;
  const request = writeRequest(operation, values, base.body);
  if (operation.body === null || base.body === null || request === null) {
    return [];
  }
  return [
    ...unreadable(operation.body, request, base.body.media.codec),
    ...operation.body.media.flatMap((media) => refusedBody(sending, media)),
  ];
}

/** A few values that show that a body is held to its schema. */
function refusedBody(sending: Sending, media: Media): WholeRefused[] {
  const { operation, values, base, parts, context } = sending;
  const cases = parts.find(({ of }) => of === `body ${media.type}`)?.cases;
  const own = base.body?.media === media ? strangersTo(base.body.value) : [];
  const tried = [...changesOf(cases).map(({ value }) => value), ...own].slice(0, 200);
  const isForm = media.codec === "form" || media.codec === "multipart";
  const kept = new Map<string, WholeRefused>();
  for (const value of tried) {
    if (kept.size >= (isForm ? 12 : mostOfEach)) {
      break;
    }
    const isWritten = isForm ? isFormReadBack(media, value) : media.codec === "json";
    const failures = isWritten ? failuresAt(media.schema, value, context) : [];
    const request =
      failures.length === 0 ? null : writeRequest(operation, values, { media, value });
    const told = failures.map(wordsOf).join(", ");
    if (request !== null && !kept.has(told)) {
      kept.set(told, {
        name: `${media.type}: ${told}`,
        request,
        status: 400,
        errors: failures.map(({ pointer, keyword }) => `body ${pointer} ${keyword}`),
      });
    }
  }
  return [...kept.values()];
}

function failuresAt(schema: Schema, value: Json, { named }: Context) {
  return decided(() => failuresOf(schema, value, named), []);
}
