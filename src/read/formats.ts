/** Formats of strings that are checked, and the name of the function that checks each. */
export const stringFormats: ReadonlyMap<string, string> = new Map([
  ["date-time", "dateTime"],
  ["date", "date"],
  ["time", "time"],
  ["duration", "duration"],
  ["email", "email"],
  ["idn-email", "idnEmail"],
  ["hostname", "hostname"],
  ["ipv4", "ipv4"],
  ["ipv6", "ipv6"],
  ["uri", "uri"],
  ["uri-reference", "uriReference"],
  ["iri", "iri"],
  ["uuid", "uuid"],
  ["regex", "regex"],
  ["json-pointer", "jsonPointer"],
  ["byte", "byte"],
]);

/** Formats of numbers that are checked (OpenAPI format registry). `double` is every number. */
export const numberFormats: ReadonlyMap<string, string> = new Map([
  ["int32", "int32"],
  ["int64", "int64"],
  ["float", "float"],
]);

/** Formats that say nothing more than the type does: no check, and no warning. */
export const annotations: ReadonlySet<string> = new Set(["double", "password", "binary"]);
