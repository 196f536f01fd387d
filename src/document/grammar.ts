/** The objects of OpenAPI 3 and Swagger 2.0, as far as they hold others. */
export type NodeKind =
  | "root"
  | "components"
  | "pathItem"
  | "operation"
  | "parameter"
  | "requestBody"
  | "response"
  | "header"
  | "mediaType"
  | "encoding"
  | "example"
  | "link"
  | "securityScheme"
  | "schema";

/** How a field holds objects of a kind: one, a list, or by names that mean nothing to OpenAPI. */
export type GrammarField = {
  readonly kind: NodeKind;
  readonly form: "one" | "list" | "map" | "mapOfMaps";
  /** True where a Reference Object may stand for the object (OpenAPI 3.1 §4.8.23). */
  readonly isReferable: boolean;
};

const one = (kind: NodeKind, isReferable = true): GrammarField => ({
  kind,
  form: "one",
  isReferable,
});
const list = (kind: NodeKind, isReferable = true): GrammarField => ({
  kind,
  form: "list",
  isReferable,
});
const map = (kind: NodeKind, isReferable = true): GrammarField => ({
  kind,
  form: "map",
  isReferable,
});

const methods = "get put post delete options head patch trace query x-amazon-apigateway-any-method";

/** The fields of each kind that hold other objects; every other field is data, or words. */
export const grammar: Readonly<Record<NodeKind, Readonly<Record<string, GrammarField>>>> = {
  root: {
    paths: map("pathItem"),
    webhooks: map("pathItem"),
    components: one("components", false),
    // Swagger 2.0
    definitions: map("schema"),
    parameters: map("parameter"),
    responses: map("response"),
    securityDefinitions: map("securityScheme"),
  },
  components: {
    schemas: map("schema"),
    responses: map("response"),
    parameters: map("parameter"),
    examples: map("example"),
    requestBodies: map("requestBody"),
    headers: map("header"),
    securitySchemes: map("securityScheme"),
    links: map("link"),
    callbacks: { kind: "pathItem", form: "mapOfMaps", isReferable: true },
    pathItems: map("pathItem"),
    mediaTypes: map("mediaType"),
  },
  pathItem: {
    parameters: list("parameter"),
    additionalOperations: map("operation", false),
    ...Object.fromEntries(methods.split(" ").map((method) => [method, one("operation", false)])),
  },
  operation: {
    parameters: list("parameter"),
    requestBody: one("requestBody"),
    responses: map("response"),
    callbacks: { kind: "pathItem", form: "mapOfMaps", isReferable: true },
  },
  parameter: {
    schema: one("schema"),
    content: map("mediaType"),
    examples: map("example"),
  },
  requestBody: { content: map("mediaType") },
  response: {
    headers: map("header"),
    content: map("mediaType"),
    links: map("link"),
    schema: one("schema"),
  },
  header: { schema: one("schema"), content: map("mediaType"), examples: map("example") },
  mediaType: {
    schema: one("schema"),
    itemSchema: one("schema"),
    examples: map("example"),
    encoding: map("encoding", false),
    prefixEncoding: list("encoding", false),
    itemEncoding: one("encoding", false),
  },
  encoding: { headers: map("header") },
  example: {},
  link: {},
  securityScheme: {},
  // What a schema holds is read keyword by keyword: see `childrenOf` in walk.ts.
  schema: {},
};

/** True for a value that OpenAPI knows as an object or a list of them, not as text or a number. */
export function isNode(value: unknown): value is object {
  return typeof value === "object" && value !== null;
}
