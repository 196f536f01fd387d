import type { Response } from "../../../api/api.ts";
import type { BrokenAnswer } from "../../../api/cases.ts";
import type { Json } from "../../../api/json.ts";
import { isRaw } from "../../../lib/json.ts";
import type { Context } from "../../context.ts";
import { decided, failuresOf } from "../judge/judge.ts";
import { holdsBytes } from "../vectors/bytes.ts";
import { strangersTo } from "../vectors/strangers.ts";
import { requiredHeaders, statusOf } from "./answers.ts";
import { valuesOf } from "./bodies.ts";
import type { Uncased } from "./request.ts";

/** Responses that the document forbids: a broken body, a missing header, a status and a type that are not declared. */
export function brokenAnswers(context: Context, operation: Uncased): BrokenAnswer[] {
  const { responses } = operation;
  return responses.length === 0
    ? []
    : [...undeclaredStatus(responses), ...responses.flatMap((each) => ofResponse(context, each))];
}

function undeclaredStatus(responses: readonly Response[]): BrokenAnswer[] {
  const isOpen = responses.some(({ status }) => !/^\d{3}$/.test(status));
  const status = [299, 298, 297].find((code) =>
    responses.every((each) => each.status !== String(code)),
  );
  return isOpen || status === undefined
    ? []
    : [{ name: "a status that is not declared", returned: { status }, errors: ["/status status"] }];
}

function ofResponse(context: Context, response: Response): BrokenAnswer[] {
  const status = statusOf(response);
  const headers = requiredHeaders(context, response);
  if (status === null || headers === null) {
    return [];
  }
  const needed = response.headers.filter(({ isRequired }) => isRequired);
  return response.answers.flatMap(({ media }): BrokenAnswer[] => {
    if (media === null) {
      const returned = { status, ...headers.returned, body: { unexpected: true } };
      return [{ name: `${status} with a body`, returned, errors: [" never"] }];
    }
    if (media.codec !== "json" || holdsBytes(media.schema, context.named)) {
      return [];
    }
    const typed = { status, contentType: media.sent };
    const [valid] = valuesOf(context, media);
    const value = valid?.value ?? null;
    const broken = firstBroken(strangersTo(value), (each) =>
      decided(() => failuresOf(media.schema, each, context.named), []),
    );
    const body = broken.map(({ value: body, errors }) => ({
      name: `${status} ${media.type} with a broken body`,
      returned: { ...typed, ...headers.returned, body },
      errors,
    }));
    const missing =
      needed.length === 0 || valid === undefined
        ? []
        : [
            {
              name: `${status} ${media.type} without the headers that it must have`,
              returned: { ...typed, body: value },
              errors: needed.map(({ name }) => `/headers/${name} required`),
            },
          ];
    return [...body, ...missing];
  });
}

/** The first value that is refused for what a response is not mended from. */
function firstBroken(
  values: Iterable<Json>,
  judge: (value: Json) => readonly { readonly pointer: string; readonly keyword: string }[],
): { readonly value: Json; readonly errors: string[] }[] {
  for (const value of values) {
    const failures = judge(value);
    // Of an object, what an alternative does not allow is taken out before it is judged.
    const mended = isRaw(value)
      ? ["additionalProperties", "never", "anyOf", "oneOf", "discriminator"]
      : ["never"];
    if (failures.length > 0 && !failures.some(({ keyword }) => mended.includes(keyword))) {
      return [{ value, errors: failures.map(({ pointer, keyword }) => `${pointer} ${keyword}`) }];
    }
  }
  return [];
}
