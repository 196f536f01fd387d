import type { Cases, PartCases } from "../../../api/cases.ts";
import type { Schema } from "../../../api/schema.ts";
import type { Context } from "../../context.ts";
import { decided } from "../judge/judge.ts";
import { schemaCases } from "../vectors/cases.ts";
import { holdsBytes } from "../vectors/bytes.ts";
import { moreAccepted } from "./accepted.ts";
import { answerCases } from "./answers.ts";
import { valuesOf } from "./bodies.ts";
import { brokenAnswers } from "./broken.ts";
import { refusedCases, type Base } from "./refused.ts";
import { baseValues, decodedOf, writeRequest, type Uncased, type Values } from "./request.ts";
import { noteUnsampled } from "./unsampled.ts";
import { bareCases } from "./unreadable.ts";
import { differenceOf, type WholeAccepted, type WholeRefused } from "./whole.ts";

/** The contract of an operation as data, from the document's examples and constraints. */
export function buildCases(context: Context, operation: Uncased): Cases {
  const values = baseValues(operation, context.named);
  const parts = partsOf(context, operation);
  const bases = values === null ? [] : basesOf(context, operation);
  const documented =
    values === null
      ? []
      : bases.flatMap((base) => decided(() => acceptedCase(context, operation, values, base), []));
  const [base] = bases;
  const isUsable = values !== null && base !== undefined && documented.length > 0;
  if (!isUsable) {
    const what = values === null ? "its parameters" : "its body";
    context.found.add("operation/untested", { key: operation.key, what }, operation.origin);
  }
  noteUnsampled(
    context,
    operation.key,
    parts.map(({ cases }) => cases),
    operation.origin,
  );
  const sending = isUsable ? { context, operation, values, base, parts } : null;
  const more = sending === null ? [] : decided(() => moreAccepted(sending), []);
  const refused = sending === null ? [] : decided(() => refusedCases(sending), []);
  const bare = values === null ? [] : bareCases(operation, values);
  const others = base?.body === null || !isUsable ? bare : [];
  const names = new Set(refused.map(({ name }) => name));
  const whole = {
    accepted: once([...documented, ...more]),
    refused: [...refused, ...others.filter(({ name }) => !names.has(name))],
  };
  return {
    ...told(whole),
    answers: operation.responses.flatMap((response) =>
      decided(() => answerCases(context, response), []),
    ),
    brokenAnswers: decided(() => brokenAnswers(context, operation), []),
    parts,
  };
}

/** Each request once. */
function once(cases: readonly WholeAccepted[]): WholeAccepted[] {
  const seen = new Map<string, WholeAccepted>();
  for (const each of cases) {
    const key = JSON.stringify(each.request);
    seen.set(key, seen.get(key) ?? each);
  }
  return [...seen.values()];
}

type Whole = {
  readonly accepted: readonly WholeAccepted[];
  readonly refused: readonly WholeRefused[];
};

/** Requests as changes of the first one, so that a reader sees what each is about. */
function told({ accepted, refused }: Whole): Pick<Cases, "request" | "accepted" | "refused"> {
  const request = [...accepted, ...refused][0]?.request ?? null;
  const change = (each: WholeAccepted["request"]) =>
    request === null ? each : differenceOf(request, each);
  return {
    request,
    accepted: accepted.map((each) => ({ ...each, request: change(each.request) })),
    refused: refused.map((each) => ({ ...each, request: change(each.request) })),
  };
}

/** The bodies to send: each valid example of each media type; none where the operation takes none. */
function basesOf(context: Context, operation: Uncased): Base[] {
  if (operation.body === null) {
    return [{ name: "documented request", body: null }];
  }
  const sent = operation.body.media.flatMap((media) =>
    valuesOf(context, media).map(({ name, value }) => ({
      name: `${media.type} ${name}`,
      body: { media, value },
    })),
  );
  return sent.length === 0 && !operation.body.isRequired
    ? [{ name: "a request without a body", body: null }]
    : sent;
}

function acceptedCase(
  context: Context,
  operation: Uncased,
  values: Values,
  base: Base,
): WholeAccepted[] {
  const request = writeRequest(operation, values, base.body);
  const decoded = decodedOf(operation, values, base.body, context.named);
  return request === null ? [] : [{ name: base.name, request, decoded }];
}

/** The schemas that only this operation has, and what each is tried with. */
function partsOf(context: Context, operation: Uncased): PartCases[] {
  const { named } = context;
  const part = (of: string, schema: Schema): PartCases[] =>
    schema.target !== null || schema.isTrivial || holdsBytes(schema, named)
      ? []
      : [{ of, cases: schemaCases(schema, named) }];
  return [
    ...operation.locations.flatMap((location) => part(location.in, location.schema)),
    ...(operation.body?.media ?? []).flatMap((media) => part(`body ${media.type}`, media.schema)),
    ...operation.responses.flatMap(({ status, answers, headerSchema }) => [
      ...answers.flatMap(({ media }) =>
        media === null ? [] : part(`${status} ${media.type}`, media.schema),
      ),
      // Headers are checked, and sent as they are.
      ...(headerSchema === null ? [] : part(`${status} headers`, headerSchema)).map(
        ({ of, cases }) => ({ of, cases: { ...cases, settled: [] } }),
      ),
    ]),
  ];
}
