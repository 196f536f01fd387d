import type { Json } from "./json.ts";

/** A request on the wire, as it arrives: everything is text, already percent-encoded. */
export type WireRequest = {
  readonly method: string;
  readonly path: string;
  /** Values by name, still encoded. */
  readonly pathParameters: { readonly [name: string]: string };
  /** Decoded values, in order, by name. */
  readonly query: { readonly [name: string]: readonly string[] };
  readonly headers: { readonly [name: string]: string };
  readonly body: string | null;
  readonly isBase64Encoded: boolean;
};

/** What the handler must see once the request is decoded. */
export type DecodedRequest = { readonly [member: string]: Json };

/** A request that the document allows, and what the handler must see of it. */
export type AcceptedCase = {
  readonly name: string;
  readonly request: WireRequest;
  readonly decoded: DecodedRequest;
};

/** A request that the document forbids, and the answer it must get without the handler being called. */
export type RefusedCase = {
  readonly name: string;
  readonly request: WireRequest;
  readonly status: number;
  readonly error: {
    readonly in: string;
    readonly pointer: string;
    readonly keyword: string;
  } | null;
};

/** An answer that the document allows: what the handler returns, and what the caller must get. */
export type AnswerCase = {
  readonly name: string;
  readonly returned: { readonly [key: string]: Json };
  readonly status: number;
  readonly headers: { readonly [name: string]: string };
  readonly body: Json;
};

/** The contract of one operation, as data: made from the document's examples and constraints. */
export type Cases = {
  readonly accepted: readonly AcceptedCase[];
  readonly refused: readonly RefusedCase[];
  readonly answers: readonly AnswerCase[];
};
