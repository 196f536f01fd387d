import type { Check } from "../../api/schema.ts";
import { own, textAt } from "../../lib/json.ts";
import { annotations, numberFormats, stringFormats } from "../formats.ts";
import { isExact } from "./convert.ts";
import { readRegex } from "./patterns.ts";
import type { Draft } from "./draft.ts";

type LimitKeyword = Extract<Check, { limit: number }>["keyword"];

/** `minLength`, `maxLength`, `pattern`, `format` (JSON Schema 2020-12 Validation §6.3, §7). */
export function stringChecks(draft: Draft): Check[] {
  const pattern = textAt(draft.raw, "pattern");
  const regex = pattern === null ? null : readRegex(draft, pattern, "pattern");
  return [
    ...limits(draft, ["minLength", "maxLength"]),
    ...(regex === null ? [] : [{ keyword: "pattern" as const, on: draft.id, regex }]),
    ...formatCheck(draft),
  ];
}

/** `minimum` … `multipleOf` and the numeric formats (JSON Schema 2020-12 Validation §6.2). */
export function numberChecks(draft: Draft): Check[] {
  const format = textAt(draft.raw, "format") ?? "";
  const isAsserted = draft.owner.context.options.formats === "assert" && !isExact(draft);
  const camel = isAsserted ? numberFormats.get(format) : undefined;
  return [
    ...limits(draft, ["minimum", "maximum", "exclusiveMinimum", "exclusiveMaximum", "multipleOf"]),
    ...(camel === undefined
      ? []
      : [
          {
            keyword: "numericFormat" as const,
            on: draft.id,
            format,
            camel,
            message: `must be a valid ${format}`,
          },
        ]),
  ];
}

/** The limits that are present and numbers; a limit of 0 is one like any other. */
export function limits(draft: Draft, keywords: readonly LimitKeyword[]): Check[] {
  return keywords.flatMap((keyword) => {
    const limit = own(draft.raw, keyword);
    const isUsable = typeof limit === "number" && !(keyword === "multipleOf" && limit <= 0);
    return isUsable ? [{ keyword, on: draft.id, limit, isOne: limit === 1 }] : [];
  });
}

function formatCheck(draft: Draft): Check[] {
  const format = textAt(draft.raw, "format");
  if (
    format === null ||
    draft.owner.context.options.formats === "annotate" ||
    annotations.has(format) ||
    numberFormats.has(format)
  ) {
    return [];
  }
  const camel = stringFormats.get(format);
  if (camel !== undefined) {
    return [
      { keyword: "format", on: draft.id, format, camel, message: `must be a valid ${format}` },
    ];
  }
  const { spec, found } = draft.owner.context;
  found.add("schema/format", { format }, spec.originOf(draft.raw, "format"));
  return [];
}
