import type { Cases } from "./cases.ts";
import type { Name } from "./name.ts";
import type { Origin } from "../lib/origin.ts";
import type { Regex } from "./check.ts";
import type { Schema } from "./schema.ts";
import type { Doc } from "./doc.ts";
import type { Json } from "./json.ts";
import type { NamedSchema, Unit } from "./named.ts";

/** The document as everything after reading sees it: plain data, sorted. */
export type Api = {
  readonly title: string;
  readonly version: string;
  readonly doc: Doc | null;
  /** By path, then method. */
  readonly operations: readonly Operation[];
  /** By name. */
  readonly schemas: readonly NamedSchema[];
  /** By name. */
  readonly schemes: readonly SecurityScheme[];
  readonly extensions: Extensions;
  readonly origin: Origin;
};

/** One method of one path item (OpenAPI 3.1 §4.8.10). */
export type Operation = {
  /** `GET /users/{userId}`: the identity that survives reordering. */
  readonly key: string;
  /** Upper case. */
  readonly method: string;
  readonly path: string;
  readonly name: Name;
  /** What the names of the operation's types begin with. */
  readonly prefix: string;
  readonly doc: Doc | null;
  readonly tags: readonly string[];
  /** One per parameter location that has parameters, in the order path, query, header, cookie. */
  readonly locations: readonly Location[];
  readonly body: Body | null;
  /** By status. */
  readonly responses: readonly Response[];
  /** The members of a request that hold parameters; `typeName` is null where a location has none. */
  readonly members: readonly { readonly member: string; readonly typeName: string | null }[];
  /** Names of the types that a handler may return, in the order of the responses. */
  readonly answerTypes: readonly { readonly typeName: string }[];
  readonly security: Security;
  readonly extensions: Extensions;
  readonly unit: Unit;
  readonly cases: Cases;
  readonly origin: Origin;
};

export type In = "path" | "query" | "header" | "cookie";

/** The parameters of one location, and the object that they make once decoded. */
export type Location = {
  readonly in: In;
  /** The property of the request that holds them: `headers` for `header`. */
  readonly member: string;
  readonly parameters: readonly Parameter[];
  /** True where names that are not declared are refused. */
  readonly isClosed: boolean;
  readonly schema: Schema;
  /** Name of the declared type of the decoded object. */
  readonly typeName: string;
};

/** A parameter (OpenAPI 3.1 §4.8.12) and how its text becomes a value. */
export type Parameter = {
  readonly in: In;
  readonly wire: string;
  readonly isRequired: boolean;
  /** True where a name with nothing after it stands for the empty text, whatever the schema says. */
  readonly allowsEmpty: boolean;
  readonly serialization: Serialization;
  readonly schema: Schema;
  readonly example: { readonly value: Json } | null;
  readonly origin: Origin;
};

/** How a parameter is written (OpenAPI 3.1 §4.8.12.2): style, explode, and the kind of value. */
export type Serialization = {
  readonly style: string;
  readonly isExploded: boolean;
  readonly value: Text;
};

/** What text stands for: which scalar types a piece of text may be read as, in the order tried. */
export type Text =
  | { readonly kind: "scalar"; readonly scalars: readonly Scalar[] }
  | {
      readonly kind: "array";
      readonly scalars: readonly Scalar[];
      /** True where one value alone may also stand for itself. */
      readonly isEither: boolean;
    }
  | {
      readonly kind: "object";
      readonly members: readonly TextMember[];
      readonly rest: readonly Scalar[];
      /** True where names that are not declared may come too. */
      readonly isOpen: boolean;
    }
  | { readonly kind: "deep"; readonly node: Deep }
  | { readonly kind: "json" };

/** What stands under a name of style deepObject, level by level. */
export type Deep =
  | { readonly kind: "scalar"; readonly scalars: readonly Scalar[] }
  | { readonly kind: "array"; readonly items: Deep }
  | {
      readonly kind: "object";
      readonly members: readonly { readonly wire: string; readonly node: Deep }[];
      readonly rest: Deep;
      readonly isOpen: boolean;
    };

/** `exact` is a whole number that keeps every digit. */
export type Scalar = "null" | "boolean" | "number" | "exact" | "string" | "json";
/** A member of an object that is written as text: a list repeats its name, an object is JSON. */
export type TextMember = {
  readonly wire: string;
  readonly scalars: readonly Scalar[];
  readonly isList: boolean;
  readonly isJson: boolean;
};

/** How a field that no property names is read: by the first pattern that its name matches; null for all others. */
export type TextRest = Omit<TextMember, "wire"> & { readonly pattern: Regex | null };

/** A request body (OpenAPI 3.1 §4.8.13). */
export type Body = {
  readonly isRequired: boolean;
  /** True where there is more than one way to send it: several media types, or nothing at all. */
  readonly isChoice: boolean;
  readonly media: readonly Media[];
  readonly doc: Doc | null;
  readonly origin: Origin;
};

/** How a body of a media type is read and written. */
export type Codec = "json" | "form" | "multipart" | "text" | "binary";

/** A media type of a body (OpenAPI 3.1 §4.8.14). */
export type Media = {
  /** In lower case, but for its parameters (RFC 9110 §8.3.1), which are as they are declared. */
  readonly type: string;
  /** Without its parameters, as a gateway may know it. */
  readonly bare: string;
  /** True for a media range such as `image/*`. */
  readonly isRange: boolean;
  /** The media type that is sent where nothing more exact is said: another than `type` for a range. */
  readonly sent: string;
  /** True for JSON of which whole numbers keep every digit. */
  readonly isExact: boolean;
  readonly codec: Codec;
  readonly schema: Schema;
  /** Name of the declared type of the body under this media type. */
  readonly typeName: string;
  /** Set for `form` and `multipart`: how the text of each field is read. */
  readonly form: readonly TextMember[] | null;
  /** How fields that no property names are read. */
  readonly rest: readonly TextRest[];
  /** Fields of a form that are written in a style, as parameters in a query are. */
  readonly styled: readonly FormField[];
  readonly examples: readonly Example[];
};

/** A field of a form with a style of its own (OpenAPI 3.1 §4.8.15, Encoding Object). */
export type FormField = Pick<Parameter, "wire" | "serialization" | "allowsEmpty">;

export type Example = { readonly name: string; readonly value: Json; readonly origin: Origin };

/** A response (OpenAPI 3.1 §4.8.17). `status` is `200`, `4XX` or `default` as written. */
export type Response = {
  readonly status: string;
  readonly statusShape: StatusShape;
  readonly doc: Doc | null;
  readonly headers: readonly Header[];
  /** The declared headers as one object, their names in lower case; null where none is. */
  readonly headerSchema: Schema | null;
  /** The headers that are not written as style simple without `explode` has them. */
  readonly styledHeaders: readonly { readonly name: string; readonly style: HeaderStyle }[];
  /** True where some header must be sent. */
  readonly needsHeaders: boolean;
  /** Empty where the response has no content. */
  readonly answers: readonly Answer[];
  readonly origin: Origin;
};

/** The statuses a response stands for, without those that are declared more exactly beside it. */
export type StatusShape =
  | { readonly kind: "code"; readonly code: number }
  | { readonly kind: "range"; readonly digit: number; readonly others: readonly number[] }
  | {
      readonly kind: "default";
      readonly isRest: boolean;
      readonly excluded: readonly StatusShape[];
    };

/** How a response header is written: as style simple has it, with `explode`, or as JSON (`content`). */
export type HeaderStyle = "simple" | "exploded" | "json";

export type Header = {
  readonly wire: string;
  /** In lower case. */
  readonly name: string;
  readonly isRequired: boolean;
  readonly schema: Schema;
  readonly doc: Doc | null;
};

/** One (status, media type) that a handler may return. `media` is null for no content. */
export type Answer = {
  readonly typeName: string;
  readonly media: Media | null;
  /** True where the status has one media type only, so that naming it is optional. */
  readonly isOnly: boolean;
};

/** Fields that begin with `x-` (OpenAPI 3.1 §4.9), as data. */
export type Extensions = { readonly [name: string]: Json };

/** A way to tell who calls (OpenAPI 3.1 §4.8.27). */
export type SecurityScheme = {
  readonly name: Name;
  /** `apiKey`, `http`, `mutualTLS`, `oauth2` or `openIdConnect`. */
  readonly type: string;
  /** Of an apiKey: its place and its name there; null for other types. */
  readonly key: { readonly in: string; readonly wire: string } | null;
  /** Of an http scheme, in lower case: `basic`, `bearer`. Empty for other types. */
  readonly scheme: string;
  /** The scheme as it is written. */
  readonly written: Json;
  readonly extensions: Extensions;
  readonly origin: Origin;
};

/** What a caller must show (OpenAPI 3.1 §4.8.30), resolved: inheritance and defaults applied. */
export type Security = {
  /** True only for an explicit `security: []`: anyone may call. */
  readonly isPublic: boolean;
  /** True where one of the alternatives is to show nothing (`{}`). */
  readonly isOptional: boolean;
  /** Alternatives; each holds all the schemes that one caller must show together. */
  readonly alternatives: readonly (readonly Requirement[])[];
};

export type Requirement = { readonly scheme: string; readonly scopes: readonly string[] };
