// The ledger's rows: what becomes of each feature of OpenAPI, and what shows it. See ledger.js.

const ok = { 204: { description: "" } };
const json = (schema) => ({ "application/json": { schema } });
const operation = (more) => ({ operationId: "run", responses: ok, ...more });
const api = (paths, more = {}) => ({
  openapi: "3.1.0",
  info: { title: "T", version: "1" },
  paths,
  ...more,
});
const get = (more, root) => api({ "/x": { get: operation(more) } }, root);
const post = (schema) =>
  get({}, {}) && api({ "/x": { post: operation({ requestBody: { content: json(schema) } }) } });
const apiKey = { type: "apiKey", name: "X-Key", in: "header" };
const query = (more) => get({ parameters: [{ name: "q", in: "query", schema: {}, ...more }] });
const keys = (object, names) => names.split(" ").map((name) => `${object}.${name}`);

/** A feature that a named test runs generated code for. */
const tested = (covers, file, title) => ({
  covers,
  outcome: "tested",
  file: `test/${file}`,
  title,
});
/** A keyword, tried on the spot: values that a generated validator must accept and refuse. */
const keyword = (name, schema, good, bad) => ({
  covers: [`schema.${name}`],
  outcome: "probed",
  schema,
  good,
  bad,
});
const refused = (covers, code, document) => ({ covers, outcome: "refused", code, document });
const ignored = (covers, code, document) => ({ covers, outcome: "ignored", code, document });
const unused = (covers, document) => ignored(covers, "spec/unused", document);

const requests = "runtime/requests.test.ts";
const bodies = "runtime/bodies.test.ts";
const parameters = "runtime/parameters.test.ts";
const responses = "runtime/responses.test.ts";
const styles = "runtime/styles.test.ts";
const golden = "golden/golden.test.ts";
const project = "aws/gateway/project.test.ts";
const swagger = "read/upgrade.test.ts";
const suite = "conformance/suite.test.ts";

const typed = (type, good, bad) => keyword("type", { type }, good, bad);
const format = (name, good, bad) =>
  keyword(`format ${name}`, { type: "string", format: name }, [good], [bad]);

export const rows = [
  // The document.
  tested(
    [
      "openapi.openapi",
      "openapi.info",
      "openapi.paths",
      "openapi.components",
      ...keys("info", "title version"),
    ],
    golden,
    "is as expected",
  ),
  tested(
    [
      "openapi.swagger",
      "openapi.definitions",
      "openapi.parameters",
      "openapi.responses",
      ...keys("openapi", "consumes produces"),
      ...keys("operation", "consumes produces"),
      ...keys(
        "parameter",
        "type format items default enum maximum exclusiveMaximum minimum exclusiveMinimum maxLength minLength pattern maxItems minItems uniqueItems multipleOf collectionFormat",
      ),
      ...keys(
        "header",
        "type format items default enum maximum exclusiveMaximum minimum exclusiveMinimum maxLength minLength pattern maxItems minItems uniqueItems multipleOf collectionFormat",
      ),
      "schema.collectionFormat",
    ],
    swagger,
    "Swagger 2.0",
  ),
  tested(
    ["openapi.security", "openapi.securityDefinitions", "operation.security"],
    project,
    "inherits security from the root, and lets an operation open itself",
  ),
  unused(
    [
      "openapi.servers",
      "operation.servers",
      "path-item.servers",
      ...keys("server", "url description variables name"),
      ...keys("server-variable", "enum default description descriptions"),
      "link.server",
    ],
    get({}, { servers: [{ url: "https://x.test" }] }),
  ),
  unused(["openapi.host", "openapi.basePath", "openapi.schemes", "operation.schemes"], {
    swagger: "2.0",
    info: { title: "T", version: "1" },
    host: "x.test",
    paths: {},
  }),
  unused(["openapi.webhooks"], get({}, { webhooks: { w: { post: { responses: ok } } } })),
  tested(["operation.tags"], "aws/stack/callers.test.ts", "of each tag"),
  unused(
    ["openapi.tags", ...keys("tag", "name description externalDocs summary parent kind")],
    get({}, { tags: [{ name: "a" }] }),
  ),
  unused(
    [
      "openapi.externalDocs",
      "operation.externalDocs",
      "schema.externalDocs",
      ...keys("external-documentation", "description url"),
    ],
    get({ externalDocs: { url: "https://x.test" } }),
  ),
  unused(
    ["openapi.jsonSchemaDialect"],
    get({}, { jsonSchemaDialect: "https://json-schema.org/draft/2020-12/schema" }),
  ),
  unused(["openapi.$self"], { ...get({}), openapi: "3.2.0", $self: "https://x.test/openapi" }),
  unused(
    [
      ...keys("info", "contact license termsOfService"),
      ...keys("contact", "name url email"),
      ...keys("license", "name identifier url"),
    ],
    api({}, { info: { title: "T", version: "1", contact: { name: "n" } } }),
  ),
  tested(
    [
      "info.description",
      "info.summary",
      "operation.summary",
      "operation.description",
      "path-item.summary",
      "path-item.description",
      "parameter.description",
      "header.description",
      "response.description",
      "response.summary",
      "request-body.description",
      "schema.title",
      "schema.description",
      "operation.deprecated",
      "parameter.deprecated",
      "header.deprecated",
      "schema.deprecated",
    ],
    "read/words.test.ts",
    "words of the document stand where people read them",
  ),
  unused(["schema.$comment"], post({ $comment: "x" })),
  unused(
    ["security-scheme.description", "security-scheme.deprecated"],
    get({}, { components: { securitySchemes: { s: { ...apiKey, description: "x" } } } }),
  ),

  // Components and references.
  tested(
    [
      ...keys(
        "components",
        "schemas responses parameters examples requestBodies headers securitySchemes pathItems",
      ),
      "components.mediaTypes",
      "path-item.$ref",
      ...keys("reference", "$ref summary description"),
    ],
    "document/references.test.ts",
    "follows references of every kind",
  ),
  unused(
    [
      ...keys("components", "links callbacks"),
      "operation.callbacks",
      "response.links",
      ...keys("link", "operationRef operationId parameters requestBody description body"),
    ],
    get({ callbacks: { c: {} } }),
  ),
  refused(
    ["reference.$ref"],
    "ref/remote",
    get({ requestBody: { $ref: "https://x.test/a.yaml" } }),
  ),
  refused(
    ["reference.$ref"],
    "ref/broken",
    get({ parameters: [{ $ref: "#/components/parameters/none" }] }),
  ),
  refused(["reference.$ref"], "ref/outside", get({ parameters: [{ $ref: "../a.yaml" }] })),

  // Path items and operations.
  tested(
    keys("path-item", "get put post delete options head patch parameters"),
    golden,
    "is as expected",
  ),
  refused(["path-item.trace"], "operation/unroutable", api({ "/x": { trace: operation() } })),
  refused(["path-item.query"], "operation/unroutable", {
    ...api({ "/x": { query: operation() } }),
    openapi: "3.2.0",
  }),
  refused(["path-item.additionalOperations"], "operation/unroutable", {
    ...api({ "/x": { additionalOperations: { COPY: operation() } } }),
    openapi: "3.2.0",
  }),
  tested(
    ["operation.operationId"],
    "read/names.test.ts",
    "settle clashes by identity, whatever the order",
  ),
  refused(
    ["operation.operationId"],
    "spec/duplicate-operation-id",
    api({ "/x": { get: operation() }, "/y": { get: operation() } }),
  ),
  tested(
    ["operation.parameters", "operation.requestBody", "operation.responses"],
    golden,
    "is as expected",
  ),
  ignored(
    ["operation.requestBody"],
    "operation/body-ignored",
    get({ requestBody: { content: json({}) } }),
  ),
  refused(["parameter.in"], "spec/path-variable", api({ "/x/{id}": { get: operation() } })),

  // Parameters.
  tested(
    [
      ...keys("parameter", "name in required schema style explode"),
      ...[
        "form in query",
        "spaceDelimited in query",
        "pipeDelimited in query",
        "deepObject in query",
        "simple in path",
        "label in path",
        "matrix in path",
        "simple in header",
        "form in cookie",
      ].map((each) => `parameter.style ${each}`),
      "parameter.style cookie",
    ],
    styles,
    "parameters in every location, style and type",
  ),
  tested(
    ["parameter.in querystring"],
    parameters,
    "reads the whole query string of OpenAPI 3.2 as a form",
  ),
  refused(["parameter.in querystring"], "operation/parameter", {
    ...get({ parameters: [{ name: "q", in: "querystring", content: json({}) }] }),
    openapi: "3.2.0",
  }),
  refused(["parameter.style"], "operation/parameter", query({ in: "header", style: "form" })),
  tested(
    ["parameter.allowEmptyValue"],
    parameters,
    "takes a name without a value for the empty text where allowEmptyValue says so",
  ),
  tested(
    ["parameter.allowReserved"],
    parameters,
    "decodes a parameter with allowReserved like any other",
  ),
  tested(["parameter.content"], parameters, "reads a parameter described by content as JSON"),
  tested(
    [
      "parameter.example",
      "parameter.examples",
      "media-type.example",
      "media-type.examples",
      "schema.example",
      "schema.examples",
      "response.examples",
      "header.example",
      "header.examples",
      ...keys("example", "summary description value dataValue"),
    ],
    "read/examples.test.ts",
    "examples are what contract tests send",
  ),
  ignored(["schema.example"], "schema/example", post({ type: "integer", example: "x" })),
  unused(
    ["example.externalValue", "example.serializedValue"],
    get({
      requestBody: undefined,
      parameters: [{ name: "q", in: "query", schema: {}, examples: { e: { externalValue: "x" } } }],
    }),
  ),
  ignored(
    ["parameter.in"],
    "operation/header",
    get({ parameters: [{ name: "Accept", in: "header", schema: {} }] }),
  ),
  ignored(
    ["parameter.name"],
    "spec/path-parameter",
    get({ parameters: [{ name: "id", in: "path", required: true, schema: {} }] }),
  ),

  // Bodies and responses.
  tested(
    ["request-body.content", "request-body.required", "media-type.schema"],
    bodies,
    "may be absent where they are optional, and must not where they are required",
  ),
  tested(
    ["media-type.encoding", ...keys("encoding", "style explode allowReserved")],
    bodies,
    "reads fields in the style that is said, else lists repeated and objects as JSON",
  ),
  tested(
    ["encoding.contentType"],
    bodies,
    "reads JSON parts, several files, and holds files to their size and type",
  ),
  ignored(
    ["encoding.headers"],
    "operation/encoding",
    api({
      "/x": {
        post: operation({
          requestBody: {
            content: {
              "multipart/form-data": {
                schema: { type: "object", properties: { a: {} } },
                encoding: { a: { headers: {} } },
              },
            },
          },
        }),
      },
    }),
  ),
  ignored(keys("media-type", "itemSchema prefixEncoding itemEncoding"), "schema/keyword", {
    ...api({
      "/x": {
        post: operation({ requestBody: { content: { "application/jsonl": { itemSchema: {} } } } }),
      },
    }),
    openapi: "3.2.0",
  }),
  ignored(
    ["media-type.schema"],
    "operation/media-parameters",
    api({
      "/x": {
        post: operation({
          requestBody: {
            content: { "text/plain; charset=utf-8": {}, "TEXT/plain;charset=UTF-8": {} },
          },
        }),
      },
    }),
  ),
  tested(["response.content", "response.schema", "responses.default"], golden, "is as expected"),
  tested(
    ["response.headers", ...keys("header", "required schema")],
    responses,
    "holds the headers of a response to the document, in any case of letters",
  ),
  tested(
    keys("header", "style explode content"),
    responses,
    "writes a header that is a list or an object, as its style says",
  ),
  unused(
    keys("header", "allowEmptyValue allowReserved"),
    get({ responses: { 204: { description: "", headers: { A: { allowReserved: true } } } } }),
  ),

  // Security.
  tested(
    keys("security-scheme", "type name in"),
    project,
    "asks for IAM wherever the document does not say `security: []`",
  ),
  refused(
    ["security-scheme.type"],
    "security/unmapped",
    get({ security: [{ s: [] }] }, { components: { securitySchemes: { s: apiKey } } }),
  ),
  tested(
    [
      ...keys(
        "security-scheme",
        "scheme bearerFormat flow flows scopes authorizationUrl tokenUrl openIdConnectUrl oauth2MetadataUrl",
      ),
      ...keys(
        "oauth-flow",
        "implicit password clientCredentials authorizationCode deviceAuthorization authorizationUrl tokenUrl refreshUrl scopes",
      ),
    ],
    "aws/gateway/access.test.ts",
    "has something that denies for every kind of scheme",
  ),
  refused(["operation.security"], "spec/security-scheme", get({ security: [{ none: [] }] })),

  // Schemas: the JSON Schema Test Suite holds every keyword; each is tried here once more.
  typed("integer", [1, 1.0], [1.5, "1", true]),
  typed(["string", "null"], ["a", null], [1]),
  keyword(
    "enum",
    { enum: ["a", 1, null, { b: [2] }] },
    ["a", 1, null, { b: [2] }],
    ["b", { b: [3] }],
  ),
  keyword("const", { const: { a: 1 } }, [{ a: 1 }], [{ a: 2 }]),
  keyword("multipleOf", { multipleOf: 0.01 }, [4.35, "x"], [4.351]),
  keyword("maximum", { maximum: 0 }, [0, -1], [1]),
  keyword("exclusiveMaximum", { exclusiveMaximum: 0 }, [-1], [0]),
  keyword("minimum", { minimum: 0 }, [0], [-1]),
  keyword("exclusiveMinimum", { exclusiveMinimum: 0 }, [1], [0]),
  keyword("maxLength", { maxLength: 1 }, ["😀", ""], ["ab"]),
  keyword("minLength", { minLength: 2 }, ["ab"], ["😀"]),
  keyword("pattern", { pattern: "^\\p{L}$" }, ["é"], ["1"]),
  ignored(["schema.pattern"], "schema/pattern", post({ type: "string", pattern: "(" })),
  ignored(["schema.pattern"], "schema/pattern-flag", post({ type: "string", pattern: "a\\-b" })),
  ignored(
    ["schema.pattern"],
    "schema/pattern-dialect",
    post({ type: "string", pattern: "\\Aa\\z" }),
  ),
  ignored(
    ["schema.pattern"],
    "schema/pattern-backtracking",
    post({ type: "string", pattern: "^(a+)+$" }),
  ),
  keyword("maxItems", { maxItems: 0 }, [[]], [[1]]),
  keyword("minItems", { minItems: 1 }, [[1]], [[]]),
  keyword(
    "uniqueItems",
    { uniqueItems: true },
    [[1, "1", { a: 1 }, { a: 2 }]],
    [[{ a: 1 }, { a: 1 }]],
  ),
  keyword("items", { items: { type: "string" } }, [["a"]], [[1]]),
  keyword("prefixItems", { prefixItems: [{ type: "string" }] }, [["a", 1], []], [[1]]),
  keyword("contains", { contains: { const: 1 } }, [[1, 2]], [[2]]),
  keyword("minContains", { contains: { const: 1 }, minContains: 2 }, [[1, 1]], [[1]]),
  keyword("maxContains", { contains: { const: 1 }, maxContains: 1 }, [[1]], [[1, 1]]),
  keyword("maxProperties", { maxProperties: 0 }, [{}], [{ a: 1 }]),
  keyword("minProperties", { minProperties: 1 }, [{ a: 1 }], [{}]),
  keyword("required", { required: ["a"] }, [{ a: null }], [{ b: 1 }]),
  keyword(
    "properties",
    { properties: { toString: { type: "string" } } },
    [{}, { toString: "a" }],
    [{ toString: 1 }],
  ),
  keyword(
    "patternProperties",
    { patternProperties: { "^a": { type: "string" } } },
    [{ b: 1 }],
    [{ ab: 1 }],
  ),
  keyword(
    "additionalProperties",
    { properties: { a: {} }, additionalProperties: false },
    [{ a: 1 }],
    [{ b: 1 }],
  ),
  keyword("propertyNames", { propertyNames: { maxLength: 1 } }, [{ a: 1 }], [{ ab: 1 }]),
  keyword("dependentRequired", { dependentRequired: { a: ["b"] } }, [{ b: 1 }], [{ a: 1 }]),
  keyword(
    "dependentSchemas",
    { dependentSchemas: { a: { required: ["b"] } } },
    [{ b: 1 }],
    [{ a: 1 }],
  ),
  keyword("allOf", { allOf: [{ minimum: 1 }, { maximum: 2 }] }, [1], [3]),
  keyword("anyOf", { anyOf: [{ minimum: 2 }, { type: "string" }] }, [2, "a"], [1]),
  keyword("oneOf", { oneOf: [{ minimum: 2 }, { maximum: 3 }] }, [1, 4], [2]),
  keyword("not", { not: { type: "string" } }, [1], ["a"]),
  keyword("if", { if: { minimum: 1 }, then: { maximum: 2 } }, [0, 2], [3]),
  keyword("then", { if: { minimum: 1 }, then: { maximum: 2 } }, [1], [3]),
  keyword("else", { if: { minimum: 1 }, else: { maximum: -1 } }, [-1, 1], [0]),
  keyword("unevaluatedItems", { prefixItems: [{}], unevaluatedItems: false }, [[1]], [[1, 2]]),
  keyword(
    "unevaluatedProperties",
    { allOf: [{ properties: { a: {} } }], unevaluatedProperties: false },
    [{ a: 1 }],
    [{ b: 1 }],
  ),
  keyword(
    "$ref",
    { properties: { a: { $ref: "#/components/schemas/Subject", maxProperties: 1 } } },
    [{ a: { a: {} } }],
    [{ a: { a: 1, b: 1 } }].slice(0, 1),
  ),
  keyword(
    "$defs",
    { $defs: { a: { type: "string" } }, $ref: "#/components/schemas/Subject/$defs/a" },
    ["x"],
    [1],
  ),
  keyword(
    "$anchor",
    { properties: { a: { $ref: "#here" } }, $defs: { b: { $anchor: "here", type: "string" } } },
    [{ a: "x" }],
    [{ a: 1 }],
  ),
  keyword(
    "$id",
    {
      $id: "https://x.test/s",
      properties: { a: { $ref: "/t" } },
      $defs: { b: { $id: "/t", type: "string" } },
    },
    [{ a: "x" }],
    [{ a: 1 }],
  ),
  keyword(
    "$dynamicAnchor",
    { $dynamicAnchor: "node", properties: { a: { $dynamicRef: "#node" } }, type: "object" },
    [{ a: { a: {} } }],
    [{ a: 1 }],
  ),
  tested(["schema.$dynamicRef", "schema.$schema"], suite, "draft2020-12: all but the known cases"),
  unused(
    ["schema.$vocabulary", "schema.contentEncoding"],
    post({ type: "string", contentEncoding: "base64" }),
  ),
  tested(
    ["schema.contentMediaType"],
    bodies,
    "may have parts: fields read as their schema says, and files",
  ),
  ignored(["schema.contentSchema"], "schema/keyword", post({ type: "string", contentSchema: {} })),
  refused(["schema.type"], "schema/type", post({ type: "text" })),
  ignored(
    ["schema.$ref"],
    "schema/circular",
    get(
      {
        responses: { 200: { description: "", content: json({ $ref: "#/components/schemas/A" }) } },
      },
      { components: { schemas: { A: { allOf: [{ $ref: "#/components/schemas/A" }] } } } },
    ),
  ),
  tested(["schema.nullable"], "read/schemas/checks.test.ts", "OpenAPI 3.0"),
  ignored(["schema.nullable"], "schema/nullable", {
    ...post({ nullable: true, allOf: [{ type: "string" }] }),
    openapi: "3.0.3",
  }),
  tested(
    ["schema.readOnly", "schema.writeOnly"],
    requests,
    "drops readOnly from requests and writeOnly from responses",
  ),
  tested(["schema.default"], requests, "puts a default in"),
  ignored(
    ["schema.default"],
    "schema/default",
    post({ type: "object", properties: { a: { type: "integer", default: "x" } } }),
  ),
  tested(
    ["schema.discriminator", "discriminator.propertyName", "discriminator.mapping"],
    "read/schemas/subtypes.test.ts",
    "inheritance by allOf under a discriminator",
  ),
  tested(
    ["discriminator.defaultMapping"],
    "read/schemas/subtypes.test.ts",
    "a discriminator with a default",
  ),
  unused(
    ["schema.xml", ...keys("xml", "name namespace prefix attribute wrapped nodeType")],
    post({ type: "string", xml: { name: "a" } }),
  ),

  // Formats.
  ignored(["schema.format"], "schema/format", post({ type: "string", format: "unheard-of" })),
  format("date-time", "2026-02-28T23:59:60Z", "2026-02-30T00:00:00Z"),
  format("date", "2024-02-29", "2026-02-29"),
  format("time", "12:00:00Z", "12:00"),
  format("duration", "P1DT2H", "P"),
  format("email", "a@b.test", "a"),
  format("idn-email", "é@b.test", "é"),
  format("hostname", "a.test", "-a"),
  format("ipv4", "127.0.0.1", "256.0.0.1"),
  format("ipv6", "::1", "::g"),
  format("uri", "https://x.test/a", "/a"),
  format("uri-reference", "/a", "\\a b"),
  format("iri", "https://é.test", "é"),
  format("uuid", "123e4567-e89b-12d3-a456-426614174000", "123e4567"),
  format("regex", "^a$", "("),
  format("json-pointer", "/a~0b", "a"),
  format("byte", "YQ==", "a"),
  tested(
    ["schema.format int64"],
    "runtime/int64.test.ts",
    "keeps every digit of bodies, parameters, headers and responses",
  ),
  tested(
    ["schema.format date-time"],
    "runtime/dates.test.ts",
    "are Dates for the handler and texts on the wire",
  ),
  keyword("format int32", { type: "integer", format: "int32" }, [2147483647], [2147483648]),
  keyword("format int64", { type: "integer", format: "int64" }, [2147483648], [1e19]),
  keyword("format float", { type: "number", format: "float" }, [1.5], [1e39]),
  keyword("format double", { type: "number", format: "double" }, [1e300], ["1"]),
  keyword("format password", { type: "string", format: "password" }, ["x"], [1]),
  tested(
    ["schema.format binary"],
    bodies,
    "reads JSON parts, several files, and holds files to their size and type",
  ),
];
