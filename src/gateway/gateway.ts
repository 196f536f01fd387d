import type { Operation } from "../model/api.ts";
import type { Json } from "../model/schema.ts";

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
};

/** A resource of the REST API and its methods. */
export type GatewayPath = { readonly path: string; readonly methods: readonly Method[] };

/** A method of a resource: what one operation became. */
export type Method = {
  readonly operation: Operation;
  /** Lower case, the key in a path item. */
  readonly verb: string;
  /** The path as the gateway has it, variables renamed where it must be. */
  readonly path: string;
  /** The path in an execute-api ARN: `users/*`. */
  readonly arnPath: string;
  /** How the gateway's path variables become the document's. */
  readonly variables: readonly Variable[];
  /** The variables without what only the runtime needs. */
  readonly segments: readonly { readonly gateway: string; readonly segment: string }[];
  readonly parameters: readonly GatewayParameter[];
  readonly bodies: readonly GatewayBody[];
  /** Which request validator: `all`, `params`, `body` or `none`. */
  readonly validator: string;
  readonly isPublic: boolean;
};

/** A variable of the gateway's path; `pattern` is set where it holds more than the document's value. */
export type Variable = {
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
export type GatewayBody = { readonly type: string; readonly ref: string };

/** A named model: JSON Schema draft-04, only the keywords that API Gateway takes. */
export type Model = { readonly name: string; readonly schema: Json };

/** A gateway response: what API Gateway itself answers with, shaped as a problem (RFC 9457). */
export type GatewayResponse = {
  readonly type: string;
  /** Null where the status is that of each response without an entry of its own. */
  readonly status: string | null;
  /** The body: a template in which API Gateway replaces `$context` variables. */
  readonly template: string;
};
