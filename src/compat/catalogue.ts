/** What a change means for one of those concerned: something stops, something differs, nothing. */
export type Level = "breaking" | "notable" | "none";

/** What a change means for what is deployed. */
export type Deployed = "replacement" | "access" | "change" | "none";

/** One kind of change: what it means for callers, for handlers and for what is deployed, and how it is said. */
export type Kind = {
  readonly clients: Level;
  readonly handlers: Level;
  readonly infrastructure: Deployed;
  /** `{where}`, `{before}` and `{after}` stand for what the change is about. */
  readonly says: string;
};

function kind(clients: Level, handlers: Level, infrastructure: Deployed, says: string): Kind {
  return { clients, handlers, infrastructure, says };
}

/** Changes of operations, of what they take and answer besides schemas, and of who may call. */
const ofOperations = {
  "operation.added": kind("none", "notable", "change", "is new"),
  "operation.removed": kind("breaking", "breaking", "replacement", "is gone"),
  "operation.renamed": kind("none", "breaking", "none", "is called {after} now, not {before}"),
  "operation.moved": kind("breaking", "none", "change", "is now {after}, not {before}"),
  "operation.variables": kind("none", "breaking", "change", "is now {after}, not {before}"),
  "operation.deprecated": kind("notable", "none", "none", "is deprecated"),
  "operation.undeprecated": kind("none", "none", "none", "is no longer deprecated"),
  "parameter.added": kind("none", "none", "none", "{where} is new"),
  "parameter.added-required": kind("breaking", "none", "change", "{where} is new, and required"),
  "parameter.removed": kind("notable", "breaking", "none", "{where} is gone"),
  "parameter.refused": kind("breaking", "breaking", "none", "{where} is gone, and refused"),
  "parameter.spelled": kind("none", "breaking", "none", "{where} is now spelled {after}"),
  "parameter.required": kind("breaking", "none", "change", "{where} is now required"),
  "parameter.optional": kind("none", "breaking", "change", "{where} may now be absent"),
  "parameter.written": kind(
    "breaking",
    "none",
    "none",
    "{where} is now written {after}, not {before}",
  ),
  "body.added": kind("none", "notable", "none", "a body may now be sent"),
  "body.added-required": kind("breaking", "none", "change", "a body is now required"),
  "body.removed": kind("breaking", "breaking", "change", "no body is taken any more"),
  "body.required": kind("breaking", "notable", "change", "the body is now required"),
  "body.optional": kind("none", "breaking", "change", "the body may now be absent"),
  "body.media-added": kind("none", "breaking", "none", "the body may now be {after}"),
  "body.media-removed": kind("breaking", "notable", "none", "the body may no longer be {before}"),
  "response.status-added": kind("notable", "none", "none", "may now answer {after}"),
  "response.status-removed": kind("notable", "breaking", "none", "no longer answers {before}"),
  "response.media-added": kind("notable", "notable", "none", "{where} may now be {after}"),
  "response.media-removed": kind("breaking", "breaking", "none", "{where} is no longer {before}"),
  "response.body-added": kind("none", "breaking", "none", "{where} now has a body ({after})"),
  "response.body-removed": kind("breaking", "breaking", "none", "{where} no longer has a body"),
  "response.header-added": kind("none", "none", "none", "{where} is new"),
  "response.header-added-required": kind(
    "none",
    "breaking",
    "none",
    "{where} is new, and required",
  ),
  "response.header-removed": kind("breaking", "breaking", "none", "{where} is gone"),
  "response.header-required": kind("none", "breaking", "none", "{where} is now required"),
  "response.header-optional": kind("breaking", "none", "none", "{where} may now be absent"),
  "security.required": kind("breaking", "notable", "access", "callers must now show who they are"),
  "security.public": kind("none", "breaking", "access", "anyone may call now"),
  "security.way-added": kind("none", "notable", "access", "callers may now show {after}"),
  "security.way-removed": kind("breaking", "notable", "access", "{before} is no longer enough"),
  "schema.added": kind("none", "none", "none", "the schema {after} is new"),
  "schema.removed": kind("none", "notable", "none", "the schema {before} is gone"),
} as const satisfies Record<string, Kind>;

/** Changes of the values that a request may hold: fewer break callers, more break handlers. */
const ofRequests = {
  "request.type-narrowed": kind("breaking", "none", "none", "{where} is now {after}, not {before}"),
  "request.type-widened": kind(
    "none",
    "breaking",
    "none",
    "{where} may now be {after}, not only {before}",
  ),
  "request.type-changed": kind(
    "breaking",
    "breaking",
    "none",
    "{where} is now {after}, not {before}",
  ),
  "request.property-added": kind("none", "none", "none", "{where} is new"),
  "request.property-added-required": kind(
    "breaking",
    "none",
    "none",
    "{where} is new, and required",
  ),
  "request.property-removed": kind("notable", "breaking", "none", "{where} is gone"),
  "request.property-refused": kind("breaking", "breaking", "none", "{where} is gone, and refused"),
  "request.property-required": kind("breaking", "none", "none", "{where} is now required"),
  "request.property-optional": kind("none", "breaking", "none", "{where} may now be absent"),
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
    "{where} need not match {before} any more",
  ),
  "request.pattern-changed": kind(
    "breaking",
    "notable",
    "none",
    "{where} must now match {after}, not {before}",
  ),
  "request.format-added": kind("breaking", "none", "none", "{where} must now be a {after}"),
  "request.format-dropped": kind(
    "none",
    "notable",
    "none",
    "{where} need not be a {before} any more",
  ),
  "request.format-changed": kind(
    "breaking",
    "notable",
    "none",
    "{where} must now be a {after}, not a {before}",
  ),
  "request.rule-added": kind("breaking", "none", "none", "{where} is now held to {after}"),
  "request.rule-dropped": kind("none", "notable", "none", "{where} is no longer held to {before}"),
  "request.rule-changed": kind("breaking", "notable", "none", "{where} is held to another {after}"),
  "request.closed": kind(
    "breaking",
    "breaking",
    "none",
    "{where} takes no undeclared names any more",
  ),
  "request.opened": kind("none", "notable", "none", "{where} now takes undeclared names"),
  "request.choice-added": kind("none", "breaking", "none", "{where} may now be {after}"),
  "request.choice-removed": kind(
    "breaking",
    "breaking",
    "none",
    "{where} may no longer be {before}",
  ),
  "request.choices-changed": kind("breaking", "breaking", "none", "{where} is another choice now"),
  "request.default-added": kind("none", "none", "none", "{where} is {after} where it is absent"),
  "request.default-dropped": kind("notable", "breaking", "none", "{where} has no default any more"),
  "request.default-changed": kind(
    "notable",
    "notable",
    "none",
    "{where} is {after} where it is absent, not {before}",
  ),
} as const satisfies Record<string, Kind>;

/** Changes of the values that a response may hold: fewer break handlers, more break callers. */
const ofResponses = {
  "response.type-narrowed": kind(
    "none",
    "breaking",
    "none",
    "{where} is now {after}, not {before}",
  ),
  "response.type-widened": kind(
    "breaking",
    "none",
    "none",
    "{where} may now be {after}, not only {before}",
  ),
  "response.type-changed": kind(
    "breaking",
    "breaking",
    "none",
    "{where} is now {after}, not {before}",
  ),
  "response.property-added": kind("none", "none", "none", "{where} is new"),
  "response.property-added-required": kind(
    "none",
    "breaking",
    "none",
    "{where} is new, and required",
  ),
  "response.property-removed": kind("breaking", "breaking", "none", "{where} is gone"),
  "response.property-required": kind("none", "breaking", "none", "{where} is now required"),
  "response.property-optional": kind("breaking", "none", "none", "{where} may now be absent"),
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
    "{where} need not match {before} any more",
  ),
  "response.pattern-changed": kind(
    "notable",
    "notable",
    "none",
    "{where} must now match {after}, not {before}",
  ),
  "response.format-added": kind("none", "notable", "none", "{where} must now be a {after}"),
  "response.format-dropped": kind(
    "notable",
    "notable",
    "none",
    "{where} need not be a {before} any more",
  ),
  "response.format-changed": kind(
    "breaking",
    "notable",
    "none",
    "{where} must now be a {after}, not a {before}",
  ),
  "response.rule-added": kind("none", "notable", "none", "{where} is now held to {after}"),
  "response.rule-dropped": kind("notable", "none", "none", "{where} is no longer held to {before}"),
  "response.rule-changed": kind("notable", "notable", "none", "{where} is held to another {after}"),
  "response.closed": kind("none", "breaking", "none", "{where} has no undeclared names any more"),
  "response.opened": kind("notable", "none", "none", "{where} may now have undeclared names"),
  "response.choice-added": kind("breaking", "none", "none", "{where} may now be {after}"),
  "response.choice-removed": kind("none", "breaking", "none", "{where} may no longer be {before}"),
  "response.choices-changed": kind("breaking", "breaking", "none", "{where} is another choice now"),
} as const satisfies Record<string, Kind>;

/** Changes of what is deployed. */
const ofInfrastructure = {
  "function.added": kind("none", "none", "change", "the function {where} is new"),
  "function.removed": kind(
    "none",
    "none",
    "replacement",
    "the function {where} goes, with its role and its logs",
  ),
  "function.memory": kind("none", "none", "change", "{where}: memory {after} MB, not {before}"),
  "function.timeout": kind("none", "notable", "change", "{where}: timeout {after} s, not {before}"),
  "function.architecture": kind(
    "none",
    "notable",
    "change",
    "{where}: runs on {after}, not on {before}",
  ),
  "function.environment": kind(
    "none",
    "notable",
    "change",
    "{where}: environment variables {before} become {after}",
  ),
  "function.layers": kind("none", "notable", "change", "{where}: layers {before} become {after}"),
  "function.reserved": kind(
    "notable",
    "none",
    "change",
    "{where}: {after} instances reserved, not {before}",
  ),
  "function.provisioned": kind(
    "none",
    "none",
    "change",
    "{where}: {after} instances kept ready, not {before}",
  ),
  "function.retention": kind(
    "none",
    "none",
    "change",
    "{where}: logs kept {after} days, not {before}",
  ),
  "function.deadLetter": kind(
    "none",
    "none",
    "change",
    "{where}: failed events go to {after}, not {before}",
  ),
  "function.vpc": kind("none", "notable", "change", "{where}: runs in {after}, not {before}"),
  "function.kms": kind("none", "none", "change", "{where}: encrypted with {after}, not {before}"),
  "function.retries": kind("none", "notable", "change", "{where}: {after} retries, not {before}"),
  "function.grant-added": kind("none", "none", "access", "{where}: its role gains {after}"),
  "function.grant-removed": kind("none", "breaking", "access", "{where}: its role loses {before}"),
  "function.stack": kind(
    "none",
    "none",
    "replacement",
    "{where}: moves to the stack {after}, from {before}",
  ),
  "method.access": kind("breaking", "notable", "access", "access is {after}, not {before}"),
  "method.authorizer": kind(
    "breaking",
    "notable",
    "access",
    "the authorizer is {after}, not {before}",
  ),
  "method.scopes": kind("breaking", "none", "access", "scopes {before} become {after}"),
  "method.apiKey": kind(
    "breaking",
    "none",
    "access",
    "an API key is needed: {after}, before: {before}",
  ),
  "method.function": kind(
    "none",
    "none",
    "change",
    "is served by the function {after}, not {before}",
  ),
  "method.integration": kind(
    "breaking",
    "breaking",
    "change",
    "is answered by {after}, not {before}",
  ),
  "method.timeout": kind("none", "none", "change", "the gateway waits {after} ms, not {before}"),
  "method.throttle": kind("notable", "none", "change", "throttle {before} becomes {after}"),
  "method.cache": kind("notable", "none", "change", "cache {before} becomes {after}"),
  "method.table": kind(
    "none",
    "breaking",
    "access",
    "its table: {after}, before: {before}; a handler that you remove is written anew",
  ),
  "method.validator": kind("none", "none", "change", "the gateway validates {after}, not {before}"),
  "method.fields": kind("notable", "none", "change", "{after} differs"),
  "table.added": kind("none", "none", "change", "the table {where} is new"),
  "table.removed": kind(
    "none",
    "none",
    "replacement",
    "the table {where} is no longer of the stack; it stays, with its items",
  ),
  "table.key": kind(
    "none",
    "none",
    "replacement",
    "the key of the table {where} is {after}, not {before}: an empty table takes its place",
  ),
  "table.index-added": kind("none", "none", "change", "the table {where} has the index {after}"),
  "table.index-removed": kind(
    "none",
    "none",
    "change",
    "the table {where} has no index {before} any more",
  ),
  "table.index-key": kind(
    "none",
    "none",
    "replacement",
    "an index of the table {where} has the key {after}, not {before}: give it another name",
  ),
  "table.indexes": kind(
    "none",
    "none",
    "change",
    "{before} indexes of the table {where} change, and CloudFormation makes or removes one in a deployment",
  ),
  "table.ttl": kind(
    "none",
    "none",
    "change",
    "items of {where} expire by {after}, not by {before}",
  ),
  "api.authorizers": kind(
    "notable",
    "notable",
    "access",
    "the authorizer {where}: {before} becomes {after}",
  ),
  "api.usagePlans": kind(
    "notable",
    "none",
    "change",
    "the usage plan {where}: {before} becomes {after}",
  ),
  "api.cors": kind("breaking", "none", "access", "CORS {before} becomes {after}"),
  "api.throttle": kind(
    "notable",
    "none",
    "change",
    "the throttle of the API {before} becomes {after}",
  ),
  "api.cache": kind("notable", "none", "change", "the cache cluster {before} becomes {after}"),
  "api.accessLogs": kind("none", "none", "change", "access logs: {after}, before: {before}"),
  "api.executionLogs": kind("none", "none", "change", "execution logs: {after}, before: {before}"),
  "api.tracing": kind("none", "none", "change", "tracing: {after}, before: {before}"),
  "api.waf": kind("notable", "none", "access", "the web ACL {before} becomes {after}"),
  "api.domain": kind("breaking", "none", "replacement", "the domain {before} becomes {after}"),
  "api.stageVariables": kind(
    "none",
    "notable",
    "change",
    "stage variables {before} become {after}",
  ),
  "api.binaryTypes": kind(
    "notable",
    "none",
    "change",
    "binary media types {before} become {after}",
  ),
  "api.policy": kind("breaking", "none", "access", "the resource policy differs"),
  "api.fields": kind("notable", "none", "change", "{where} differs"),
  "api.responses": kind("notable", "none", "change", "the gateway response {where} differs"),
} as const satisfies Record<string, Kind>;

/** Every kind of change, by its stable name. */
export const catalogue = {
  ...ofOperations,
  ...ofRequests,
  ...ofResponses,
  ...ofInfrastructure,
} as const;

export type KindName = keyof typeof catalogue;

/** True where a fact of something deployed has a kind of change; what a role may do is told one by one. */
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
