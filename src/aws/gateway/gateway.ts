import type { Operation, SecurityScheme } from "../../api/api.ts";
import type { Name } from "../../api/name.ts";
import type { Json } from "../../api/json.ts";
import type { Cors, Throttle } from "../settings/settings.ts";
import type { Enforcement } from "./enforced.ts";

/** The API as API Gateway (REST) takes it: what the gateway document and the infrastructure are made of. */
export type Gateway = {
  readonly title: string;
  readonly version: string;
  /** What the document says of the whole API; empty where it says nothing. */
  readonly description: string;
  readonly paths: readonly GatewayPath[];
  readonly models: readonly Model[];
  readonly responses: readonly GatewayResponse[];
  /** Media types whose bodies are bytes; empty where there are none. */
  readonly binaryTypes: readonly string[];
  /** True where some method asks for a key of the gateway. */
  readonly usesApiKeys: boolean;
  readonly authorizers: readonly Authorizer[];
  /** What the gateway document's security schemes are, by name. */
  readonly schemes: readonly Scheme[];
  /** The functions of the operations, by id. */
  readonly functions: readonly FunctionGroup[];
  readonly validators: readonly GatewayField[];
  /** Further fields at the root of the gateway document, those of the user's own among them. */
  readonly fields: readonly GatewayField[];
  readonly cors: Cors | null;
  /** Who holds requests to each constraint of the document. */
  readonly enforcement: Enforcement;
};

/** A field of an object of the gateway document, as data. */
export type GatewayField = { readonly name: string; readonly value: Json };

/** A resource of the REST API and its methods. */
export type GatewayPath = {
  readonly path: string;
  /** One for each operation. */
  readonly methods: readonly Method[];
  /** One for each HTTP method, which is all that API Gateway sees: of operations that share one, the one that leads. */
  readonly leading: readonly Method[];
  /** The answer to a preflight request (Fetch §3.2); null where there is none. */
  readonly preflight: Preflight | null;
};

/** A header, and the parameter of a method response that sets it. */
export type PreflightHeader = {
  readonly name: string;
  readonly parameter: string;
  readonly value: string;
};

/** What a preflight is answered with; values as API Gateway wants literals: in single quotes. */
export type Preflight = {
  /** The variables of the path. */
  readonly parameters: readonly GatewayParameter[];
  readonly headers: readonly PreflightHeader[];
  /** Empty where one origin is named for every caller, else those of which the caller's own is named. */
  readonly origins: readonly string[];
  /** True where every body is bytes unless told otherwise. */
  readonly isBinary: boolean;
};

/** A security scheme of the gateway document; the authorizer is null for what the gateway does itself. */
export type Scheme = {
  readonly key: string;
  readonly kind: "iam" | "apiKey" | "cognito" | "token" | "request" | "own";
  readonly authorizer: Authorizer | null;
};

/** A function as the gateway invokes it. */
export type Target = {
  /** Logical id in a stack, such as `GetUser`: kept when an operation is renamed. */
  readonly id: string;
  /** True where calls go to an alias, which keeps instances ready. */
  readonly hasAlias: boolean;
  /** The nested stack that it is in. */
  readonly nested: { readonly id: string } | null;
};

/** Functions are grouped: the operations that one function serves. */
export type FunctionGroup = {
  readonly target: Target;
  /** `getUser` */
  readonly camel: string;
  /** The tag that the function's stack is of, where stacks are split. */
  readonly tag: Name | null;
  readonly methods: readonly Method[];
  /** The methods of resources that invoke it. */
  readonly routes: readonly Route[];
  /** True where one function serves several operations, and so needs a switch. */
  readonly isShared: boolean;
};

/** One method of one resource, as a function sees it. */
export type Route = {
  /** `GET /users/{userId}`, as the gateway has it. */
  readonly route: string;
  readonly path: string;
  readonly isAny: boolean;
  /** Operations that a request is for where it has what each of their variables takes, in this order. */
  readonly choices: readonly {
    readonly operation: Operation;
    readonly variables: readonly PathVariable[];
  }[];
  /** The operation that every other request is for. */
  readonly operation: Operation;
};

/** A method of a resource: what one operation became. */
export type Method = {
  readonly operation: Operation;
  /** Logical id of the operation in a stack, which outlives a new name. */
  readonly id: string;
  /** Lower case, the key in a path item. */
  readonly verb: string;
  /** The method in an execute-api ARN: `GET`, or `*` for any. */
  readonly arnMethod: string;
  /** The path as the gateway has it, variables renamed where it must be. */
  readonly path: string;
  /** The path in an execute-api ARN: `users/*`. */
  readonly arnPath: string;
  /** Keys of the operations that API Gateway cannot tell it from: one method of one resource is all of them. */
  readonly beside: readonly string[];
  /** How the gateway's path variables become the document's. */
  readonly variables: readonly PathVariable[];
  /** The variables without what only the runtime needs. */
  readonly segments: readonly { readonly gateway: string; readonly segment: string }[];
  readonly parameters: readonly GatewayParameter[];
  readonly bodies: readonly GatewayBody[];
  /** Which request validator: `all`, `params`, `body` or `none`; empty where the document says it itself. */
  readonly validator: string;
  /** What API Gateway checks of a request: that required parameters are there, and the body against its model. */
  readonly validates: Validates;
  readonly access: Access;
  readonly answers: readonly MethodAnswer[];
  readonly integration: Integration;
  /** The user's own fields of the operation, kept as they are. */
  readonly fields: readonly GatewayField[];
  readonly throttle: Throttle | null;
  readonly cache: { readonly ttl: number } | null;
  /** The path in a stage's settings, its slashes encoded: `~1users~1{userId}` (API Gateway: MethodSetting). */
  readonly encodedPath: string;
  readonly isPublic: boolean;
  readonly isAsync: boolean;
  /** True for a method that stands for all that its path does not have. */
  readonly isAny: boolean;
  /** `GET /users/{userId}`, as the gateway has it. */
  readonly route: string;
  /** Environment variables that the handler is given. */
  readonly env: readonly string[];
};

/** What a request validator checks (API Gateway: x-amazon-apigateway-request-validators). */
export type Validates = { readonly parameters: boolean; readonly body: boolean };

/** What answers a request: a function at once, a function later, or what the document says itself. */
export type Integration =
  | {
      readonly kind: "function";
      readonly target: Target;
      readonly fields: readonly GatewayField[];
      readonly timeout: number;
    }
  | {
      readonly kind: "async";
      readonly target: Target;
      /** The media types that it takes, and which of them a mapping template gets as base64. */
      readonly types: readonly { readonly type: string; readonly isBase64: boolean }[];
      /** True where bytes are among them, which a template takes as text only (API Gateway: contentHandling). */
      readonly isText: boolean;
      /** The headers by which a page of another origin may read that it was taken on; null where there are none. */
      readonly cors: {
        readonly headers: readonly PreflightHeader[];
        readonly origins: readonly string[];
      } | null;
    }
  | { readonly kind: "own"; readonly fields: readonly GatewayField[] };

/** A status that a method answers with, and its headers, as far as the gateway must know them. */
export type MethodAnswer = {
  readonly status: string;
  readonly description: string;
  readonly headers: readonly string[];
};

/** Who may call a method (API Gateway: authorization type). */
export type Access = {
  readonly kind: "public" | "iam" | "cognito" | "lambda" | "apiKey";
  readonly needsApiKey: boolean;
  /** True where a key is asked for beside something else. */
  readonly hasKeyBeside: boolean;
  /** The authorizer; null for what the gateway does itself. */
  readonly authorizer: { readonly name: Name; readonly isYours: boolean } | null;
  /** Scopes of which a token must have one (Cognito). */
  readonly scopes: readonly string[];
  /** Sets of scopes of which a caller must have one whole; empty where none is asked for. */
  readonly scopeSets: readonly (readonly string[])[];
  /** Every scope of those sets, sorted: a caller that has them all is let in. */
  readonly allScopes: readonly string[];
  /** `security` of the operation in the gateway document. */
  readonly security: Json;
  /** `x-amazon-apigateway-auth`; null where the security says it. */
  readonly type: { readonly name: "NONE" | "AWS_IAM" } | null;
};

/** An authorizer of the API (API Gateway: x-amazon-apigateway-authorizer). */
export type Authorizer = {
  readonly name: Name;
  /** Its function; of no use where it has none. */
  readonly target: Target;
  readonly kind: "cognito" | "token" | "request";
  /** The header that carries the token; `Unused` where there is not one. */
  readonly header: string;
  /** Comma-separated sources of a REQUEST authorizer; empty where it is asked for each request. */
  readonly identitySource: string;
  readonly ttl: number;
  /** Whether decisions are kept for the same credentials. */
  readonly keeps: "once" | "kept";
  readonly validation: string | null;
  /** ARNs of user pools; empty where a parameter of the stack says it. */
  readonly userPools: readonly string[];
  readonly userPoolParameter: string;
  /** True for a Lambda authorizer that is generated as a stub. */
  readonly isYours: boolean;
  /** The scheme as the document has it, where that is an authorizer already. */
  readonly own: { readonly fields: readonly GatewayField[] } | null;
  /** What it stands for. */
  readonly schemes: readonly SecurityScheme[];
  /** The methods that it protects. */
  readonly protects: readonly ProtectedOperation[];
};

/** A method as an authorizer knows it: the pattern of its ARN, and what the document asks for. */
export type ProtectedOperation = {
  readonly camel: string;
  readonly key: string;
  readonly arn: string;
  /** Alternatives of schemes with their scopes, in words of the document. */
  readonly alternatives: Json;
};

/** A variable of the gateway's path; `pattern` is set where it holds more than the document's value. */
export type PathVariable = {
  readonly gateway: string;
  readonly names: readonly string[];
  readonly pattern: { readonly source: string; readonly flags: string } | null;
  /** The segment as the document writes it: `{id}.json`. */
  readonly segment: string;
};

/** A parameter that the gateway knows; it checks presence only. */
export type GatewayParameter = {
  readonly name: string;
  readonly in: string;
  readonly isRequired: boolean;
};

/** A request body's media type and the model it is checked against. */
export type GatewayBody = { readonly type: string; readonly model: string };

/** A named model: JSON Schema draft-04, only the keywords that API Gateway takes. */
export type Model = { readonly name: string; readonly schema: Json };

/** A gateway response: what API Gateway itself answers with, shaped as a problem (RFC 9457). */
export type GatewayResponse = {
  readonly type: string;
  /** Null where the status is that of each response without an entry of its own. */
  readonly status: string | null;
  /** Header parameters and their values, as API Gateway wants them. */
  readonly parameters: readonly { readonly name: string; readonly value: string }[];
  /** The body: a template in which API Gateway replaces `$context` variables. */
  readonly template: string;
  /** The user's own definition, kept as it is. */
  readonly own: { readonly fields: readonly GatewayField[] } | null;
};
