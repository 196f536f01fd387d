/**
 * An error stops the run before anything is written; a warning is reported and the run continues; a note needs no
 * action.
 */
export type Severity = "error" | "warning" | "note";

/** One row of the catalogue: `message` and `fix` may name parameters in braces. */
type Entry = { readonly severity: Severity; readonly message: string; readonly fix: string };

/**
 * Every problem that sls-gen can report, by its stable code. A code without a fix does not compile.
 */
export const catalogue = {
  "config/not-found": {
    severity: "error",
    message: "{path} does not exist",
    fix: "run `sls-gen init --spec FILE` here, or pass the path with --config FILE",
  },
  "config/syntax": {
    severity: "error",
    message: "{reason}",
    fix: "write the config as YAML: `spec: openapi.yaml`",
  },
  "config/unknown-key": {
    severity: "error",
    message: "unknown key `{key}`",
    fix: "{suggestion}",
  },
  "config/unknown-scheme": {
    severity: "warning",
    message: "`security` maps the scheme `{name}`, which the document does not declare",
    fix: "{suggestion}",
  },
  "config/value": { severity: "error", message: "`{key}` {reason}", fix: "{fix}" },
  "config/flag": {
    severity: "error",
    message: "{flag} is required",
    fix: "pass {flag} FILE",
  },
  "config/consent": {
    severity: "error",
    message: "files that you own are removed only with your consent",
    fix: "pass {flag}",
  },
  "spec/not-found": {
    severity: "error",
    message: "the document {path} does not exist",
    fix: "check the path; it is relative to the folder of {from}",
  },
  "spec/unreadable": {
    severity: "error",
    message: "cannot read {path}: {reason}",
    fix: "check that it is a file and that you may read it",
  },
  "spec/syntax": {
    severity: "error",
    message: "invalid YAML or JSON: {reason}",
    fix: "fix the syntax here",
  },
  "spec/not-openapi": {
    severity: "error",
    message: "not an OpenAPI document: `openapi: 3.x.y` is missing at its root",
    fix: "start the document with `openapi: 3.1.0`",
  },
  "spec/version": {
    severity: "error",
    message: "OpenAPI version {version} is not supported",
    fix: 'use OpenAPI 3.0, 3.1 or 3.2 (`openapi: 3.1.0`), or Swagger 2.0 (`swagger: "2.0"`)',
  },
  "spec/structure": {
    severity: "error",
    message: "{reason}",
    fix: "correct this section (OpenAPI specification, §4.8)",
  },
  "spec/rule": {
    severity: "error",
    message: "{reason}",
    fix: "{fix}",
  },
  "spec/variable-twice": {
    severity: "error",
    message: "the path {path} contains the variable `{name}` twice",
    fix: "give each path variable its own name",
  },
  "spec/variable-last": {
    severity: "warning",
    message: "the path {path} contains the variable `{name}` twice; the last one is used",
    fix: "give each path variable its own name",
  },
  "spec/loose": {
    severity: "warning",
    message: "{reason}",
    fix: "correct this section; it is ignored",
  },
  "spec/duplicate-operation-id": {
    severity: "error",
    message: "operationId `{id}` is already used by {first}",
    fix: "give each operation a unique operationId (OpenAPI 3.1 §4.8.10)",
  },
  "spec/path-variable": {
    severity: "error",
    message: "the path variable `{name}` of {key} has no parameter",
    fix: "declare a parameter `name: {name}, in: path, required: true`, or set `undeclared: assume` to treat it as a string",
  },
  "spec/duplicate-parameter": {
    severity: "error",
    message: "the {in} parameter `{name}` is declared twice",
    fix: "remove one of the two (OpenAPI 3.1 §4.8.10)",
  },
  "spec/path-parameter": {
    severity: "warning",
    message: "the path parameter `{name}` is not in the path of {key} and is ignored",
    fix: "add `{braced}` to the path, or remove the parameter",
  },
  "spec/security-scheme": {
    severity: "error",
    message: "the security scheme `{name}` is not declared",
    fix: "declare it under components.securitySchemes, correct the name, or set `undeclared: assume` to use IAM",
  },
  "spec/assumed": {
    severity: "warning",
    message: "{what} is not declared and is treated as {taken}",
    fix: "declare it in the document",
  },
  "spec/unused": {
    severity: "note",
    message: "ignored: {fields}",
    fix: "no action needed",
  },
  "spec/no-operations": {
    severity: "warning",
    message: "the document has no operations: there is nothing to deploy",
    fix: "add a path with a method under `paths`",
  },
  "ref/broken": {
    severity: "error",
    message: "`$ref: {ref}` cannot be resolved: {reason}",
    fix: "{fix}",
  },
  "ref/example": {
    severity: "warning",
    message: "the example is ignored: {reason}",
    fix: "correct the reference, or remove the example",
  },
  "ref/remote": {
    severity: "error",
    message: "`$ref: {ref}` is a URL; remote references are not fetched",
    fix: "store a copy of the file next to the document and refer to that",
  },
  "ref/outside": {
    severity: "error",
    message: "`$ref: {ref}` leaves the folder of the document",
    fix: "move the file into {folder}, or allow a folder that contains both: `root: FOLDER` in the config, `--root FOLDER` for init",
  },
  "ref/place": {
    severity: "note",
    message:
      "{count} references are used where OpenAPI does not define them (an operation, all paths, properties); they are followed",
    fix: "no action needed; bundlers follow them too",
  },
  "ref/cycle": {
    severity: "error",
    message: "`$ref: {ref}` refers back to itself",
    fix: "make one of the references point to an actual object",
  },
  "name/changed": {
    severity: "note",
    message: "`{wire}` is named {name} in the generated code",
    fix: "no action needed; the name is stable as long as the document's name is",
  },
  "schema/keyword": {
    severity: "warning",
    message: "the keyword `{keyword}` is not enforced",
    fix: "express it with other keywords, or check it in the handler",
  },
  "schema/malformed": {
    severity: "warning",
    message: "`{keyword}` must be {words}; it is not enforced",
    fix: "correct its value (JSON Schema Validation §6)",
  },
  "schema/type": {
    severity: "error",
    message: "`type: {type}` is not a JSON Schema type",
    fix: "{fix}",
  },
  "schema/version": {
    severity: "error",
    message: "{reason}",
    fix: "{fix}",
  },
  "schema/circular": {
    severity: "warning",
    message: "the schema refers to itself through `$ref: {ref}`; the cycle is ignored",
    fix: "move what both need into its own schema and refer to that",
  },
  "schema/weight": {
    severity: "error",
    message:
      "a single value would be checked against {count} schemas, because each of them refers to others more than once",
    fix: "reference each schema once",
  },
  "schema/unknown": {
    severity: "warning",
    message: "`{keyword}` is not a schema keyword and is ignored",
    fix: "{suggestion}",
  },
  "schema/inapplicable": {
    severity: "warning",
    message: "`{keyword}` has no effect: the schema allows only {types}",
    fix: "remove it, or move it to a schema that it applies to",
  },
  "schema/nullable-version": {
    severity: "warning",
    message: "`nullable` was removed in OpenAPI 3.1 and is ignored",
    fix: 'add "null" to `type`: `type: [string, "null"]`',
  },
  "schema/nullable": {
    severity: "warning",
    message:
      "`nullable` has no effect without `type` in the same schema (OpenAPI 3.0.3) and is ignored",
    fix: "add `type`, or set `nullable: lenient` in the config to allow null",
  },
  "schema/pattern": {
    severity: "warning",
    message: "`pattern: {pattern}` is not enforced: {reason}",
    fix: "write it as an ECMA-262 regular expression (JSON Schema Core, regular expressions)",
  },
  "schema/pattern-dialect": {
    severity: "warning",
    message: "`pattern: {pattern}` uses another regular expression dialect and is read as {read}",
    fix: "write it as an ECMA-262 regular expression (JSON Schema Core, regular expressions)",
  },
  "schema/pattern-flag": {
    severity: "warning",
    message: "`pattern: {pattern}` is invalid in Unicode mode (flag u) and is used without it",
    fix: "remove needless escapes such as `\\-` outside a class",
  },
  "schema/pattern-backtracking": {
    severity: "warning",
    message: "`pattern: {pattern}` can backtrack exponentially on input that almost matches",
    fix: "make the match unambiguous, for example `(a+)+` → `a+`, and set maxLength",
  },
  "schema/format": {
    severity: "warning",
    message: "the format `{format}` is unknown and is not checked",
    fix: "add a `pattern`, or keep it as an annotation",
  },
  "schema/default": {
    severity: "warning",
    message: "the default is not valid against its own schema and is not applied",
    fix: "change the default, or the schema",
  },
  "schema/example": {
    severity: "warning",
    message: "the example is not valid against its own schema and is not used in tests: {reason}",
    fix: "change the example, or the schema",
  },
  "local/not-generated": {
    severity: "error",
    message: "cannot read {path}: {reason}",
    fix: "run `sls-gen generate` first",
  },
  "local/environment": {
    severity: "error",
    message: "cannot read the environment variables in {path}: {reason}",
    fix: "pass another file with --env",
  },
  "local/settings": {
    severity: "error",
    message: "cannot use {path}: {reason}",
    fix: "fix it, or delete it: the next start creates a new one",
  },
  "local/port": {
    severity: "error",
    message: "port {port} is not available: {reason}",
    fix: "choose another port with --port",
  },
  "local/build": {
    severity: "error",
    message: "cannot bundle the functions: {reason}",
    fix: "fix that file; `npm run typecheck` and `npm install` may tell more",
  },
  "local/database": {
    severity: "error",
    message: "cannot use the database: {what}: {reason}",
    fix: "correct DYNAMODB_ENDPOINT or --data, or omit both to use a database in memory",
  },
  "local/not-emulated": {
    severity: "error",
    message: "the local gateway does not emulate {what}",
    fix: "test it on AWS, or remove it from the document that you run locally",
  },
  "operation/unroutable": {
    severity: "error",
    message: "API Gateway cannot route {key}: {reason}",
    fix: "change the path, or skip such operations with `--unroutable omit`",
  },
  "operation/omitted": {
    severity: "warning",
    message: "{key} is skipped: {reason}",
    fix: "change the path to include the operation",
  },
  "operation/none-left": {
    severity: "error",
    message: "all {count} operations are skipped: API Gateway can route none of them",
    fix: "change the paths; a warning explains each of them",
  },
  "operation/parameter": {
    severity: "error",
    message: "the parameter `{name}` {reason}",
    fix: "{fix}",
  },
  "operation/header": {
    severity: "warning",
    message: "the header parameter `{name}` is ignored: OpenAPI defines it by {instead}",
    fix: "remove the parameter (OpenAPI 3.1 §4.8.12.1)",
  },
  "operation/media-parameters": {
    severity: "warning",
    message: "`{type}` is the same media type as an earlier one and is ignored",
    fix: "remove one of the two (RFC 9110 §8.3.1)",
  },
  "operation/media-type": {
    severity: "warning",
    message:
      "`{type}` is not a media type: its content is treated as bytes, and clients cannot request it",
    fix: "use a type and a subtype, such as application/json (RFC 9110 §8.3.1)",
  },
  "operation/no-content": {
    severity: "warning",
    message: "a {status} response has no content: its declared content is ignored",
    fix: "remove `content`, or use status 200 (RFC 9110 §15.3.5, §15.3.6, §15.4.5)",
  },
  "operation/untested": {
    severity: "note",
    message:
      "{key} has no contract test for a valid request: no sample could be generated for {what}",
    fix: "add a valid example",
  },
  "schema/unsampled": {
    severity: "note",
    message: "{what}: no test shows {rules}",
    fix: "nothing, if another rule refuses the same values; else add an example that reaches it",
  },
  "operation/pathname": {
    severity: "warning",
    message: "{key} is routed as {path}: `?` and `#` are not part of a path",
    fix: "declare query parameters instead (OpenAPI 3.1 §4.8.8)",
  },
  "operation/text": {
    severity: "warning",
    message:
      "{type} is not parsed: handlers receive and return text, and its schema is not enforced",
    fix: "parse it in the handler, or offer application/json as well",
  },
  "operation/encoding": {
    severity: "warning",
    message: "`{field}` in the encoding of `{name}` is ignored",
    fix: "remove it, or check the part in the handler",
  },
  "operation/body-ignored": {
    severity: "warning",
    message: "the request body of {key} is ignored: {method} has no defined body",
    fix: "use POST, PUT or PATCH (RFC 9110 §9.3)",
  },
  "security/unmapped": {
    severity: "error",
    message:
      "the security scheme `{name}` ({type}) is not mapped; {key} is the first operation that requires it",
    fix: "map it in sls-gen.config.yaml, for example `security: {braced}`",
  },
  "security/alternatives": {
    severity: "warning",
    message:
      "{key} allows more combinations of schemes than API Gateway can check at once: callers are checked by {chosen}",
    fix: "{fix}",
  },
  "security/scopes": {
    severity: "warning",
    message:
      "{key} requires the scopes {scopes} of `{scheme}`, which the mapped authorizer cannot check",
    fix: "map it to `kind: cognito`, token or request, or check the scopes in the handler",
  },
  "gateway/malformed": {
    severity: "error",
    message: "`{name}` {reason}",
    fix: "correct it (API Gateway: OpenAPI extensions), or remove it",
  },
  "gateway/base64": {
    severity: "warning",
    message:
      "{key} returns bytes only if `Accept` starts with {type}; other clients, including browsers, get base64",
    fix: 'set `x-amazon-apigateway-binary-media-types: ["*/*"]` at the root of the document: API Gateway then treats every body as bytes',
  },
  "gateway/own-cors": {
    severity: "warning",
    message:
      "pages of other origins cannot read the response of {key}: its own integration does not set the `cors` headers",
    fix: "map `method.response.header.Access-Control-Allow-Origin` in the responses of the integration, and declare the header",
  },
  "gateway/integration": {
    severity: "error",
    message: "API Gateway rejects the integration of {key}: {reason}",
    fix: "correct it (x-amazon-apigateway-integration), or remove it",
  },
  "gateway/integration-fails": {
    severity: "warning",
    message: "the integration of {key} will fail: {reason}",
    fix: "correct it (x-amazon-apigateway-integration)",
  },
  "gateway/evaluated": {
    severity: "error",
    message: "`{name}` contains something that CloudFormation or CDK would evaluate",
    fix: "use a literal value; if you trust the document, allow it with `--intrinsics keep`, or `intrinsics: keep` in the config",
  },
  "gateway/overridden": {
    severity: "warning",
    message: "the document's own `{name}` overrides `{key}`",
    fix: "set it in one place",
  },
  "settings/unused": {
    severity: "warning",
    message:
      "{key} has its own integration and no function: {names} in its x-sls-gen have no effect",
    fix: "remove them, or remove the integration",
  },
  "settings/together": {
    severity: "error",
    message: "{key} cannot have {what}",
    fix: "{fix}",
  },
  "settings/shared": {
    severity: "warning",
    message:
      "operations that share the function {name} differ in {what}: {chosen} is used for all of them",
    fix: "use the same value, or separate functions",
  },
  "table/unfit": {
    severity: "error",
    message: "the table {table}: {reason}",
    fix: "{fix}",
  },
  "table/action": {
    severity: "error",
    message: "{key}, `{action}` on the table {table}: {reason}",
    fix: "{fix}",
  },
  "table/open": {
    severity: "note",
    message: "the table {table} stores only the properties that {schema} declares",
    fix: "declare every property to store, or set `additionalProperties: false`",
  },
  "table/ignored": {
    severity: "note",
    message: "{key}: the generated handler ignores {names}",
    fix: "use them in the handler, which you own",
  },
  "table/sparse": {
    severity: "note",
    message: "the table {table}: items without `{sortKey}` are not in the index {name}",
    fix: "add it to `required`, or list from the index with `page.index`: {name}",
  },
  "table/empty-key": {
    severity: "warning",
    message: "the table {table}: `{name}` may be empty, and key attributes must not be",
    fix: "set `minLength: 1`",
  },
  "security/optional": {
    severity: "warning",
    message: "the document allows calling {key} without credentials; the gateway requires them",
    fix: "set `optionalSecurity: public` in the config to open such operations",
  },
  "settings/unknown-key": {
    severity: "error",
    message: "unknown key `{key}` in {field}",
    fix: "{suggestion}",
  },
  "settings/misplaced": {
    severity: "error",
    message: "x-sls-gen is read at the root of the document and in operations only",
    fix: "move it to the operation it is meant for",
  },
  "settings/value": {
    severity: "error",
    message: "`{key}` of {field} {reason}",
    fix: "{fix}",
  },
  "settings/timeout": {
    severity: "error",
    message: "{key} has a timeout of {timeout} s, and API Gateway waits for 29 s",
    fix: "set `timeout` to 29 or less, or set `async: true` to let the function continue",
  },
  "settings/cache-key": {
    severity: "error",
    message: "{key} cannot be cached by `{name}`: the gateway does not know it",
    fix: "use one of: {known}",
  },
  "settings/cache-shared": {
    severity: "warning",
    message:
      "responses of {key} are shared by all callers: the cache key does not include the caller",
    fix: "cache only what does not depend on the caller, or add a header to `cache.keys`",
  },
  "settings/async-type": {
    severity: "error",
    message: "{key} is async and accepts {type}: API Gateway needs each media type by name",
    fix: "name each media type, or remove `async`",
  },
  "settings/async-repeated": {
    severity: "warning",
    message:
      "{key} is async: if the query parameter `{name}` is repeated, the function gets only the last value",
    fix: "send the list as one value: `explode: false`",
  },
  "settings/async": {
    severity: "warning",
    message: "{key} is async: callers always get 202, whatever else the document declares",
    fix: "declare a 202 response and no other success",
  },
  "settings/cors": {
    severity: "error",
    message: "`cors` allows credentials for every origin, which browsers reject",
    fix: "list the origins, or remove `credentials`",
  },
  "gateway/model-size": {
    severity: "warning",
    message:
      "the model {name} has {bytes} bytes, and API Gateway accepts 400000: the gateway checks only its type",
    fix: "no action needed: the function checks the rest",
  },
  "gateway/ignored": {
    severity: "warning",
    message: "`{name}` has no effect on a REST API and is ignored",
    fix: "use `x-sls-gen`, or remove it",
  },
  "gateway/validator": {
    severity: "error",
    message: "the request validator `{name}` does not exist",
    fix: "use one of {known}, or declare it in x-amazon-apigateway-request-validators",
  },
  "gateway/reserved": {
    severity: "warning",
    message: "{path} cannot be reached behind a custom domain: API Gateway reserves it",
    fix: "use another path",
  },
  "gateway/limit": {
    severity: "warning",
    message: "{what}: {count}; the AWS quota is {limit}",
    fix: "{fix}",
  },
  "spec/revision": {
    severity: "error",
    message: "git cannot find {source}: {reason}",
    fix: "use git:REVISION:PATH with a path relative to here, such as git:HEAD~1:openapi.yaml",
  },
  "template/broken": {
    severity: "error",
    message: "the template failed: {reason}",
    fix: "fix the template",
  },
  "template/unknown": {
    severity: "warning",
    message: "templates/{name} does not override any template",
    fix: "{suggestion}",
  },
  "template/no-such": {
    severity: "error",
    message: "the template {name} does not exist",
    fix: "{suggestion}",
  },
  "template/not-yours": {
    severity: "error",
    message: "templates/{name} does not exist: the built-in template is used",
    fix: "{suggestion}",
  },
  "template/outdated": {
    severity: "warning",
    message: "templates/{name} overrides a built-in template that has changed since",
    fix: "compare both with `sls-gen templates diff {name}`; merge them with `sls-gen templates eject {name}`",
  },
  "template/no-packs": {
    severity: "error",
    message: "the project has no packs of its own to test",
    fix: "name a folder of the project under `packs` in the config: see docs/write-a-pack.md",
  },
  "template/type": {
    severity: "error",
    message: "the template {name} receives {given}, and its first line names {declared}",
    fix: "say in its first line that it takes {given}, as the templates of docs/write-a-pack.md do",
  },
  "template/pack": { severity: "error", message: "the pack {pack}: {reason}", fix: "{fix}" },
  "write/collides": {
    severity: "error",
    message: "{path} already contains files that the project would write: {paths}",
    fix: "move them, or choose another folder",
  },
  "write/exists": {
    severity: "error",
    message: "{path} already exists and is not overwritten",
    fix: "run `sls-gen generate` there, or choose another folder",
  },
  "write/blocked": {
    severity: "error",
    message: "{path} is in the way: sls-gen did not write it and will not replace it",
    fix: "move it, then run again",
  },
  "write/edited": {
    severity: "error",
    message: "{path} is generated, and was edited",
    fix: "move the change into a file that you own, or override the template {template}; --force overwrites it and keeps {path}.orig",
  },
  "write/conflict": {
    severity: "error",
    message: "{path} was changed by you and by sls-gen in the same place",
    fix: "change it as shown, or pass --conflict yours to keep your version, --conflict markers to resolve it in the file",
  },
  "write/changed": {
    severity: "error",
    message: "{path} was changed while sls-gen was running; nothing was written",
    fix: "run again",
  },
  "write/package": {
    severity: "error",
    message: "package.json is not compatible with the project: {reason}",
    fix: "use a separate folder for the project, or change package.json first",
  },
  "write/by-hand": {
    severity: "warning",
    message: "{path} is yours and does not contain `{text}`",
    fix: "{advice}",
  },
  "write/locked": {
    severity: "error",
    message: "another run is writing here (process {pid})",
    fix: "wait until it has finished, then run again",
  },
  "write/interrupted": {
    severity: "warning",
    message: "an earlier run was interrupted while writing",
    fix: "run `sls-gen generate`, which completes or reverts it",
  },
  "write/refused": {
    severity: "error",
    message: "cannot write {path}: {reason}",
    fix: "make it writable, then run again",
  },
  "write/no-contract": {
    severity: "error",
    message: "there is no earlier run to compare with",
    fix: "run `sls-gen generate` first, or pass two documents",
  },
  "write/manifest": {
    severity: "error",
    message: "cannot use the record of generated files: {reason}",
    fix: "restore .sls-gen/manifest.json from version control",
  },
} as const satisfies Record<string, Entry>;

/** A stable name of a problem, such as `ref/broken`. */
export type Code = keyof typeof catalogue;

/** The parameters that a text names in braces. */
export type NamedIn<Text extends string> = Text extends `${string}{${infer Name}}${infer Rest}`
  ? Name | NamedIn<Rest>
  : never;

/** What a code needs to be told: a value for each parameter of its message and its fix, and nothing else. */
export type ParametersOf<Each extends Code> = Readonly<
  Record<NamedIn<(typeof catalogue)[Each]["message"] | (typeof catalogue)[Each]["fix"]>, string>
>;
