import type { Media } from "../../../api/api.ts";
import type { Json } from "../../../api/json.ts";
import { isRaw } from "../../../lib/json.ts";
import { isFile } from "./request.ts";
import { isScalarReadBack } from "./sendable.ts";

/** True where every field of a form can be written, and is read back as what it is. */
export function isFormReadBack(media: Media, value: Json): boolean {
  return (
    isRaw(value) &&
    Object.keys(value).length > 0 &&
    Object.entries(value).every(([name, item]) => isFieldReadBack(media, name, item as Json))
  );
}

function isFieldReadBack(media: Media, name: string, value: Json): boolean {
  const member = media.form?.find(({ wire }) => wire === name);
  const isStyled = media.styled.some(({ wire }) => wire === name);
  if (member === undefined || isStyled || member.isJson || isFile(media, name)) {
    return false;
  }
  return member.isList
    ? Array.isArray(value) &&
        value.length > 0 &&
        value.every((item: Json) => isScalarReadBack(item, member.scalars, false))
    : isScalarReadBack(value, member.scalars, false);
}
