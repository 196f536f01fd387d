import { catalogue } from "../../src/compat/catalogue.ts";

// A document is edited here as people edit it: by hand, without types.
// oxlint-disable-next-line typescript/no-explicit-any
export type Any = Record<string, any>;

/** A document in which everything can change: `GET /items/{id}` and `POST /items`. */
export function base(): Any {
  const item = {
    type: "object",
    required: ["name"],
    properties: {
      name: { type: "string", minLength: 2, pattern: "^a", format: "email" },
      size: { type: "integer", enum: [1, 2], multipleOf: 1 },
      kind: { anyOf: [{ $ref: "#/components/schemas/Cat" }, { $ref: "#/components/schemas/Dog" }] },
      note: { type: "string", default: "x" },
      shut: { type: "object", additionalProperties: false, properties: { a: {} } },
    },
  };
  const json = (schema: unknown) => ({ content: { "application/json": { schema } } });
  const answer = {
    description: "",
    headers: {
      "X-Must": { required: true, schema: { type: "string" } },
      "X-May": { schema: { type: "string" } },
    },
    ...json({ $ref: "#/components/schemas/Answer" }),
  };
  return {
    openapi: "3.1.0",
    info: { title: "T", version: "1" },
    paths: {
      "/items/{id}": {
        get: {
          operationId: "getItem",
          security: [{ staff: ["read"] }],
          parameters: [
            { name: "id", in: "path", required: true, schema: { type: "string" } },
            { name: "must", in: "query", required: true, schema: { type: "string" } },
            { name: "may", in: "query", schema: { type: "array", items: { type: "string" } } },
          ],
          responses: { 200: answer, 404: { description: "" } },
        },
      },
      "/items": {
        post: {
          operationId: "addItem",
          security: [],
          requestBody: { required: true, ...json(structuredClone(item)) },
          responses: {
            201: { description: "", ...json({ type: "string" }) },
            204: { description: "" },
          },
        },
      },
    },
    components: {
      schemas: {
        Answer: structuredClone(item),
        Cat: { type: "object", required: ["meow"], properties: { meow: { type: "boolean" } } },
        Dog: { type: "object", required: ["bark"], properties: { bark: { type: "boolean" } } },
        Cow: { type: "object", required: ["moo"], properties: { moo: { type: "boolean" } } },
      },
      securitySchemes: {
        staff: {
          type: "oauth2",
          flows: {
            clientCredentials: { tokenUrl: "https://x.example", scopes: { read: "", write: "" } },
          },
        },
        partner: { type: "http", scheme: "bearer" },
      },
    },
  };
}

export const get = (document: Any): Any => document["paths"]["/items/{id}"].get;

const post = (document: Any): Any => document["paths"]["/items"].post;

export const body = (document: Any): Any =>
  post(document)["requestBody"].content["application/json"].schema;

const answer = (document: Any): Any => document["components"].schemas.Answer;

const settings = (document: Any): Any => (document["x-sls-gen"] ??= {});

const ofPost = (document: Any): Any => (post(document)["x-sls-gen"] ??= {});

const media = (schema: unknown) => ({ schema });

export const text = { "text/plain": media({ type: "string" }) };

/** Changes of values, the same for requests and responses. */
const ofValues: Record<string, (schema: Any) => void> = {
  "type-narrowed": ({ properties }) => (properties.note.type = ["string", "null"]),
  "type-widened": ({ properties }) => (properties.note.type = ["string", "null"]),
  "type-changed": ({ properties }) => (properties.shut = { type: "boolean" }),
  "property-added": ({ properties }) => (properties.more = {}),
  "property-added-required": (schema) => (schema["required"] = ["name", "more"]),
  "property-removed": ({ properties }) => delete properties.note,
  "property-required": (schema) => (schema["required"] = ["name", "size"]),
  "property-optional": (schema) => delete schema["required"],
  "enum-added": ({ properties }) => (properties.name.enum = ["a@x.de"]),
  "enum-dropped": ({ properties }) => delete properties.size.enum,
  "value-added": ({ properties }) => properties.size.enum.push(3),
  "value-removed": ({ properties }) => properties.size.enum.pop(),
  "limit-tightened": ({ properties }) => (properties.name.minLength = 3),
  "limit-loosened": ({ properties }) => delete properties.name.minLength,
  "pattern-added": ({ properties }) => (properties.note.pattern = "x"),
  "pattern-dropped": ({ properties }) => delete properties.name.pattern,
  "pattern-changed": ({ properties }) => (properties.name.pattern = "^b"),
  "format-added": ({ properties }) => (properties.note.format = "hostname"),
  "format-dropped": ({ properties }) => delete properties.name.format,
  "format-changed": ({ properties }) => (properties.name.format = "uri"),
  "rule-added": ({ properties }) => (properties.note.not = { const: "y" }),
  "rule-dropped": ({ properties }) => delete properties.size.multipleOf,
  "rule-changed": ({ properties }) => (properties.size.multipleOf = 2),
  closed: (schema) => (schema["additionalProperties"] = false),
  opened: ({ properties }) => delete properties.shut.additionalProperties,
  "choice-added": ({ properties }) =>
    properties.kind.anyOf.push({ $ref: "#/components/schemas/Cow" }),
  "choice-removed": ({ properties }) => properties.kind.anyOf.pop(),
  "choices-changed": ({ properties }) => (properties.kind = { type: "object" }),
  "default-added": ({ properties }) => (properties.size.default = 1),
  "default-dropped": ({ properties }) => delete properties.note.default,
  "default-changed": ({ properties }) => (properties.note.default = "y"),
};

/** Kinds that are found by going the other way. */
const backwards = new Set<string>(["request.type-narrowed", "response.type-narrowed"]);

const forward: Record<string, (document: Any) => void> = {
  "operation.added": (document) =>
    (document["paths"]["/new"] = { get: { responses: { 204: { description: "" } } } }),
  "operation.removed": (document) => delete document["paths"]["/items"],
  "operation.renamed": (document) => (post(document)["operationId"] = "createItem"),
  "operation.moved": (document) => move(document, "/items", "/things"),
  "operation.variables": (document) => {
    move(document, "/items/{id}", "/items/{itemId}");
    document["paths"]["/items/{itemId}"].get.parameters[0].name = "itemId";
  },
  "operation.deprecated": (document) => (get(document)["deprecated"] = true),
  "parameter.added": (document) => addQuery(document, false),
  "parameter.added-required": (document) => addQuery(document, true),
  "parameter.removed": (document) => get(document)["parameters"].pop(),
  "parameter.required": (document) => (get(document)["parameters"][2].required = true),
  "parameter.optional": (document) => (get(document)["parameters"][1].required = false),
  "parameter.written": (document) => (get(document)["parameters"][2].explode = false),
  "body.removed": (document) => delete post(document)["requestBody"],
  "body.optional": (document) => (post(document)["requestBody"].required = false),
  "body.media-added": (document) => Object.assign(post(document)["requestBody"].content, text),
  "body.media-removed": (document) => (post(document)["requestBody"].content = text),
  "response.status-added": (document) => (post(document)["responses"][409] = { description: "" }),
  "response.status-removed": (document) => delete post(document)["responses"][204],
  "response.media-added": (document) =>
    Object.assign(get(document)["responses"][200].content, text),
  "response.media-removed": (document) => (get(document)["responses"][200].content = text),
  "response.body-added": (document) => (get(document)["responses"][404].content = text),
  "response.body-removed": (document) => delete get(document)["responses"][200].content,
  "response.header-added": (document) => addHeader(document, false),
  "response.header-added-required": (document) => addHeader(document, true),
  "response.header-removed": (document) => delete get(document)["responses"][200].headers["X-May"],
  "response.header-required": (document) =>
    (get(document)["responses"][200].headers["X-May"].required = true),
  "response.header-optional": (document) =>
    (get(document)["responses"][200].headers["X-Must"].required = false),
  "security.required": (document) => (post(document)["security"] = [{ staff: [] }]),
  "security.public": (document) => (get(document)["security"] = []),
  "security.way-added": (document) => get(document)["security"].push({ partner: [] }),
  "security.way-removed": (document) => (get(document)["security"] = [{ partner: [] }]),
  "schema.added": (document) => use(document, "Cow"),
  "schema.removed": (document) =>
    (body(document)["properties"].kind = answer(document)["properties"].kind = {}),
  "function.added": (document) => use(document, "Cat"),
  "function.removed": (document) => delete document["paths"]["/items"],
  "function.memory": (document) => (ofPost(document)["memory"] = 2048),
  "function.timeout": (document) => (ofPost(document)["timeout"] = 3),
  "function.architecture": (document) =>
    (settings(document)["function"] = { architecture: "x86_64" }),
  "function.environment": (document) => (ofPost(document)["environment"] = { A: "b" }),
  "function.layers": (document) =>
    (ofPost(document)["layers"] = ["arn:aws:lambda:eu-west-1:123456789012:layer:x:1"]),
  "function.reserved": (document) => (ofPost(document)["reservedConcurrency"] = 5),
  "function.provisioned": (document) => (ofPost(document)["provisionedConcurrency"] = 5),
  "function.retention": (document) => (settings(document)["function"] = { logRetention: 7 }),
  "function.deadLetter": (document) =>
    (ofPost(document)["deadLetter"] = "arn:aws:sqs:eu-west-1:123456789012:x"),
  "function.vpc": (document) =>
    (ofPost(document)["vpc"] = {
      subnets: ["subnet-0123456789abcdef0"],
      securityGroups: ["sg-0123456789abcdef0"],
    }),
  "function.kms": (document) =>
    (ofPost(document)["kms"] = "arn:aws:kms:eu-west-1:123456789012:key/a-1"),
  "function.retries": (document) => (ofPost(document)["async"] = true),
  "function.grant-added": (document) =>
    (ofPost(document)["access"] = { tables: { Orders: ["read"] } }),
  "method.access": (document) => (get(document)["security"] = []),
  "method.authorizer": (document) => (get(document)["security"] = [{ partner: [] }]),
  "method.scopes": (document) => (get(document)["security"] = [{ staff: ["write"] }]),
  "method.integration": (document) => (ofPost(document)["async"] = true),
  "method.timeout": (document) => (ofPost(document)["timeout"] = 3),
  "method.throttle": (document) => (ofPost(document)["throttle"] = { rate: 1, burst: 2 }),
  "method.cache": (document) => (get(document)["x-sls-gen"] = { cache: { ttl: 5 } }),
  "method.fields": (document) => (post(document)["x-amazon-apigateway-any"] = "x"),
  "api.authorizers": (document) => (get(document)["security"] = []),
  "api.usagePlans": (document) => (settings(document)["usagePlans"] = [{ name: "P" }]),
  "api.cors": (document) => (settings(document)["cors"] = { origins: ["https://a.example"] }),
  "api.throttle": (document) => (settings(document)["throttle"] = { rate: 1, burst: 2 }),
  "api.cache": (document) => (settings(document)["cache"] = { size: "1.6" }),
  "api.accessLogs": (document) => (settings(document)["accessLogs"] = true),
  "api.executionLogs": (document) => (settings(document)["executionLogs"] = "error"),
  "api.tracing": (document) => (settings(document)["tracing"] = false),
  "api.waf": (document) => (settings(document)["waf"] = "arn:aws:wafv2:eu-west-1:1:x"),
  "api.domain": (document) =>
    (settings(document)["domain"] = {
      name: "a.example",
      certificate: "arn:aws:acm:eu-west-1:123456789012:certificate/x",
    }),
  "api.stageVariables": (document) => (settings(document)["stageVariables"] = { a: "b" }),
  "api.binaryTypes": (document) =>
    (get(document)["responses"][200].content = {
      "image/png": media({ type: "string", format: "binary" }),
    }),
  "api.policy": (document) =>
    (document["x-amazon-apigateway-policy"] = { Version: "2012-10-17", Statement: [] }),
  "api.fields": (document) => (document["x-amazon-apigateway-minimum-compression-size"] = 5),
  "api.responses": (document) =>
    (document["x-amazon-apigateway-gateway-responses"] = { THROTTLED: { statusCode: 429 } }),
};

/** Kinds that are found where another is, the other way round. */
export const reverse: Record<string, string> = {
  "operation.undeprecated": "operation.deprecated",
  "body.added-required": "body.removed",
  "body.required": "body.optional",
  "function.grant-removed": "function.grant-added",
};

function move(document: Any, from: string, to: string): void {
  document["paths"][to] = document["paths"][from];
  delete document["paths"][from];
}

function addQuery(document: Any, required: boolean): void {
  get(document)["parameters"].push({
    name: "new",
    in: "query",
    required,
    schema: { type: "string" },
  });
}

function addHeader(document: Any, required: boolean): void {
  get(document)["responses"][200].headers["X-New"] = { required, schema: { type: "string" } };
}

export function use(document: Any, name: string): void {
  const schema = { $ref: `#/components/schemas/${name}` };
  const content = { "application/json": { schema } };
  document["paths"]["/used"] = { get: { responses: { 200: { description: "", content } } } };
}

type Case = readonly [kind: string, before: Any, after: Any, said?: object];

export function changed(edit: (document: Any) => void): Any {
  const document = base();
  edit(document);
  return document;
}

export const values = Object.entries(ofValues).flatMap(([name, edit]): Case[] =>
  [["request", body] as const, ["response", answer] as const]
    .map(([direction, at]): Case => {
      const after = changed((document) => edit(at(document)));
      const kind = `${direction}.${name}`;
      return backwards.has(kind) ? [kind, after, base()] : [kind, base(), after];
    })
    .filter(([kind]) => kind in catalogue),
);

const optional = changed((document) => (post(document)["requestBody"].required = false));

/** A document with one header parameter more. */
const withHeader = (name: string) =>
  changed((document) =>
    get(document)["parameters"].push({ name, in: "header", schema: { type: "string" } }),
  );

const shut = (name: string) =>
  changed((document) => {
    body(document)["additionalProperties"] = false;
    delete body(document)["properties"][name];
  });

/** A document with a table of notes, whose keys and indexes can change. */
function withTable(edit: (table: Any) => void = () => undefined): Any {
  const document = base();
  const table: Any = {
    schema: "Note",
    partitionKey: "id",
    ttl: "until",
    indexes: { byTag: { partitionKey: "tag" } },
  };
  edit(table);
  const key = { type: "string", minLength: 1 };
  document["components"].schemas.Note = {
    type: "object",
    additionalProperties: false,
    required: ["id", "tag"],
    properties: { id: key, tag: key, until: { type: "integer" }, later: { type: "integer" } },
  };
  use(document, "Note");
  document["x-sls-gen-tables"] = { Notes: table };
  return document;
}

const noTable = withTable();

delete noTable["x-sls-gen-tables"];

/** The same, with an operation that reads a note. */
function reading(): Any {
  const document = withTable();
  const operation = document["paths"]["/used"].get;
  document["paths"]["/notes/{id}"] = {
    get: {
      ...operation,
      operationId: "getNote",
      "x-sls-gen": { table: "Notes", action: "get" },
      parameters: [
        { name: "id", in: "path", required: true, schema: { type: "string", minLength: 1 } },
      ],
    },
  };
  return document;
}

const notReading = reading();

delete notReading["paths"]["/notes/{id}"].get["x-sls-gen"];

const tables: Case[] = [
  ["method.table", reading(), notReading],
  ["table.added", noTable, withTable()],
  ["table.removed", withTable(), noTable],
  ["table.key", withTable(), withTable((table) => (table["sortKey"] = "tag"))],
  ["table.ttl", withTable(), withTable((table) => (table["ttl"] = "later"))],
  ["table.index-removed", withTable(), withTable((table) => delete table["indexes"])],
  ["table.index-added", withTable((table) => delete table["indexes"]), withTable()],
  [
    "table.indexes",
    withTable(),
    withTable((table) => (table["indexes"] = { other: { partitionKey: "tag" } })),
  ],
  [
    "table.index-key",
    withTable(),
    withTable((table) => (table["indexes"].byTag.sortKey = "later")),
  ],
];

const special: Case[] = [
  ...tables,
  ["parameter.spelled", withHeader("X-A"), withHeader("x-a")],
  [
    "parameter.refused",
    base(),
    changed(forward["parameter.removed"] ?? (() => undefined)),
    { unknownQuery: "refuse" },
  ],
  ["request.property-refused", shut("none"), shut("note")],
  [
    "method.apiKey",
    base(),
    changed((d) => (get(d)["security"] = [{ partner: [] }])),
    { security: { partner: { kind: "apiKey" } } },
  ],
  [
    "method.validator",
    base(),
    changed((d) => (post(d)["requestBody"].required = false)),
    { gatewayValidation: "all" },
  ],
  ["method.function", base(), changed((d) => (get(d)["tags"] = ["A"])), { functions: "tag" }],
  [
    "function.stack",
    base(),
    changed((d) => ((get(d)["tags"] = ["A"]), (post(d)["tags"] = ["B"]))),
    { split: "tag" },
  ],
];

export const cases: Case[] = [
  ...values,
  ...Object.entries(forward).map(([kind, edit]): Case => [kind, base(), changed(edit)]),
  ...Object.entries(reverse).map(([kind, other]): Case => [
    kind,
    changed(forward[other] ?? (() => undefined)),
    base(),
  ]),
  ["body.added", changed((document) => delete post(document)["requestBody"]), optional],
  ...special,
];
