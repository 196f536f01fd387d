import type { Response, StatusShape } from "../../../api/api.ts";
import type { AnswerCase } from "../../../api/cases.ts";
import type { Json } from "../../../api/json.ts";
import type { Context } from "../../context.ts";
import { valuesOf } from "./bodies.ts";
import { sampleOf } from "../samples/sample.ts";
import { settled } from "../judge/settled.ts";

/** What a handler may return under a status: each valid example of each media type. */
export function answerCases(context: Context, response: Response): AnswerCase[] {
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
          of: response.status,
          returned: { status, ...headers.returned },
          status,
          headers: headers.sent,
          body: null,
        },
      ];
    }
    const isText = (value: Json) => media.codec === "text" && typeof value === "string";
    const values = valuesOf(context, media).filter(
      ({ value }) => media.codec === "json" || isText(value),
    );
    return values.map(({ name, value }) => ({
      name: `${status} ${media.type} ${name}`,
      of: `${response.status} ${media.type}`,
      returned: {
        status,
        contentType: media.sent,
        ...headers.returned,
        body: value,
      },
      status,
      headers: { ...headers.sent, "Content-Type": media.sent },
      body: settled(media.schema, value, { named: context.named, direction: "response" }),
    }));
  });
}

/** One status that the response stands for; null where none of those tried is left to it. */
export function statusOf({ statusShape }: Response): number | null {
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
export function requiredHeaders(
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
