import type {
  Deep,
  Location,
  Parameter,
  Scalar,
  Serialization,
  Text,
  TextMember,
} from "../../../api/api.ts";
import type { Json } from "../../../api/json.ts";
import { isRaw } from "../../../lib/json.ts";

/** The values of one location, by name. */
export type Fields = { readonly [name: string]: Json };

/** True where every value can be written and is read back as what it is. */
export function isSendable(location: Location, values: Fields): boolean {
  const wires = location.parameters.map(({ wire }) => wire);
  return (
    Object.keys(values).every((name) => wires.includes(name)) &&
    location.parameters.every((parameter) => isApart(parameter, values, location)) &&
    location.parameters.every(({ wire, serialization }) => {
      const value = values[wire];
      if (value === undefined) {
        return location.in !== "path";
      }
      if (value === "") {
        return isEmptySent(location, serialization);
      }
      const isPlain = location.in === "header" || serialization.style === "cookie";
      const isJson = serialization.style === "content" && serialization.value.kind === "json";
      return isJson || isReadBack(value, serialization.value, isPlain);
    })
  );
}

/** A name with nothing after it: in a query it is an empty text, elsewhere it gets lost. */
function isEmptySent(location: Location, { style, value }: Serialization): boolean {
  return (
    location.in === "query" &&
    style === "form" &&
    value.kind === "scalar" &&
    !value.scalars.some((scalar) => scalar === "null" || scalar === "json")
  );
}

/** True where no other parameter takes the names under which a value is written: members of an exploded object. */
function isApart({ wire, serialization }: Parameter, values: Fields, location: Location): boolean {
  const own = spreadOf(serialization);
  const value = values[wire];
  if (value === undefined) {
    return true;
  }
  const names = own !== null && isRaw(value) ? Object.keys(value) : [wire];
  const others = location.parameters.filter((each) => each.wire !== wire);
  return names.every((name) => {
    const isOwn = own === null || own.members.some((member) => member.wire === name);
    return others.every((other) => {
      const spread = spreadOf(other.serialization);
      return spread === null
        ? other.wire !== name
        : !spread.members.some((member) => member.wire === name) && (isOwn || !spread.isOpen);
    });
  });
}

/** An object whose members are names of their own; null for anything else. */
function spreadOf({ style, isExploded, value }: Serialization) {
  const isSpread =
    isExploded && ["form", "cookie", "spaceDelimited", "pipeDelimited"].includes(style);
  return value.kind === "object" && isSpread ? value : null;
}

/** True where what is inside an object is read as more than text: what is no member has no form of its own. */
export function isNestedReadBack(value: Json, text: Text): boolean {
  return (
    text.kind !== "object" ||
    !isRaw(value) ||
    Object.entries(value).every(([name, item]) => {
      const member = memberOf(name, text.members);
      return typeof item !== "object" || item === null
        ? true
        : Array.isArray(item)
          ? member?.isList === true
          : member?.isJson === true;
    })
  );
}

/** True where the text of a value is read as that value again. */
function isReadBack(value: Json, text: Text, isPlain: boolean): boolean {
  const isScalar = (item: Json, scalars: readonly Scalar[]) =>
    isScalarReadBack(item, scalars, isPlain);
  switch (text.kind) {
    case "scalar":
      return isScalar(value, text.scalars);
    case "array":
      return (
        Array.isArray(value) &&
        value.length > (text.isEither ? 1 : 0) &&
        value.every((item: Json) => isScalar(item, text.scalars))
      );
    case "object":
      return (
        isRaw(value) &&
        Object.keys(value).length > 0 &&
        Object.entries(value).every(([name, item]) =>
          isMemberReadBack(item as Json, memberOf(name, text.members), text.rest, isPlain),
        )
      );
    case "deep":
      return (
        isRaw(value) && Object.keys(value).length > 0 && isDeepReadBack(value as Json, text.node)
      );
    case "json":
      return false;
  }
}

function memberOf(name: string, members: readonly TextMember[]): TextMember | undefined {
  return members.find(({ wire }) => wire === name);
}

function isMemberReadBack(
  value: Json,
  member: TextMember | undefined,
  rest: readonly Scalar[],
  isPlain: boolean,
): boolean {
  return (
    member?.isList !== true &&
    member?.isJson !== true &&
    isScalarReadBack(value, member?.scalars ?? rest, isPlain)
  );
}

function isDeepReadBack(value: Json, node: Deep): boolean {
  switch (node.kind) {
    case "scalar":
      return isScalarReadBack(value, node.scalars, false);
    case "array":
      return false;
    case "object":
      return (
        isRaw(value) &&
        Object.entries(value).every(([name, item]) =>
          isDeepReadBack(
            item as Json,
            node.members.find(({ wire }) => wire === name)?.node ?? node.rest,
          ),
        )
      );
  }
}

/** Blanks at the ends and empty texts get lost or mean absence; a header and a plain cookie carry visible ASCII. */
export function isScalarReadBack(
  value: Json,
  scalars: readonly Scalar[],
  isPlain: boolean,
): boolean {
  if (typeof value === "number") {
    const isNotation = /^-?\d+(\.\d+)?$/.test(String(value));
    return isNotation && (scalars.includes("number") || scalars.includes("exact"));
  }
  if (typeof value !== "string") {
    return scalars.includes(typeof value as Scalar);
  }
  if (scalars.includes("json")) {
    return false;
  }
  const visible = isPlain ? /^[\u0020-\u007e]*$/ : /^[^\p{C}]*$/u;
  const isClean = value !== "" && visible.test(value) && value.trim() === value;
  return isClean && !isReadAsOther(value, scalars);
}

/** True where a text would be read as a number, a boolean or null. */
function isReadAsOther(text: string, scalars: readonly Scalar[]): boolean {
  const has = (...wanted: readonly Scalar[]) => wanted.some((scalar) => scalars.includes(scalar));
  return (
    (has("number", "exact") && /^-?\d/.test(text)) ||
    (has("boolean") && /^(true|false)$/.test(text)) ||
    (has("null") && text === "null")
  );
}
