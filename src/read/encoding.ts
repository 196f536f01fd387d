import type { Codec, FormField, TextMember, TextRest } from "../api/api.ts";
import { isRaw, own, rawAt, textAt, type Raw } from "../lib/json.ts";
import type { Context } from "./context.ts";
import { membersOf, partsOf, readSerialization, restMembersOf } from "./serialization.ts";

/** How the fields of a form are read: those in a style of their own, and all the others. */
export type FormFields = {
  readonly form: readonly TextMember[] | null;
  readonly rest: readonly TextRest[];
  readonly styled: readonly FormField[];
};

/**
 * The fields of a form or multipart body (OpenAPI 3.1 §4.8.15, Encoding Object): `style` and `explode`
 * are those of a query parameter, `contentType` says which fields are JSON.
 */
export function readFields(
  context: Context,
  codec: Codec,
  media: Raw,
  schema: unknown,
): FormFields {
  if (codec !== "form" && codec !== "multipart") {
    return { form: null, rest: [], styled: [] };
  }
  const parts = partsOf(context, schema, 0);
  const encoding = rawAt(media, "encoding");
  reportUnread(context, media, encoding);
  const isStyled = (name: string) => hasStyle(own(encoding, name));
  const properties = parts.flatMap((part) => Object.entries(rawAt(part, "properties")));
  const styled = [...new Map(properties)].filter(([name]) => isStyled(name));
  return {
    form: membersOf(context, parts)
      .filter(({ wire }) => !isStyled(wire))
      .map((member) => typed(member, textAt(own(encoding, member.wire), "contentType"))),
    rest: restMembersOf(context, parts),
    styled: styled.map(([wire, node]) => ({
      wire,
      allowsEmpty: false,
      serialization: readSerialization(
        context,
        parameterOf(context, encoding, wire, node),
        "query",
      ),
    })),
  };
}

function hasStyle(encoding: unknown): boolean {
  return own(encoding, "style") !== undefined || own(encoding, "explode") !== undefined;
}

/** A field in a style as the query parameter that it is written like. */
function parameterOf(context: Context, encoding: Raw, name: string, schema: unknown): Raw {
  const said = encoding[name] as Raw;
  const made = { name, in: "query", schema, style: said["style"] ?? "form" };
  const exploded = typeof said["explode"] === "boolean" ? { explode: said["explode"] } : {};
  const parameter = { ...made, ...exploded };
  context.spec.adopt(parameter, said);
  return parameter;
}

/** A field whose content type is said is JSON where that is, whatever its schema. */
function typed(member: TextMember, contentType: string | null): TextMember {
  if (contentType === null) {
    return member;
  }
  const isJson = /[/+]json\b/.test(contentType);
  return { ...member, isJson, scalars: isJson ? [] : scalarsOf(member) };
}

function scalarsOf({ scalars }: TextMember): TextMember["scalars"] {
  return scalars.length === 0 ? ["string"] : scalars;
}

/** Says what of an encoding is not read: headers of parts. */
function reportUnread(context: Context, media: Raw, encoding: Raw): void {
  for (const [name, said] of Object.entries(encoding)) {
    if (isRaw(said) && own(said, "headers") !== undefined) {
      const where = context.spec.originOf(media, "encoding", name, "headers");
      context.found.add("operation/encoding", { name, field: "headers" }, where);
    }
  }
}
