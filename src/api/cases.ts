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

/** What must be read from it once it is decoded. */
export type DecodedRequest = { readonly [member: string]: Json };

/** What is different in a request from the one that all rows change. */
export type RequestChange = { readonly [Member in keyof WireRequest]?: WireRequest[Member] };

/** A request that the document allows, and what must be read from it. */
export type AcceptedCase = {
  readonly name: string;
  readonly request: RequestChange;
  readonly decoded: DecodedRequest;
};

/** A request that the document forbids, and the answer it must get without anything else being done. */
export type RefusedCase = {
  readonly name: string;
  readonly request: RequestChange;
  readonly status: number;
  /** All errors of the answer, as `in pointer keyword`; null where it tells none. */
  readonly errors: readonly string[] | null;
};

/** A response that is returned, and what the caller must get. */
export type AnswerCase = {
  readonly name: string;
  /** The declared response: `201 application/json`, or `204` where it has no content. */
  readonly of: string;
  readonly returned: { readonly [key: string]: Json };
  readonly status: number;
  readonly headers: { readonly [name: string]: string };
  readonly body: Json;
};

/** A response that the document forbids, and what is wrong with it, as `pointer keyword`. */
export type BrokenAnswer = {
  readonly name: string;
  readonly returned: { readonly [key: string]: Json };
  readonly errors: readonly string[];
};

/** A rule that no case shows, because no value is known that it refuses, or that is accepted where it holds. */
export type Unsampled = { readonly at: string; readonly keyword: string };

/** Values at one place of a base, and what a schema says of the base with each of them. */
export type SchemaRow = {
  /** Which of the bases is changed. */
  readonly of: number;
  /** The place that is changed, as a JSON pointer. */
  readonly at: string;
  readonly values: readonly Json[];
  /** Set where the place is taken away. */
  readonly without?: true;
  /** Set where the value is a text or a list that repeats something: `length` characters, or items. */
  readonly repeat?: { readonly of: Json; readonly length: number };
  /** The failures as `keyword pointer`, in order; none where the value is accepted. */
  readonly fails: readonly string[];
};

/** What a schema's validator is tried with, as data. */
export type SchemaCases = {
  /** Values that the schema accepts; rows change them. */
  readonly bases: readonly Json[];
  readonly rows: readonly SchemaRow[];
  /** Accepted values, and what they become: with defaults, and without what may not be sent. */
  readonly settled: readonly { readonly value: Json; readonly to: Json }[];
  readonly unsampled: readonly Unsampled[];
};

/** The cases of a schema that only one operation has: of a location, a body or a response. */
export type PartCases = {
  /** `query`, `body application/json`, `201 application/json`, `201 headers`. */
  readonly of: string;
  readonly cases: SchemaCases;
};

/** The contract of one operation, as data: made from the document's examples and constraints. */
export type Cases = {
  /** The request that rows change; null where the document allows none that is known. */
  readonly request: WireRequest | null;
  readonly accepted: readonly AcceptedCase[];
  readonly refused: readonly RefusedCase[];
  readonly answers: readonly AnswerCase[];
  readonly brokenAnswers: readonly BrokenAnswer[];
  readonly parts: readonly PartCases[];
};
