/**
 * How bad: an error stops the run before anything is written; a warning is told and the run goes on; a
 * note is what people may want to know and need not mend.
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
    message: "there is no {path}",
    fix: "run `sls-gen init --spec FILE` here, or name the config with --config FILE",
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
    message: "`security` names the scheme `{name}`, which the document does not have",
    fix: "{suggestion}",
  },
  "config/value": { severity: "error", message: "`{key}` {reason}", fix: "{fix}" },
  "config/flag": {
    severity: "error",
    message: "{flag} is missing",
    fix: "say it on the command line: {flag} FILE",
  },
  "config/consent": {
    severity: "error",
    message: "files of yours are removed only with your consent",
    fix: "say it on the command line: {flag}",
  },
  "spec/not-found": {
    severity: "error",
    message: "the document {path} does not exist",
    fix: "check the path; it is relative to the folder of {from}",
  },
  "spec/unreadable": {
    severity: "error",
    message: "{path} cannot be read: {reason}",
    fix: "make it a readable file",
  },
  "spec/syntax": {
    severity: "error",
    message: "not YAML or JSON: {reason}",
    fix: "mend the text at this place",
  },
  "spec/not-openapi": {
    severity: "error",
    message: "this is not an OpenAPI document: it has no `openapi: 3.x.y` at its root",
    fix: "begin the document with `openapi: 3.1.0`",
  },
  "spec/version": {
    severity: "error",
    message: "OpenAPI version {version} is not supported",
    fix: 'use OpenAPI 3.0, 3.1 or 3.2 (`openapi: 3.1.0`), or Swagger 2.0 (`swagger: "2.0"`)',
  },
  "spec/structure": {
    severity: "error",
    message: "{reason}",
    fix: "mend this part: see the OpenAPI specification, §4.8",
  },
  "spec/rule": {
    severity: "error",
    message: "{reason}",
    fix: "{fix}",
  },
  "spec/variable-twice": {
    severity: "error",
    message: "the path {path} has the variable `{name}` twice",
    fix: "give each variable a name of its own",
  },
  "spec/variable-last": {
    severity: "warning",
    message: "the path {path} has the variable `{name}` twice: the last one is read",
    fix: "give each variable a name of its own",
  },
  "spec/loose": {
    severity: "warning",
    message: "{reason}",
    fix: "mend this part; nothing is generated from it",
  },
  "spec/duplicate-operation-id": {
    severity: "error",
    message: "operationId `{id}` is used by {first} already",
    fix: "give each operation an operationId of its own (OpenAPI 3.1 §4.8.10)",
  },
  "spec/path-variable": {
    severity: "error",
    message: "the path variable `{name}` of {key} has no parameter",
    fix: "declare a parameter `name: {name}, in: path, required: true`, or take such for text with `undeclared: assume`",
  },
  "spec/duplicate-parameter": {
    severity: "error",
    message: "the {in} parameter `{name}` is declared twice",
    fix: "remove one of the two (OpenAPI 3.1 §4.8.10)",
  },
  "spec/path-parameter": {
    severity: "warning",
    message: "the path parameter `{name}` is not in the path of {key} and is left out",
    fix: "write `{braced}` in the path, or remove the parameter",
  },
  "spec/security-scheme": {
    severity: "error",
    message: "the security scheme `{name}` is not declared",
    fix: "declare it under components.securitySchemes, correct the name, or take such for IAM with `undeclared: assume`",
  },
  "spec/assumed": {
    severity: "warning",
    message: "{what} is not declared and is taken for {taken}",
    fix: "declare it in the document",
  },
  "spec/unused": {
    severity: "note",
    message: "nothing is generated from {fields}",
    fix: "nothing needs to be done",
  },
  "spec/no-operations": {
    severity: "warning",
    message: "the document has no operation: there will be nothing to deploy",
    fix: "add a path with a method under `paths`",
  },
  "ref/broken": {
    severity: "error",
    message: "`$ref: {ref}` leads nowhere: {reason}",
    fix: "{fix}",
  },
  "ref/example": {
    severity: "warning",
    message: "an example is left out: {reason}",
    fix: "correct the reference, or remove the example",
  },
  "ref/remote": {
    severity: "error",
    message: "`$ref: {ref}` is a network address, which is never fetched",
    fix: "keep a copy of the file beside the document and refer to that",
  },
  "ref/outside": {
    severity: "error",
    message: "`$ref: {ref}` leaves the folder of the document",
    fix: "move the file into {folder}, or allow a folder that holds both: `root: FOLDER` in the config, `--root FOLDER` for init",
  },
  "ref/place": {
    severity: "note",
    message:
      "{count} references stand where OpenAPI has none (an operation, all paths, properties), and are followed",
    fix: "nothing needs to be done; bundlers follow them too",
  },
  "ref/cycle": {
    severity: "error",
    message: "`$ref: {ref}` leads back to itself",
    fix: "let one of the references name a real object",
  },
  "name/changed": {
    severity: "note",
    message: "`{wire}` is called {name} in code",
    fix: "nothing needs to be done; the name stays the same as long as the document's does",
  },
  "schema/keyword": {
    severity: "warning",
    message: "the keyword `{keyword}` is not enforced",
    fix: "say it with other keywords, or check it in the handler",
  },
  "schema/malformed": {
    severity: "warning",
    message: "`{keyword}` must be {words}; as it is, it is not enforced",
    fix: "mend its value (JSON Schema Validation §6)",
  },
  "schema/type": {
    severity: "error",
    message: "`type: {type}` is no type of a schema",
    fix: "{fix}",
  },
  "schema/version": {
    severity: "error",
    message: "{reason}",
    fix: "{fix}",
  },
  "schema/circular": {
    severity: "warning",
    message:
      "the schema applies itself to the same value through `$ref: {ref}`, which is taken as fulfilled",
    fix: "take what both need into a schema of its own, and refer to that",
  },
  "schema/weight": {
    severity: "error",
    message:
      "one value would be checked against {count} schemas: each of these refers to others more than once",
    fix: "name each schema once; where the same is meant twice, one reference is enough",
  },
  "schema/unknown": {
    severity: "warning",
    message: "`{keyword}` is no keyword of a schema: it constrains nothing",
    fix: "{suggestion}",
  },
  "schema/inapplicable": {
    severity: "warning",
    message: "`{keyword}` constrains nothing here: the schema allows {types} only",
    fix: "remove it, or say it where it applies",
  },
  "schema/nullable-version": {
    severity: "warning",
    message: "`nullable` means nothing since OpenAPI 3.1: null is not added",
    fix: 'add "null" to `type`: `type: [string, "null"]`',
  },
  "schema/nullable": {
    severity: "warning",
    message: "`nullable` means nothing without `type` beside it (OpenAPI 3.0.3): null is not added",
    fix: "write `type` beside it, or let null be added with `nullable: lenient` in the config",
  },
  "schema/pattern": {
    severity: "warning",
    message: "`pattern: {pattern}` is not enforced: {reason}",
    fix: "write it as ECMA-262 has it (JSON Schema Core, regular expressions)",
  },
  "schema/pattern-dialect": {
    severity: "warning",
    message: "`pattern: {pattern}` is written for another engine and is read as {read}",
    fix: "write it as ECMA-262 has it (JSON Schema Core, regular expressions)",
  },
  "schema/pattern-flag": {
    severity: "warning",
    message: "`pattern: {pattern}` does not compile with Unicode (flag u) and is used without it",
    fix: "remove needless escapes such as `\\-` outside a class",
  },
  "schema/pattern-backtracking": {
    severity: "warning",
    message:
      "`pattern: {pattern}` backtracks without bounds: a text that nearly matches can take exponential time",
    fix: "let each text match in one way only, such as `(a+)+` → `a+`, and set maxLength",
  },
  "schema/format": {
    severity: "warning",
    message: "the format `{format}` is not known and not checked",
    fix: "add a `pattern`, or leave it as an annotation",
  },
  "schema/default": {
    severity: "warning",
    message: "the default is not valid under its own schema and is not put in",
    fix: "change the default, or the schema",
  },
  "schema/example": {
    severity: "warning",
    message: "the example is not valid under its own schema and is not used in tests: {reason}",
    fix: "change the example, or the schema",
  },
  "local/not-generated": {
    severity: "error",
    message: "{path} cannot be read: {reason}",
    fix: "run `sls-gen generate` first",
  },
  "local/environment": {
    severity: "error",
    message: "the variables in {path} cannot be read: {reason}",
    fix: "name another file with --env",
  },
  "local/settings": {
    severity: "error",
    message: "{path} cannot be used: {reason}",
    fix: "mend it, or remove it: it is made anew",
  },
  "local/port": {
    severity: "error",
    message: "the port {port} cannot be had: {reason}",
    fix: "choose another with --port",
  },
  "local/build": {
    severity: "error",
    message: "the functions cannot be bundled: {reason}",
    fix: "mend that file; `npm run typecheck` and `npm install` may say more",
  },
  "local/database": {
    severity: "error",
    message: "the database cannot be used: {what}: {reason}",
    fix: "mend DYNAMODB_ENDPOINT or --data, or leave both out for a database in memory",
  },
  "local/not-emulated": {
    severity: "error",
    message: "the local gateway does not emulate {what}",
    fix: "test it on AWS, or leave it out of the document that you run locally",
  },
  "operation/unroutable": {
    severity: "error",
    message: "API Gateway cannot route {key}: {reason}",
    fix: "change the path, or leave such operations out with `--unroutable omit`",
  },
  "operation/omitted": {
    severity: "warning",
    message: "{key} is left out: {reason}",
    fix: "change the path to bring the operation back",
  },
  "operation/none-left": {
    severity: "error",
    message:
      "nothing is left of the document: API Gateway can route none of its {count} operations",
    fix: "change the paths: a warning says of each what is wrong",
  },
  "operation/parameter": {
    severity: "error",
    message: "the parameter `{name}` {reason}",
    fix: "{fix}",
  },
  "operation/header": {
    severity: "warning",
    message: "the header parameter `{name}` is ignored: OpenAPI gives its meaning to {instead}",
    fix: "remove the parameter (OpenAPI 3.1 §4.8.12.1)",
  },
  "operation/media-parameters": {
    severity: "warning",
    message: "`{type}` is the same media type as one above it, and is left out",
    fix: "remove one of the two (RFC 9110 §8.3.1)",
  },
  "operation/media-type": {
    severity: "warning",
    message:
      "`{type}` is no media type: what comes under it is read as bytes, and nobody can ask for it",
    fix: "write a type and a subtype, such as application/json (RFC 9110 §8.3.1)",
  },
  "operation/no-content": {
    severity: "warning",
    message: "an answer {status} has no content: what is declared of it is left out",
    fix: "remove `content`, or answer 200 (RFC 9110 §15.3.5, §15.3.6, §15.4.5)",
  },
  "operation/untested": {
    severity: "note",
    message:
      "no contract test sends {key} a request that is accepted: none could be made for {what}",
    fix: "give an example that is valid",
  },
  "operation/pathname": {
    severity: "warning",
    message: "{key} is routed as {path}: what stands after `?` or `#` is no part of a path",
    fix: "declare it as parameters in query (OpenAPI 3.1 §4.8.8)",
  },
  "operation/text": {
    severity: "warning",
    message: "{type} is not parsed: handlers get and return text, and its schema is not enforced",
    fix: "parse it in the handler, or offer application/json as well",
  },
  "operation/encoding": {
    severity: "warning",
    message: "`{field}` of the encoding of `{name}` is not read",
    fix: "remove it, or check the part in the handler",
  },
  "operation/body-ignored": {
    severity: "warning",
    message: "the body of {key} is ignored: {method} has no defined body",
    fix: "use POST, PUT or PATCH (RFC 9110 §9.3)",
  },
  "security/unmapped": {
    severity: "error",
    message:
      "nothing stands for the security scheme `{name}` ({type}), which {key} is the first to ask for",
    fix: "say in the config what does, for example `security: {braced}`",
  },
  "security/alternatives": {
    severity: "warning",
    message:
      "{key} asks for more than API Gateway can check at once: callers are checked by {chosen}",
    fix: "{fix}",
  },
  "security/scopes": {
    severity: "warning",
    message:
      "{key} asks for the scopes {scopes} of `{scheme}`, which what stands for it cannot check",
    fix: "let a user pool or an authorizer stand for it (`kind: cognito`, token or request), or check them in the handler",
  },
  "gateway/malformed": {
    severity: "error",
    message: "`{name}` {reason}",
    fix: "mend it as API Gateway has it, or remove it",
  },
  "gateway/base64": {
    severity: "warning",
    message:
      "{key} answers bytes only where `Accept` begins with {type}: others, browsers among them, get base64",
    fix: 'write `x-amazon-apigateway-binary-media-types: ["*/*"]` at the root of the document: every body is bytes to API Gateway then',
  },
  "gateway/own-cors": {
    severity: "warning",
    message:
      "pages of other origins cannot read what {key} answers: its own integration maps no header of `cors`",
    fix: "map `method.response.header.Access-Control-Allow-Origin` in the responses of the integration, and declare the header",
  },
  "gateway/integration": {
    severity: "error",
    message: "API Gateway does not take the integration of {key}: {reason}",
    fix: "mend it as API Gateway has it (x-amazon-apigateway-integration), or remove it",
  },
  "gateway/integration-fails": {
    severity: "warning",
    message: "the integration of {key} will not do what it says: {reason}",
    fix: "mend it as API Gateway has it (x-amazon-apigateway-integration)",
  },
  "gateway/evaluated": {
    severity: "error",
    message: "`{name}` holds what CloudFormation or CDK would evaluate",
    fix: "write the value itself; where the document is yours, allow it with `--intrinsics keep`, or `intrinsics: keep` in the config",
  },
  "gateway/overridden": {
    severity: "warning",
    message: "the document's own `{name}` wins over `{key}`",
    fix: "say it in one place",
  },
  "settings/unused": {
    severity: "warning",
    message:
      "{key} has an integration of its own and no function: {names} of its x-sls-gen mean nothing",
    fix: "remove them, or the integration",
  },
  "settings/together": {
    severity: "error",
    message: "{key} cannot have {what}",
    fix: "{fix}",
  },
  "settings/shared": {
    severity: "warning",
    message: "operations that share the function {name} differ in {what}: {chosen} holds for all",
    fix: "let them agree, or have functions of their own",
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
    message: "the table {table} keeps what {schema} declares and nothing else",
    fix: "declare every property that is to be kept, or write `additionalProperties: false`",
  },
  "table/ignored": {
    severity: "note",
    message: "{key}: the handler that is written makes nothing of {names}",
    fix: "use them in the handler, which is yours",
  },
  "table/sparse": {
    severity: "note",
    message: "the table {table}: items without `{sortKey}` are not in the index {name}",
    fix: "name it in `required`, or take lists from the index by `page: { index: {name} }`",
  },
  "table/empty-key": {
    severity: "warning",
    message: "the table {table}: `{name}` may be empty, which no key may be",
    fix: "give it `minLength: 1`",
  },
  "security/optional": {
    severity: "warning",
    message: "{key} may be called without credentials by the document; the gateway asks for them",
    fix: "open such operations with the config key `optionalSecurity: public`",
  },
  "settings/unknown-key": {
    severity: "error",
    message: "unknown key `{key}` in {field}",
    fix: "{suggestion}",
  },
  "settings/misplaced": {
    severity: "error",
    message: "x-sls-gen is read at the root of the document and in operations, not here",
    fix: "move it to the operation that it is meant for",
  },
  "settings/value": {
    severity: "error",
    message: "`{key}` of {field} {reason}",
    fix: "{fix}",
  },
  "settings/timeout": {
    severity: "error",
    message: "{key} has {timeout} seconds, and API Gateway waits 29",
    fix: "write `timeout: 29` or less, or let it run on with `async: true`",
  },
  "settings/cache-key": {
    severity: "error",
    message: "the cache of {key} cannot be told apart by `{name}`, which the gateway does not know",
    fix: "name one of: {known}",
  },
  "settings/cache-shared": {
    severity: "warning",
    message: "answers of {key} are cached for every caller alike: who calls is no part of the key",
    fix: "cache only what does not depend on the caller, or add a header to `cache.keys`",
  },
  "settings/async-type": {
    severity: "error",
    message:
      "{key} is async and takes {type}: API Gateway hands on media types that it knows by name",
    fix: "name each media type, or let the operation answer: remove `async`",
  },
  "settings/async-repeated": {
    severity: "warning",
    message:
      "{key} is async: where the query parameter `{name}` comes several times, the function sees the last value",
    fix: "write the list as one value: `explode: false`",
  },
  "settings/async": {
    severity: "warning",
    message: "{key} is async: callers get 202 at once, whatever else the document declares",
    fix: "declare a response 202, and no other success",
  },
  "settings/cors": {
    severity: "error",
    message: "`cors` allows credentials to every origin, which no browser accepts",
    fix: "name the origins, or leave `credentials` out",
  },
  "gateway/model-size": {
    severity: "warning",
    message:
      "the model {name} has {bytes} bytes, and API Gateway takes 400000: only its type is checked there",
    fix: "nothing needs to be done: the function checks the rest",
  },
  "gateway/ignored": {
    severity: "warning",
    message: "`{name}` means nothing to a REST API and is left out",
    fix: "say it with `x-sls-gen`, or remove it",
  },
  "gateway/validator": {
    severity: "error",
    message: "there is no request validator `{name}`",
    fix: "choose one of {known}, or declare it in x-amazon-apigateway-request-validators",
  },
  "gateway/reserved": {
    severity: "warning",
    message: "{path} is never reached behind a custom domain: API Gateway answers it itself",
    fix: "choose another path",
  },
  "gateway/limit": {
    severity: "warning",
    message: "{what}: {count}, and AWS takes {limit}",
    fix: "{fix}",
  },
  "spec/revision": {
    severity: "error",
    message: "git has no {source}: {reason}",
    fix: "write git:REVISION:PATH, the path from here, such as git:HEAD~1:openapi.yaml",
  },
  "template/broken": {
    severity: "error",
    message: "the template fails: {reason}",
    fix: "mend the template",
  },
  "template/unknown": {
    severity: "warning",
    message: "templates/{name} stands for no template",
    fix: "{suggestion}",
  },
  "template/no-such": {
    severity: "error",
    message: "there is no template {name}",
    fix: "{suggestion}",
  },
  "template/not-yours": {
    severity: "error",
    message: "templates/{name} is not there: the built-in one is used",
    fix: "{suggestion}",
  },
  "template/outdated": {
    severity: "warning",
    message: "templates/{name} stands for a built-in template that has changed since",
    fix: "look at both: `sls-gen templates diff {name}`; bring them together: `sls-gen templates eject {name}`",
  },
  "template/pack": { severity: "error", message: "the pack {pack}: {reason}", fix: "{fix}" },
  "write/collides": {
    severity: "error",
    message: "{path} has files where those of the project would stand: {paths}",
    fix: "move them away, or choose another folder",
  },
  "write/exists": {
    severity: "error",
    message: "{path} exists already and is not overwritten",
    fix: "run `sls-gen generate` there, or choose another folder",
  },
  "write/blocked": {
    severity: "error",
    message: "{path} is in the way: sls-gen did not write it and will not replace it",
    fix: "move it away, then run again",
  },
  "write/edited": {
    severity: "error",
    message: "{path} is generated, and somebody changed it",
    fix: "move the change into a file of yours, or override the template {template}; --force overwrites it and keeps {path}.orig",
  },
  "write/conflict": {
    severity: "error",
    message: "{path} is yours and sls-gen's: both changed the same place",
    fix: "change it as shown, or run with --conflict yours to keep what is there, --conflict markers to settle it in the file",
  },
  "write/changed": {
    severity: "error",
    message: "{path} was changed while sls-gen was running; nothing was written",
    fix: "run again: what is there now is read anew",
  },
  "write/package": {
    severity: "error",
    message: "package.json does not go with the project: {reason}",
    fix: "choose a folder of its own for the project, or change package.json first",
  },
  "write/by-hand": {
    severity: "warning",
    message: "{path} is yours, and lacks `{text}`",
    fix: "{advice}",
  },
  "write/locked": {
    severity: "error",
    message: "another run is writing here (process {pid})",
    fix: "wait until it is done, then run again",
  },
  "write/interrupted": {
    severity: "warning",
    message: "an earlier run was interrupted while it wrote",
    fix: "run `sls-gen generate`, which finishes or undoes it",
  },
  "write/refused": {
    severity: "error",
    message: "{path} cannot be written: {reason}",
    fix: "make it writable, then run again",
  },
  "write/no-contract": {
    severity: "error",
    message: "there is no record of an earlier run to compare with",
    fix: "run `sls-gen generate` first, or name two documents",
  },
  "write/manifest": {
    severity: "error",
    message: "the record of generated files cannot be used: {reason}",
    fix: "restore .sls-gen/manifest.json from version control",
  },
} as const satisfies Record<string, Entry>;

/** A stable name of a problem, such as `ref/broken`. */
export type Code = keyof typeof catalogue;
