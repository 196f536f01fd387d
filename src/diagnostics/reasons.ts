import type { NamedIn } from "./catalogue.ts";

/**
 * What completes a message that has `{reason}` and `{fix}`: whole sentences in one place, as in the catalogue. `{name}`
 * stands for a parameter.
 */
export const reasons = {
  "path-item-field": { reason: "`{name}` is not a field of a path item: {path}", fix: "{fix}" },
  "body-and-form": {
    reason: "an operation has a body or form fields, not both",
    fix: "describe the request with one schema",
  },
  "two-bodies": {
    reason: "an operation has only one body",
    fix: "describe the request with one schema",
  },
  "file-without-form": {
    reason: "a file needs a form, and `consumes` names none",
    fix: "add `consumes: [multipart/form-data]`",
  },
  "response-status": {
    reason: "`{status}` is not a valid response status",
    fix: "use a status such as 200, or `default`",
  },
  "swagger-composition": {
    reason: "Swagger 2.0 does not have `{keyword}`",
    fix: "use `allOf`, or convert the document to OpenAPI 3",
  },
  "swagger-list": {
    reason: "an array in Swagger 2.0 needs `items`",
    fix: "add `items`; `items: {}` for anything",
  },
  "parameter-location": {
    reason: "cannot be in `{where}`",
    fix: "use path, query, header or cookie; a querystring as application/x-www-form-urlencoded",
  },
  "parameter-style": {
    reason: "cannot have the style `{style}` in {where}",
    fix: "use {allowed} (OpenAPI 3.1 §4.8.12.3)",
  },
  "extension-type": {
    reason: "must have a `type` of {known}",
    fix: "use one of {known}, or remove it",
  },
  "extension-mapping": { reason: "must be a mapping", fix: "write it as a mapping, or remove it" },
  "no-uri": { reason: "it has no `uri`", fix: "add the address that it calls" },
  "uri-not-arn": {
    reason:
      "`uri` must be `arn:aws:apigateway:REGION:lambda:path/2015-03-31/functions/ARN/invocations`, not the ARN of the function",
    fix: "write the ARN of the integration",
  },
  "uri-not-http": {
    reason: "`uri` must begin with http:// or https://",
    fix: "write the whole address",
  },
  "lambda-not-post": {
    reason: "Lambda functions are invoked with POST: every call would fail with 500",
    fix: "set `httpMethod: POST`",
  },
  "header-forbidden": {
    reason: "the header {name} cannot be set: every call would fail with 500",
    fix: "remove it from `requestParameters`",
  },
  "integration-subtype": {
    reason: "REST APIs do not support `integrationSubtype`",
    fix: "remove it, or call the service with `type: aws`",
  },
  "payload-version": {
    reason: "REST APIs send events of version 1.0, not {version}",
    fix: "remove `payloadFormatVersion`",
  },
  "table-name-twice": {
    reason: "has the same name as another table",
    fix: "choose names that differ in more than case and punctuation",
  },
  "plan-twice": { reason: "lists the plan {name} twice", fix: "give each plan its own name" },
  "origins-all-and-some": {
    reason: "lists `*` and other origins",
    fix: 'use `"*"` alone, or list the origins',
  },
  "version-not-text": {
    reason: "`version` must be text",
    fix: "put it in quotes",
  },
  "no-info": { reason: "`info` is missing", fix: "add `info`" },
  "no-anchor": {
    reason: "`$anchor: {name}` does not exist",
    fix: "write the part after # as a JSON pointer: #/components/schemas/Name",
  },
  "no-such-member": { reason: "`{name}` does not exist", fix: "{fix}" },
  "ref-not-text": {
    reason: "it is not text",
    fix: 'write the reference as text: "#/components/schemas/Name"',
  },
  "too-many-aliases": {
    reason: "aliases make {count} values of this, more than the limit of {most}",
    fix: "repeat less with aliases",
  },
  "number-not-json": { reason: "{value} is not a JSON number", fix: "write a finite number" },
  "alias-in-itself": {
    reason: "an alias refers to a node that contains it",
    fix: "write the value out",
  },
  "root-not-folder": {
    reason: "is not a folder: {path}",
    fix: "set it to a folder above the document",
  },
  "config-not-mapping": {
    reason: "the config is not a mapping",
    fix: "write it as `key: value` lines",
  },
  "pack-needs-itself": {
    reason: "it needs itself: {circle}",
    fix: "break the circle with `asks` and `fills`",
  },
  "pack-without-template": {
    reason: "it has no {template}",
    fix: "add the file, or remove its row from `files`",
  },
  "pack-escape": {
    reason: "`escape.pattern` is not a regular expression",
    fix: "correct it (ECMA-262)",
  },
  "pack-needs-slot": {
    reason: "it needs the slot {slot}",
    fix: "name a pack for {slot} under `packs` in the config",
  },
  "pack-not-filled": {
    reason: "{names} fills {asked}",
    fix: 'let one pack fill it: "fills": {open} "{asked}": … {close}',
  },
  "pack-fills-nothing": {
    reason: "{asked} is filled with {own}, which it does not have",
    fix: "add {own}.hbs, or a word",
  },
  "pack-misuse": {
    reason: "{misuse}",
    fix: "use what the packs it needs provide: see docs/write-a-pack.md",
  },
  "path-twice": { reason: "{path} is made from {other} too", fix: "choose another path" },
  "pack-list": {
    reason: "{why}",
    fix: "see docs/write-a-pack.md for what a file may contain",
  },
  "async-and-cache": {
    reason: "`async` and `cache`: the function would not be invoked",
    fix: "remove one of the two",
  },
  "async-and-provisioned": {
    reason: "`async` and `provisionedConcurrency`",
    fix: "remove one of the two: no caller waits for the response",
  },
  "provisioned-above-reserved": {
    reason: "`provisionedConcurrency: {ready}` above `reservedConcurrency: {most}`",
    fix: "raise `reservedConcurrency`, or lower `provisionedConcurrency` (Lambda: provisioned concurrency)",
  },
  "variable-twice": {
    reason: "two values for the environment variable {name}",
    fix: "rename one of the resources",
  },
  "table-async": {
    reason: "it is async, so callers never see its response",
    fix: "remove `async`, or `action`",
  },
  "table-unknown": { reason: "the table does not exist", fix: "{fix}" },
  "schema-unused": { reason: "no operation uses the schema `{schema}`", fix: "{fix}" },
  "schema-not-object": {
    reason: "`{schema}` must be an object schema with properties",
    fix: "give it `type: object` and `properties`",
  },
  "property-reserved": {
    reason: "the property `{name}` is reserved",
    fix: "rename it",
  },
  "key-optional": {
    reason: "`{name}` is part of the key but not required",
    fix: "add it to `required`",
  },
  "one-key-twice": { reason: "`{name}` is both keys", fix: "use another property" },
  "no-property": { reason: "`{schema}` has no property `{name}`", fix: "{fix}" },
  "key-is-date": {
    reason: "`{name}` is a Date for handlers, so it cannot be a key",
    fix: "remove `dates: Date` from the config, or use another property",
  },
  "key-is-digits": {
    reason: "`{name}` is text for handlers and a number for callers, so it cannot be a key",
    fix: "remove `int64: string` from the config",
  },
  "key-is-null": {
    reason: "`{name}` may be null, so it cannot be a key",
    fix: "remove null from its types, or use another property",
  },
  "key-is-other": {
    reason: "`{name}` is neither text nor number, so it cannot be a key",
    fix: "give it `type: string`, or use another property",
  },
  "never-set": {
    reason: "`{name}` is required and readOnly, but nothing sets it",
    fix: "set it with `created` or `updated`, or remove it from `required`",
  },
  "no-timestamp": {
    reason: "`{schema}` has no property `{name}` of format date-time",
    fix: "declare it: `type: string`, `format: date-time`, `readOnly: true`",
  },
  "ttl-in-key": { reason: "`{name}` is part of a key", fix: "use another property for `ttl`" },
  "ttl-not-number": {
    reason: "`{name}` must be a number: it holds the expiry time",
    fix: "declare it with `type: integer`: seconds since 1970",
  },
  "if-match-not-string": {
    reason: "`{name}` must be a string",
    fix: "declare it with `type: string`",
  },
  "no-success-status": {
    reason: "no success response has a status code of its own",
    fix: "declare a response such as 200, 201 or 204",
  },
  "response-without-item": {
    reason: "its response has no content",
    fix: "declare the item as the content of the success response",
  },
  "response-not-item": {
    reason: "its response must be `{schema}`",
    fix: "refer to the schema of the table and nothing else, or declare no content",
  },
  "header-not-set": { reason: "nothing provides the header {name}", fix: "{fix}" },
  "no-json-body": {
    reason: "it needs a required JSON body",
    fix: "declare a required JSON body",
  },
  "merge-patch": {
    reason: "merge patches are not supported on tables",
    fix: "use `application/json`: properties that are sent are set",
  },
  "body-not-item": {
    reason: "its body must be `{schema}`",
    fix: "refer to the schema of the table and nothing else",
  },
  "body-not-object": {
    reason: "its body must be a single object schema with properties",
    fix: "give it `type: object` and `properties`",
  },
  "body-not-writable": { reason: "`{name}` of its body is not writable", fix: "{fix}" },
  "body-default": {
    reason: "`{name}` of its body has a default, which would be set whenever it is not sent",
    fix: "remove the default from the body of the update",
  },
  "body-other-schema": {
    reason: "`{name}` of its body has another schema than in the table",
    fix: "refer to one schema in both",
  },
  "path-not-property": {
    reason: "`{braced}` of its path is not a property of an item",
    fix: "set `key: {open} ATTRIBUTE: {name} {close}`",
  },
  "path-not-key": {
    reason: "`{braced}` of its path is not part of the key",
    fix: "make it part of the key, or set `key: {open} ATTRIBUTE: {name} {close}`",
  },
  "filter-not-property": { reason: "{what} is not a property of an item", fix: "{fix}" },
  "filter-list": {
    reason: "`{name}` of its query cannot be compared by `{is}`",
    fix: "{fix}",
  },
  "filter-type": {
    reason: "`{name}` cannot be compared with `{attribute}` by `{is}`",
    fix: "give both the same type, and use a comparison that it supports",
  },
  "key-type": {
    reason: "`{name}` of the path has another type than `{attribute}` of the table",
    fix: "give both the same type",
  },
  "key-not-set": {
    reason: "nothing provides `{name}`, which is part of the key",
    fix: "accept it in the request, or make it a readOnly string of `format: uuid`, which is generated",
  },
  "key-not-in-path": {
    reason: "its path has no `{braced}`, which the key needs",
    fix: "rename a path parameter, or set `key: {open} {name}: {near} {close}`",
  },
  "query-unknown": { reason: "its query has no `{name}`", fix: "{fix}" },
  "no-cursor": {
    reason: "without a cursor in the query and in the response the list would end after one page",
    fix: "declare both, or name them: `page: {open} cursor: …, next: … {close}`",
  },
  "limit-not-number": {
    reason: "`{name}` of its query must be a number",
    fix: "declare it with `type: integer`",
  },
  "key-filters": {
    reason: "`{name}` is a key and is filtered by {comparisons}",
    fix: "use one condition, or a range: `atLeast` and `atMost`",
  },
  "index-unknown": { reason: "the table has no index `{name}`", fix: "use one of: {known}" },
  "index-key-optional": {
    reason: "`{name}`, the key of the index, is not always in the request",
    fix: "add a required parameter for `{name}`",
  },
  "response-without-list": {
    reason: "its response has no list of `{schema}`",
    fix: "respond with an object that has the items and the cursor of the next page",
  },
  "response-property-not-set": {
    reason: "`{name}` of its response is not always set",
    fix: "{fix}",
  },
} as const satisfies Readonly<Record<string, { readonly reason: string; readonly fix: string }>>;

/** A name in the table above. */
export type ReasonName = keyof typeof reasons;

/** The parameters of a reason; braces that are meant as such need none. */
export type ReasonParameters<Name extends ReasonName> = Readonly<
  Record<
    Exclude<
      NamedIn<(typeof reasons)[Name]["reason"] | (typeof reasons)[Name]["fix"]>,
      "open" | "close" | ""
    >,
    string
  >
>;

/** A reason and its fix. */
export type Because = { readonly reason: string; readonly fix: string };

/**
 * Completes a message.
 *
 * @param parameters a value for each name in braces
 */
export function because<Name extends ReasonName>(
  name: Name,
  parameters: ReasonParameters<Name>,
): Because {
  const values: Readonly<Record<string, string>> = { ...parameters, open: "{", close: "}" };
  const filled = (text: string) =>
    text.replaceAll(/\{(\w+)\}/g, (whole, key: string) => values[key] ?? whole);
  const { reason, fix } = reasons[name];
  return { reason: filled(reason), fix: filled(fix) };
}
