/** What a change means for one of those concerned: something stops, something differs, nothing. */
export type Level = "breaking" | "notable" | "none";

/** What a change means for what is deployed. */
export type DeployedLevel = "replacement" | "access" | "change" | "none";

/** One kind of change: what it means for callers, for handlers and for what is deployed, and how it is said. */
export type ChangeKindMeaning = {
  readonly clients: Level;
  readonly handlers: Level;
  readonly infrastructure: DeployedLevel;
  /** `{where}`, `{before}` and `{after}` stand for what the change is about. */
  readonly says: string;
};

function kind(
  clients: Level,
  handlers: Level,
  infrastructure: DeployedLevel,
  says: string,
): ChangeKindMeaning {
  return { clients, handlers, infrastructure, says };
}

/** Changes of operations, of what they take and answer besides schemas, and of who may call. */
const ofOperations = {
  "operation.added": kind("none", "notable", "change", "was added"),
  "operation.removed": kind("breaking", "breaking", "replacement", "was removed"),
  "operation.renamed": kind("none", "breaking", "none", "was renamed from {before} to {after}"),
  "operation.moved": kind("breaking", "none", "change", "changed from {before} to {after}"),
  "operation.variables": kind("none", "breaking", "change", "changed from {before} to {after}"),
  "operation.deprecated": kind("notable", "none", "none", "is deprecated"),
  "operation.undeprecated": kind("none", "none", "none", "is no longer deprecated"),
  "parameter.added": kind("none", "none", "none", "{where} was added"),
  "parameter.added-required": kind(
    "breaking",
    "none",
    "change",
    "{where} was added and is required",
  ),
  "parameter.removed": kind("notable", "breaking", "none", "{where} was removed"),
  "parameter.refused": kind(
    "breaking",
    "breaking",
    "none",
    "{where} was removed and is now rejected",
  ),
  "parameter.spelled": kind("none", "breaking", "none", "{where} was renamed to {after}"),
  "parameter.required": kind("breaking", "none", "change", "{where} is now required"),
  "parameter.optional": kind("none", "breaking", "change", "{where} is now optional"),
  "parameter.written": kind(
    "breaking",
    "none",
    "none",
    "the style of {where} changed from {before} to {after}",
  ),
  "body.added": kind("none", "notable", "none", "an optional body was added"),
  "body.added-required": kind("breaking", "none", "change", "a body is now required"),
  "body.removed": kind("breaking", "breaking", "change", "the body was removed"),
  "body.required": kind("breaking", "notable", "change", "the body is now required"),
  "body.optional": kind("none", "breaking", "change", "the body is now optional"),
  "body.media-added": kind("none", "breaking", "none", "the body may now be {after}"),
  "body.media-removed": kind("breaking", "notable", "none", "the body may no longer be {before}"),
  "response.status-added": kind("notable", "none", "none", "may now respond with {after}"),
  "response.status-removed": kind(
    "notable",
    "breaking",
    "none",
    "no longer responds with {before}",
  ),
  "response.media-added": kind("notable", "notable", "none", "{where} may now be {after}"),
  "response.media-removed": kind("breaking", "breaking", "none", "{where} is no longer {before}"),
  "response.body-added": kind("none", "breaking", "none", "{where} now has a body ({after})"),
  "response.body-removed": kind("breaking", "breaking", "none", "{where} no longer has a body"),
  "response.header-added": kind("none", "none", "none", "{where} was added"),
  "response.header-added-required": kind(
    "none",
    "breaking",
    "none",
    "{where} was added and is required",
  ),
  "response.header-removed": kind("breaking", "breaking", "none", "{where} was removed"),
  "response.header-required": kind("none", "breaking", "none", "{where} is now required"),
  "response.header-optional": kind("breaking", "none", "none", "{where} is now optional"),
  "security.required": kind("breaking", "notable", "access", "callers must now authenticate"),
  "security.public": kind("none", "breaking", "access", "is now public"),
  "security.way-added": kind("none", "notable", "access", "now also accepts {after}"),
  "security.way-removed": kind("breaking", "notable", "access", "no longer accepts {before}"),
  "schema.added": kind("none", "none", "none", "the schema {after} was added"),
  "schema.removed": kind("none", "notable", "none", "the schema {before} was removed"),
} as const satisfies Record<string, ChangeKindMeaning>;

/** Changes of the values that a request may hold: fewer break callers, more break handlers. */
const ofRequests = {
  "request.type-narrowed": kind(
    "breaking",
    "none",
    "none",
    "{where} changed from {before} to {after}",
  ),
  "request.type-widened": kind(
    "none",
    "breaking",
    "none",
    "{where} may now be {after} instead of only {before}",
  ),
  "request.type-changed": kind(
    "breaking",
    "breaking",
    "none",
    "{where} changed from {before} to {after}",
  ),
  "request.property-added": kind("none", "none", "none", "{where} was added"),
  "request.property-added-required": kind(
    "breaking",
    "none",
    "none",
    "{where} was added and is required",
  ),
  "request.property-removed": kind("notable", "breaking", "none", "{where} was removed"),
  "request.property-refused": kind(
    "breaking",
    "breaking",
    "none",
    "{where} was removed and is now rejected",
  ),
  "request.property-required": kind("breaking", "none", "none", "{where} is now required"),
  "request.property-optional": kind("none", "breaking", "none", "{where} is now optional"),
  "request.enum-added": kind("breaking", "none", "none", "{where} must now be one of {after}"),
  "request.enum-dropped": kind(
    "none",
    "breaking",
    "none",
    "{where} is no longer limited to {before}",
  ),
  "request.value-added": kind("none", "breaking", "none", "{where} may now be {after}"),
  "request.value-removed": kind(
    "breaking",
    "breaking",
    "none",
    "{where} may no longer be {before}",
  ),
  "request.limit-tightened": kind("breaking", "none", "none", "{where}: {before}, now {after}"),
  "request.limit-loosened": kind("none", "notable", "none", "{where}: {before}, now {after}"),
  "request.pattern-added": kind("breaking", "none", "none", "{where} must now match {after}"),
  "request.pattern-dropped": kind(
    "none",
    "notable",
    "none",
    "{where} no longer has to match {before}",
  ),
  "request.pattern-changed": kind(
    "breaking",
    "notable",
    "none",
    "{where} must now match {after} instead of {before}",
  ),
  "request.format-added": kind("breaking", "none", "none", "{where} must now be a {after}"),
  "request.format-dropped": kind(
    "none",
    "notable",
    "none",
    "{where} no longer has to be a {before}",
  ),
  "request.format-changed": kind(
    "breaking",
    "notable",
    "none",
    "{where} must now be a {after} instead of a {before}",
  ),
  "request.rule-added": kind("breaking", "none", "none", "{where} now has the constraint {after}"),
  "request.rule-dropped": kind(
    "none",
    "notable",
    "none",
    "{where} no longer has the constraint {before}",
  ),
  "request.rule-changed": kind("breaking", "notable", "none", "{where} has a different {after}"),
  "request.closed": kind(
    "breaking",
    "breaking",
    "none",
    "{where} no longer allows undeclared properties",
  ),
  "request.opened": kind("none", "notable", "none", "{where} now allows undeclared properties"),
  "request.choice-added": kind("none", "breaking", "none", "{where} may now be {after}"),
  "request.choice-removed": kind(
    "breaking",
    "breaking",
    "none",
    "{where} may no longer be {before}",
  ),
  "request.choices-changed": kind(
    "breaking",
    "breaking",
    "none",
    "{where} has different alternatives",
  ),
  "request.default-added": kind("none", "none", "none", "{where} now defaults to {after}"),
  "request.default-dropped": kind("notable", "breaking", "none", "{where} no longer has a default"),
  "request.default-changed": kind(
    "notable",
    "notable",
    "none",
    "the default of {where} changed from {before} to {after}",
  ),
} as const satisfies Record<string, ChangeKindMeaning>;

/** Changes of the values that a response may hold: fewer break handlers, more break callers. */
const ofResponses = {
  "response.type-narrowed": kind(
    "none",
    "breaking",
    "none",
    "{where} changed from {before} to {after}",
  ),
  "response.type-widened": kind(
    "breaking",
    "none",
    "none",
    "{where} may now be {after} instead of only {before}",
  ),
  "response.type-changed": kind(
    "breaking",
    "breaking",
    "none",
    "{where} changed from {before} to {after}",
  ),
  "response.property-added": kind("none", "none", "none", "{where} was added"),
  "response.property-added-required": kind(
    "none",
    "breaking",
    "none",
    "{where} was added and is required",
  ),
  "response.property-removed": kind("breaking", "breaking", "none", "{where} was removed"),
  "response.property-required": kind("none", "breaking", "none", "{where} is now required"),
  "response.property-optional": kind("breaking", "none", "none", "{where} is now optional"),
  "response.enum-added": kind("none", "breaking", "none", "{where} must now be one of {after}"),
  "response.enum-dropped": kind(
    "breaking",
    "none",
    "none",
    "{where} is no longer limited to {before}",
  ),
  "response.value-added": kind("breaking", "none", "none", "{where} may now be {after}"),
  "response.value-removed": kind("none", "breaking", "none", "{where} may no longer be {before}"),
  "response.limit-tightened": kind("none", "notable", "none", "{where}: {before}, now {after}"),
  "response.limit-loosened": kind("notable", "none", "none", "{where}: {before}, now {after}"),
  "response.pattern-added": kind("none", "notable", "none", "{where} must now match {after}"),
  "response.pattern-dropped": kind(
    "notable",
    "none",
    "none",
    "{where} no longer has to match {before}",
  ),
  "response.pattern-changed": kind(
    "notable",
    "notable",
    "none",
    "{where} must now match {after} instead of {before}",
  ),
  "response.format-added": kind("none", "notable", "none", "{where} must now be a {after}"),
  "response.format-dropped": kind(
    "notable",
    "notable",
    "none",
    "{where} no longer has to be a {before}",
  ),
  "response.format-changed": kind(
    "breaking",
    "notable",
    "none",
    "{where} must now be a {after} instead of a {before}",
  ),
  "response.rule-added": kind("none", "notable", "none", "{where} now has the constraint {after}"),
  "response.rule-dropped": kind(
    "notable",
    "none",
    "none",
    "{where} no longer has the constraint {before}",
  ),
  "response.rule-changed": kind("notable", "notable", "none", "{where} has a different {after}"),
  "response.closed": kind(
    "none",
    "breaking",
    "none",
    "{where} no longer has undeclared properties",
  ),
  "response.opened": kind("notable", "none", "none", "{where} may now have undeclared properties"),
  "response.choice-added": kind("breaking", "none", "none", "{where} may now be {after}"),
  "response.choice-removed": kind("none", "breaking", "none", "{where} may no longer be {before}"),
  "response.choices-changed": kind(
    "breaking",
    "breaking",
    "none",
    "{where} has different alternatives",
  ),
} as const satisfies Record<string, ChangeKindMeaning>;

/** Changes of what is deployed. */
const ofInfrastructure = {
  "function.added": kind("none", "none", "change", "the function {where} was added"),
  "function.removed": kind(
    "none",
    "none",
    "replacement",
    "the function {where} is removed with its execution role and its logs",
  ),
  "function.memory": kind(
    "none",
    "none",
    "change",
    "{where}: memory changed from {before} MB to {after} MB",
  ),
  "function.timeout": kind(
    "none",
    "notable",
    "change",
    "{where}: timeout changed from {before} s to {after} s",
  ),
  "function.architecture": kind(
    "none",
    "notable",
    "change",
    "{where}: architecture changed from {before} to {after}",
  ),
  "function.environment": kind(
    "none",
    "notable",
    "change",
    "{where}: environment variables changed from {before} to {after}",
  ),
  "function.layers": kind(
    "none",
    "notable",
    "change",
    "{where}: layers changed from {before} to {after}",
  ),
  "function.reserved": kind(
    "notable",
    "none",
    "change",
    "{where}: reserved concurrency changed from {before} to {after}",
  ),
  "function.provisioned": kind(
    "none",
    "none",
    "change",
    "{where}: provisioned concurrency changed from {before} to {after}",
  ),
  "function.retention": kind(
    "none",
    "none",
    "change",
    "{where}: log retention changed from {before} to {after} days",
  ),
  "function.deadLetter": kind(
    "none",
    "none",
    "change",
    "{where}: the dead-letter target changed from {before} to {after}",
  ),
  "function.vpc": kind(
    "none",
    "notable",
    "change",
    "{where}: the network changed from {before} to {after}",
  ),
  "function.kms": kind(
    "none",
    "none",
    "change",
    "{where}: the encryption key changed from {before} to {after}",
  ),
  "function.retries": kind(
    "none",
    "notable",
    "change",
    "{where}: retries changed from {before} to {after}",
  ),
  "function.grant-added": kind(
    "none",
    "none",
    "access",
    "{where}: its execution role gains {after}",
  ),
  "function.grant-removed": kind(
    "none",
    "breaking",
    "access",
    "{where}: its execution role loses {before}",
  ),
  "function.stack": kind(
    "none",
    "none",
    "replacement",
    "{where}: moves from the stack {before} to {after}",
  ),
  "method.access": kind("breaking", "notable", "access", "access changed from {before} to {after}"),
  "method.authorizer": kind(
    "breaking",
    "notable",
    "access",
    "the authorizer changed from {before} to {after}",
  ),
  "method.scopes": kind("breaking", "none", "access", "scopes changed from {before} to {after}"),
  "method.apiKey": kind(
    "breaking",
    "none",
    "access",
    "API key required: {after} (before: {before})",
  ),
  "method.function": kind(
    "none",
    "none",
    "change",
    "the function changed from {before} to {after}",
  ),
  "method.integration": kind(
    "breaking",
    "breaking",
    "change",
    "the integration changed from {before} to {after}",
  ),
  "method.timeout": kind(
    "none",
    "none",
    "change",
    "the integration timeout changed from {before} ms to {after} ms",
  ),
  "method.throttle": kind(
    "notable",
    "none",
    "change",
    "throttling changed from {before} to {after}",
  ),
  "method.cache": kind("notable", "none", "change", "caching changed from {before} to {after}"),
  "method.table": kind(
    "none",
    "breaking",
    "access",
    "its table changed from {before} to {after}; delete the handler to have it written again",
  ),
  "method.validator": kind(
    "none",
    "none",
    "change",
    "the validation by the gateway changed from {before} to {after}",
  ),
  "method.fields": kind("notable", "none", "change", "{after} changed"),
  "table.added": kind("none", "none", "change", "the table {where} was added"),
  "table.removed": kind(
    "none",
    "none",
    "replacement",
    "the table {where} leaves the stack and is retained with its items",
  ),
  "table.key": kind(
    "none",
    "none",
    "replacement",
    "the key of the table {where} changed from {before} to {after}: an empty table replaces it",
  ),
  "table.index-added": kind("none", "none", "change", "the table {where} gets the index {after}"),
  "table.index-removed": kind(
    "none",
    "none",
    "change",
    "the table {where} loses the index {before}",
  ),
  "table.index-key": kind(
    "none",
    "none",
    "replacement",
    "the key of an index of the table {where} changed from {before} to {after}: give the index another name",
  ),
  "table.indexes": kind(
    "none",
    "none",
    "change",
    "{before} indexes of the table {where} change; CloudFormation creates or deletes only one per deployment",
  ),
  "table.ttl": kind(
    "none",
    "none",
    "change",
    "the TTL attribute of {where} changed from {before} to {after}",
  ),
  "api.authorizers": kind(
    "notable",
    "notable",
    "access",
    "the authorizer {where} changed from {before} to {after}",
  ),
  "api.usagePlans": kind(
    "notable",
    "none",
    "change",
    "the usage plan {where} changed from {before} to {after}",
  ),
  "api.cors": kind("breaking", "none", "access", "CORS changed from {before} to {after}"),
  "api.throttle": kind(
    "notable",
    "none",
    "change",
    "the throttling of the API changed from {before} to {after}",
  ),
  "api.cache": kind(
    "notable",
    "none",
    "change",
    "the cache cluster changed from {before} to {after}",
  ),
  "api.accessLogs": kind("none", "none", "change", "access logs changed from {before} to {after}"),
  "api.executionLogs": kind(
    "none",
    "none",
    "change",
    "execution logs changed from {before} to {after}",
  ),
  "api.tracing": kind("none", "none", "change", "tracing changed from {before} to {after}"),
  "api.waf": kind("notable", "none", "access", "the web ACL changed from {before} to {after}"),
  "api.domain": kind(
    "breaking",
    "none",
    "replacement",
    "the domain changed from {before} to {after}",
  ),
  "api.stageVariables": kind(
    "none",
    "notable",
    "change",
    "stage variables changed from {before} to {after}",
  ),
  "api.binaryTypes": kind(
    "notable",
    "none",
    "change",
    "binary media types changed from {before} to {after}",
  ),
  "api.policy": kind("breaking", "none", "access", "the resource policy differs"),
  "api.fields": kind("notable", "none", "change", "{where} differs"),
  "api.responses": kind("notable", "none", "change", "the gateway response {where} differs"),
} as const satisfies Record<string, ChangeKindMeaning>;

/** Every kind of change, by its stable name. */
export const catalogue = {
  ...ofOperations,
  ...ofRequests,
  ...ofResponses,
  ...ofInfrastructure,
} as const;

export type KindName = keyof typeof catalogue;

/** True where a fact of something deployed has a kind of change; permissions of a role are reported one by one. */
export function hasKind(of: string, name: string): boolean {
  return Object.hasOwn(catalogue, `${of}.${name}`) || (of === "function" && name === "grants");
}

/** The kind of change of a fact. @throws Error where there is none, which is a bug */
export function kindOf(
  of: "method" | "function" | "table" | "api" | "request" | "response",
  name: string,
): KindName {
  if (!Object.hasOwn(catalogue, `${of}.${name}`)) {
    throw new Error(`there is no kind of change ${of}.${name}`);
  }
  return `${of}.${name}` as KindName;
}
