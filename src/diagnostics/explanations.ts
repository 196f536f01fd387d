import type { Code } from "./catalogue.ts";

/** Why a problem matters, and how it comes about, where no document of specs/broken shows it. */
export type Explanation = { readonly why: string; readonly example?: string };

/** For each code what its message has no room for. A code without a row does not compile. */
export const explanations = {
  "config/not-found": {
    why: "Every command but init, diff and dev reads the config: it names the document and the choices of the project.",
    example: "$ cd my-api && npx sls-gen generate",
  },
  "config/syntax": {
    why: "The config is one YAML mapping. A tab for indentation, a missing space after a colon or a list at the root end the run before anything is read.",
    example: "spec: openapi.yaml\niac: sam",
  },
  "config/unknown-key": {
    why: "An unknown key is nearly always misspelt, and a setting that is silently ignored is worse than an error.",
    example: "specs: openapi.yaml   # meant: spec",
  },
  "config/unknown-scheme": {
    why: "`security` in the config maps schemes of the document to authorizers. A name that the document does not declare protects nothing.",
    example: "security:\n  tokn: { kind: token }   # the document declares `token`",
  },
  "config/value": {
    why: "The value is outside of what the key accepts; schemas/config.schema.json has every key with its values.",
    example: "functions: tags   # operation, tag or single",
  },
  "config/flag": {
    why: "Without a terminal there are no prompts, so options without a default must be passed as flags.",
    example: "$ npx sls-gen init --yes --spec openapi.yaml",
  },
  "config/consent": {
    why: "Handlers and tests are yours. Without a terminal, prune needs a flag that says that they may go.",
    example: "$ npx sls-gen prune --yes",
  },
  "spec/not-found": {
    why: "The document, or a file that it refers to, is not where its path leads.",
  },
  "spec/unreadable": {
    why: "The path exists, and the operating system does not let it be read as a file.",
    example: "spec: ./specs   # a folder",
  },
  "spec/syntax": {
    why: "The text is neither YAML nor JSON, so nothing after this place can be trusted.",
  },
  "spec/not-openapi": {
    why: "The version field at the root is what tells an OpenAPI document from any other YAML (OpenAPI 3.1 §4.8.1).",
  },
  "spec/version": {
    why: "What a keyword means depends on the version. A version that is not known would be guessed at.",
  },
  "spec/structure": {
    why: "The JSON Schema of OpenAPI does not allow this here. What it would mean is not defined, so nothing is generated from it.",
  },
  "spec/rule": {
    why: "OpenAPI demands this in words that its JSON Schema cannot express. Read literally, the section would mean something unintended.",
  },
  "spec/variable-twice": {
    why: "A request has one value for each variable of its path, so a name must not stand twice in it.",
  },
  "spec/variable-last": {
    why: "API Gateway keeps one value for each variable. Of a path that repeats a name, the last segment is used.",
  },
  "spec/loose": {
    why: "The section is not valid, and nothing that is generated depends on it. Other tools may still refuse the document.",
  },
  "spec/duplicate-operation-id": {
    why: "Handlers, tests and logical ids of the deployed stack are named after the operationId, so it must name one operation.",
  },
  "spec/path-variable": {
    why: "Without a parameter, the variable has no schema: nothing says what a handler gets and what is refused.",
  },
  "spec/duplicate-parameter": {
    why: "A parameter is identified by its name and location. Two of them cannot both be the one that a request carries.",
  },
  "spec/path-parameter": {
    why: "The path has no such variable, so no request can carry the parameter.",
  },
  "spec/security-scheme": {
    why: "A requirement that names no declared scheme protects an operation with nothing. It is refused instead of being opened.",
  },
  "spec/assumed": {
    why: "`undeclared: assume` fills gaps of the document: a path variable is a string, an undeclared scheme is IAM.",
  },
  "spec/unused": {
    why: "These fields say nothing about the backend: an API on API Gateway has its own URL, and clients read the rest.",
  },
  "spec/no-operations": {
    why: "API Gateway does not deploy an API without a method.",
  },
  "ref/broken": {
    why: "What the reference leads to is part of the document. Without it, something else would be generated.",
  },
  "ref/example": {
    why: "An example is only used in contract tests. One that cannot be found is left out.",
  },
  "ref/remote": {
    why: "A run must give the same result tomorrow and without a network, so nothing is fetched.",
  },
  "ref/outside": {
    why: "A document may come from somebody else. It must not read files that are not part of it.",
  },
  "ref/place": {
    why: "OpenAPI defines references for some objects only (OpenAPI 3.1 §4.8.23). Bundlers follow them anywhere, and so does sls-gen.",
  },
  "ref/cycle": {
    why: "Following the references comes back to the start without meeting anything that has content.",
  },
  "name/changed": {
    why: "Names in code have letters and digits only and must differ by more than case, because they also name files.",
  },
  "schema/keyword": {
    why: "The validators have no check for this keyword, so a value that breaks it is accepted.",
  },
  "schema/malformed": {
    why: "The keyword has a value of the wrong kind, and a guess could accept what must be refused.",
  },
  "schema/type": {
    why: "Read as written, the schema would allow every type. What was meant is nearly always one letter away.",
  },
  "schema/version": {
    why: "The version of the document does not have this keyword, or demands another one beside it.",
  },
  "schema/circular": {
    why: "The schema applies itself to the same value, so it can never be evaluated to an end. A cycle through a property or an item is fine.",
  },
  "schema/weight": {
    why: "Each level doubles the work for one value. A small request would keep a function busy until its timeout.",
  },
  "schema/unknown": {
    why: "An unknown word constrains nothing. It is nearly always a misspelt keyword, or belongs under `x-`.",
  },
  "schema/inapplicable": {
    why: "A keyword is about values of one type (JSON Schema Validation §6), and the schema allows only others.",
  },
  "schema/nullable-version": {
    why: "Since 3.1 schemas are JSON Schema, in which null is a type like any other.",
  },
  "schema/nullable": {
    why: "OpenAPI 3.0.3 §4.7.24 ties `nullable` to the `type` of the same schema. Most generators read it more widely; `nullable: lenient` does too.",
  },
  "schema/pattern": {
    why: "A pattern that cannot be compiled cannot be checked, so every text is accepted here.",
  },
  "schema/pattern-dialect": {
    why: "JSON Schema demands ECMA-262. The pattern uses syntax of another engine that has an exact counterpart.",
  },
  "schema/pattern-flag": {
    why: "Validators compile patterns with flag u, which counts code points as JSON Schema demands and forbids needless escapes.",
  },
  "schema/pattern-backtracking": {
    why: "The engine can try exponentially many ways to match. A text of forty characters may take minutes, in a function that is paid by time.",
  },
  "schema/format": {
    why: "Formats that sls-gen knows are checked. Any other is a remark for people.",
  },
  "schema/default": {
    why: "A default is put in where a property is absent. An invalid one would hand a value to the handler that the document forbids.",
  },
  "schema/example": {
    why: "Examples become contract tests. One that the schema refuses would be a test that fails.",
  },
  "local/not-generated": {
    why: "The local gateway reads what API Gateway would import, which `sls-gen generate` writes.",
    example: "$ npx sls-gen generate && npx sls-gen dev",
  },
  "local/environment": {
    why: "Functions read settings and secrets from their environment. A line that sets nothing would leave one of them empty.",
    example: "API_TOKEN=secret   # one NAME=VALUE a line",
  },
  "local/settings": {
    why: "The file has the credentials and the stage of the local gateway. sls-gen does not replace a file that it cannot read.",
    example: "$ rm .sls-gen/local.yaml && npx sls-gen dev",
  },
  "local/port": {
    why: "Another program listens there, or the port needs rights that this user does not have.",
    example: "$ npx sls-gen dev --port 0",
  },
  "local/build": {
    why: "Functions are bundled as they are for Lambda. What does not bundle here does not deploy.",
    example: 'import { save } from "./missing.ts";',
  },
  "local/database": {
    why: "Handlers with tables talk to DynamoDB: one in memory, one in a folder (--data), or one that DYNAMODB_ENDPOINT names.",
    example: "$ npx sls-gen dev --data .data",
  },
  "local/not-emulated": {
    why: "An emulation that is only nearly right would be trusted. What only AWS can do is refused.",
    example:
      'x-amazon-apigateway-policy: { Condition: { StringEquals: { "aws:SourceVpc": vpc-1 } } }',
  },
  "operation/unroutable": {
    why: "Resources of a REST API have segments of letters, digits and a few signs, or one variable, and no two of them may be the same resource.",
  },
  "operation/omitted": {
    why: "`unroutable: omit` deploys the rest of the document. This operation cannot be called.",
  },
  "operation/none-left": {
    why: "Every operation was skipped, and an API without methods cannot be deployed.",
  },
  "operation/parameter": {
    why: "How the value is written in a request is not defined for this combination, so it could not be decoded.",
  },
  "operation/header": {
    why: "Accept, Content-Type and Authorization follow from responses, bodies and security (OpenAPI 3.1 §4.8.12.1).",
  },
  "operation/media-parameters": {
    why: "Media types are compared without case. Only one of the two can be chosen for a request.",
  },
  "operation/media-type": {
    why: "A media type has a type and a subtype. No client can name this one in `Accept`.",
  },
  "operation/no-content": {
    why: "RFC 9110 forbids content with this status, and API Gateway drops it.",
  },
  "operation/untested": {
    why: "Contract tests need a valid request. The constraints are such that none was found, and an example would be one.",
  },
  "schema/unsampled": {
    why: "A contract test needs a value that one rule alone refuses. None was found: often because an alternative accepts everything, so that the rule changes nothing.",
  },
  "operation/pathname": {
    why: "API Gateway routes by the path alone. The query is not part of it.",
  },
  "operation/text": {
    why: "Bodies of JSON and of forms are parsed. Text of any other type is handed on as it is.",
  },
  "operation/encoding": {
    why: "Of the encoding of a part, only its content type and its style change how it is decoded.",
  },
  "operation/body-ignored": {
    why: "RFC 9110 §9.3 gives the body of this method no meaning. Proxies drop it, and OpenAPI 3.0 ignores it.",
  },
  "security/unmapped": {
    why: "The document says that a token is needed, and not who checks it. The config decides: Cognito, a Lambda authorizer, an API key or IAM.",
  },
  "security/alternatives": {
    why: "A method of API Gateway has one authorizer. Callers who hold other credentials that the document allows are refused.",
  },
  "security/scopes": {
    why: "Scopes are checked by Cognito or by an authorizer of your own. An API key has none.",
  },
  "gateway/malformed": {
    why: "API Gateway would reject the import, or ignore the field and leave the operation open.",
  },
  "gateway/base64": {
    why: "API Gateway turns base64 into bytes only for the first media type of `Accept`. Browsers send text/html first.",
  },
  "gateway/own-cors": {
    why: "Browsers hide a response without CORS headers from pages of other origins. Functions set them; an integration of the document's own must map them.",
  },
  "gateway/integration": {
    why: "API Gateway would reject the import of the whole document.",
  },
  "gateway/integration-fails": {
    why: "API Gateway accepts the integration, and each call of it is answered with an error.",
  },
  "gateway/evaluated": {
    why: "The document becomes part of a template. Whoever writes it could read secrets of the account through functions of CloudFormation.",
  },
  "gateway/overridden": {
    why: "Both places set the same property of the API, and the document's own field wins.",
  },
  "gateway/model-size": {
    why: "API Gateway limits the size of a model. The validator in the function has no such limit.",
    example: "A schema with thousands of enum values, with `gatewayValidation: all` in the config.",
  },
  "gateway/ignored": {
    why: "The field belongs to HTTP APIs, or to a part of the document that a REST API does not read.",
  },
  "gateway/validator": {
    why: "API Gateway would reject the import: the operation names a validator that the document does not have.",
  },
  "gateway/reserved": {
    why: "API Gateway answers health checks at these paths of a custom domain itself.",
  },
  "gateway/limit": {
    why: "AWS limits sizes and counts. Some quotas can be raised; the others end a deployment.",
    example: "A document with more than 300 resources, or a stack with more than 500.",
  },
  "settings/unused": {
    why: "An operation with an integration of its own has no Lambda function that the settings could apply to.",
  },
  "settings/together": {
    why: "The settings contradict each other: one of them could not take effect.",
  },
  "settings/shared": {
    why: "A function has one architecture, one timeout, one log group. Operations that share it share these too.",
  },
  "settings/unknown-key": {
    why: "An unknown setting is nearly always misspelt.",
  },
  "settings/misplaced": {
    why: "Only the root of the document and operations have settings. Elsewhere they would be ignored.",
  },
  "settings/value": {
    why: "AWS would refuse the value when the stack is deployed. schemas/x-sls-gen.schema.json has every key with its values.",
  },
  "settings/timeout": {
    why: "API Gateway answers 504 after 29 seconds. The function would go on, and the caller would never see its response.",
  },
  "settings/cache-key": {
    why: "The cache key consists of parameters that the document declares for the operation.",
  },
  "settings/cache-shared": {
    why: "The second caller gets the response that was made for the first. For private data that is a leak.",
  },
  "settings/async-type": {
    why: "An async operation is mapped by a template for each media type, and templates are chosen by the exact name.",
  },
  "settings/async-repeated": {
    why: "Mapping templates see one value for each query parameter.",
  },
  "settings/async": {
    why: "API Gateway hands the event to Lambda and answers at once. The function's response is discarded.",
  },
  "settings/cors": {
    why: "A browser refuses `Access-Control-Allow-Origin: *` for a request with credentials.",
  },
  "security/optional": {
    why: "A method of API Gateway either authenticates every caller or none.",
  },
  "table/unfit": {
    why: "The table and its schema do not fit together, so an item could not be stored or found.",
  },
  "table/action": {
    why: "The operation's path, parameters and responses do not have what the action needs.",
  },
  "table/open": {
    why: "The schema allows properties that it does not declare. What a table stores is what the schema declares.",
  },
  "table/ignored": {
    why: "The handler that is written for the action does not know what these parameters mean.",
  },
  "table/sparse": {
    why: "DynamoDB puts an item into an index only if it has all of the key attributes.",
  },
  "table/empty-key": {
    why: "DynamoDB refuses an item whose key attribute is an empty string.",
  },
  "spec/revision": {
    why: "`git:` reads a file as it was in a commit, with the git of this machine.",
    example: "$ npx sls-gen diff git:HEAD~1:openapi.yaml",
  },
  "template/broken": {
    why: "The template is not valid Handlebars, or asks for a name that the data does not have.",
    example: "{{str operaton.name}}",
  },
  "template/unknown": {
    why: "Files in templates/ override built-in templates of the same name. This one matches none.",
    example: "templates/handler/lambda/handlr.ts.hbs",
  },
  "template/no-such": {
    why: "Templates are named by slot, pack and path.",
    example: "$ npx sls-gen templates eject handler/lambda/handler.ts.hbs",
  },
  "template/not-yours": {
    why: "Only a template that was ejected can differ from the built-in one.",
    example: "$ npx sls-gen templates list",
  },
  "template/outdated": {
    why: "Your template was made from an older version of the built-in one, and may lack what was fixed since.",
    example: "$ npx sls-gen templates diff",
  },
  "template/no-packs": {
    why: "`templates test` renders packs in folders of the project. Those of npm are tested by their authors.",
    example: "packs: { docs: ./packs/docs }",
  },
  "template/type": {
    why: "The first line of a template names the type that it receives, which tells its reader what to ask for.",
    example: "{{! takes Backend & ServedOperation }}",
  },
  "template/pack": {
    why: "A pack is checked before anything is rendered: its manifest, what it needs, and what it uses of other packs.",
    example: 'packs: { iac: ./packs/mine }   # with pack.json: { "slot": "iac", … }',
  },
  "write/collides": {
    why: "init joins a folder with a README or a package.json, and replaces no other file.",
    example: "$ npx sls-gen init api --spec openapi.yaml",
  },
  "write/exists": {
    why: "The folder is a project already. A second init would replace its choices.",
    example: "$ npx sls-gen generate",
  },
  "write/blocked": {
    why: "The run would write a generated file where something stands that sls-gen did not write.",
    example: "$ mv src/generated/build.mjs ..",
  },
  "write/edited": {
    why: "Generated files are rewritten by each run, so an edit would be lost.",
    example: "$ npx sls-gen templates eject handler/lambda/operation.ts.hbs",
  },
  "write/conflict": {
    why: "Both sides changed the same lines of a shared file. Only you can decide.",
    example: "$ npx sls-gen generate --conflict markers",
  },
  "write/changed": {
    why: "A file is different from what it was when the run compared it. An editor may have saved it.",
    example: "$ npx sls-gen generate",
  },
  "write/package": {
    why: "The project needs ES modules and a TypeScript that its settings were written for.",
    example: '{ "type": "module" }',
  },
  "write/by-hand": {
    why: "The generated part works only if a file of yours refers to it, and sls-gen does not edit your files.",
    example: '{ "extends": "./src/generated/tsconfig.base.json" }',
  },
  "write/locked": {
    why: "Two runs at once could mix their files.",
    example: "$ npx sls-gen generate   # when the other one has ended",
  },
  "write/interrupted": {
    why: "A run writes all files or none. The next run completes what an interrupted one began, or reverts it.",
    example: "$ npx sls-gen generate",
  },
  "write/refused": {
    why: "The operating system does not allow it, or the path is not a plain file of the project.",
    example: "$ chmod u+w template.yaml",
  },
  "write/no-contract": {
    why: "The last run records what the API promises. Without that there is nothing to compare with.",
    example: "$ npx sls-gen diff old.yaml new.yaml",
  },
  "write/manifest": {
    why: "The record tells which files are generated. Without it, a run cannot know what it may rewrite.",
    example: "$ git checkout .sls-gen/manifest.json",
  },
} as const satisfies Readonly<Record<Code, Explanation>>;
