import type { Media } from "../../../api/api.ts";
import type { Json } from "../../../api/json.ts";
import { isRaw } from "../../../lib/json.ts";
import type { Context } from "../../context.ts";
import { checksOf } from "../../schemas/children.ts";
import { decided, refusal } from "../judge/judge.ts";
import { fieldPairs } from "./request.ts";
import { sampleOf } from "../samples/sample.ts";

/** A value of a body, under the name that the document or we give it. */
export type NamedValue = { readonly name: string; readonly value: Json };

/**
 * The values to test a media type with: its valid examples (an invalid one is reported), else one
 * sample; none where neither is to be had.
 */
export function valuesOf(context: Context, media: Media): NamedValue[] {
  if (media.codec === "binary") {
    return [{ name: "bytes", value: "bytes".slice(0, limitOf(media)) }];
  }
  const valid = media.examples.filter((example) => isValid(context, media, example));
  if (valid.length > 0) {
    return valid.map(({ name, value }) => ({ name, value }));
  }
  const sample = sampleOf(media.schema, context.named);
  return sample !== undefined && isWritable(media, sample)
    ? [{ name: "sample", value: sample }]
    : [];
}

/** How many bytes a body may have. */
function limitOf(media: Media): number {
  const checks = checksOf(media.schema).flatMap((check) =>
    check.keyword === "bytes" ? [check] : [],
  );
  return checks[0]?.most?.limit ?? Infinity;
}

function isValid(context: Context, media: Media, example: Media["examples"][number]): boolean {
  const why = decided(() => refusal(media.schema, example.value, context.named), "undecided");
  if (why === "undecided") {
    return false;
  }
  if (why !== null) {
    const reason = `${why.keyword} at ${why.pointer === "" ? "its root" : why.pointer}`;
    context.found.add("schema/example", { reason }, example.origin);
  }
  return why === null && isWritable(media, example.value);
}

/** A form carries flat fields; a text is a text. */
function isWritable(media: Media, value: Json): boolean {
  if (media.codec === "form" || media.codec === "multipart") {
    return (
      isRaw(value) &&
      Object.keys(value).length > 0 &&
      Object.entries(value).every(
        ([name, item]) =>
          isCarried(media, name, item as Json) &&
          item !== "" &&
          fieldPairs(media, name, item as Json) !== null,
      )
    );
  }
  return media.codec === "text" ? typeof value === "string" && value !== "" : true;
}

/** A field is flat, unless it is written as JSON. */
function isCarried(media: Media, name: string, value: Json): boolean {
  const member = media.form?.find((field) => field.wire === name);
  return (member?.isJson === true && !Array.isArray(value)) || isFlat(value);
}

function isFlat(value: Json): boolean {
  const isScalar = (item: unknown) => typeof item !== "object" && item !== "";
  return Array.isArray(value)
    ? value.length > 0 && value.every(isScalar)
    : typeof value !== "object";
}
