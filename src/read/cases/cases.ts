import type { AcceptedCase, Cases } from "../../api/cases.ts";
import type { Context } from "../context.ts";
import { decided } from "./accepts.ts";
import { answerCases } from "./answers.ts";
import { valuesOf } from "./bodies.ts";
import { refusedCases, type Base } from "./refused.ts";
import { bareCases } from "./unreadable.ts";
import { baseValues, decodedOf, writeRequest, type Uncased, type Values } from "./request.ts";

/** The contract of an operation as data, from the document's examples and constraints. */
export function buildCases(context: Context, operation: Uncased): Cases {
  const values = baseValues(operation, context.named);
  const bases = values === null ? [] : basesOf(context, operation);
  const accepted =
    values === null
      ? []
      : bases.flatMap((base) => decided(() => acceptedCase(context, operation, values, base), []));
  const base = bases[0];
  const isUsable = values !== null && base !== undefined && accepted.length > 0;
  if (!isUsable) {
    const what = values === null ? "its parameters" : "its body";
    context.found.add("operation/untested", { key: operation.key, what }, operation.origin);
  }
  const bare = values === null ? [] : bareCases(operation, values);
  const refused = isUsable ? refusedCases(context, operation, values, base) : [];
  const names = new Set(refused.map(({ name }) => name));
  const others = base?.body === null || !isUsable ? bare : [];
  return {
    accepted,
    refused: [...refused, ...others.filter(({ name }) => !names.has(name))],
    answers: operation.responses.flatMap((response) =>
      decided(() => answerCases(context, response), []),
    ),
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
