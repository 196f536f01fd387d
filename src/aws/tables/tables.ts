import type { Name } from "../../api/name.ts";

/** What an operation does with an item of its table, or with all of them (`x-sls-gen: action`). */
export type Action = "get" | "create" | "replace" | "update" | "delete" | "list";

/** How a filter compares an attribute with what was asked for. */
export type Comparison =
  "equal" | "oneOf" | "atLeast" | "atMost" | "above" | "below" | "beginsWith" | "contains";

/** An attribute of a key: text or number (DynamoDB: attribute definitions). */
export type KeyAttribute = { readonly name: string; readonly type: "S" | "N" };

/** A primary key, of a table or of an index. */
export type Key = {
  readonly partitionKey: KeyAttribute;
  readonly sortKey: KeyAttribute | null;
};

/** A global secondary index; it holds whole items. */
export type Index = Key & {
  readonly name: string;
  /** True where items may lack its sort key: lists that ask for no index by its name leave it alone. */
  readonly isSparse: boolean;
};

/** A DynamoDB table of the document (`x-sls-gen-tables`). */
export type Table = Key & {
  /** As the document has it. */
  readonly name: string;
  /** `users`: what files are called. */
  readonly camel: string;
  readonly pascal: string;
  /** Logical id in every infrastructure: `UsersTable`. */
  readonly id: string;
  /** The variable in which functions find what it is called: `USERS_TABLE`. */
  readonly variable: string;
  readonly indexes: readonly Index[];
  /** Names of the attributes of its own key. */
  readonly keyNames: readonly string[];
  /** Every attribute that is part of a key, by name. */
  readonly attributes: readonly KeyAttribute[];
  /** The attribute that says when an item expires; null where items stay. */
  readonly ttl: {
    readonly attribute: string;
    readonly after: { readonly seconds: number } | null;
  } | null;
  readonly item: Item;
};

/** What the items of a table are: a named schema, and what of it callers write. */
export type Item = {
  /** The schema of an item as it is answered, and as callers send it. */
  readonly type: Name;
  readonly input: Name;
  /** True where the two differ: something is readOnly or writeOnly. */
  readonly isSplit: boolean;
  /** True where an item that is read is settled before handlers see it. */
  readonly changes: boolean;
  /** Properties that callers write, and those that they see. */
  readonly written: readonly string[];
  readonly shown: readonly string[];
  /** The part of the key that the function makes: a random UUID. */
  readonly made: { readonly attribute: string } | null;
  /** Properties that the function sets when an item is created, and whenever it is written. */
  readonly created: { readonly attribute: string } | null;
  readonly updated: { readonly attribute: string } | null;
  /** Those of them that the schema lets callers send too: what is sent of them is not kept. */
  readonly sentInVain: readonly string[];
};

/** A part of a key, and the path parameter that says it. */
export type KeyPart = { readonly attribute: string; readonly wire: string };

/** A condition of a list: what of the request an attribute is compared with. */
export type Where = {
  readonly attribute: string;
  readonly is: Comparison;
  readonly member: "path" | "query";
  readonly wire: string;
};

/** How a list is taken page by page. */
export type Paging = {
  readonly where: readonly Where[];
  /** Query parameters; a limit need not be there. */
  readonly limit: { readonly wire: string } | null;
  readonly cursor: string;
  /** Properties of the answer. */
  readonly items: string;
  readonly next: string;
  /** True where the last page has null for a cursor, and not nothing. */
  readonly isNextNull: boolean;
  readonly isDescending: boolean;
  /** The index that the list is taken from; null for whichever fits. */
  readonly index: { readonly name: string } | null;
};

/** What an operation does with its table: all that its handler is made from. */
export type TableAction = {
  readonly action: Action;
  readonly table: Table;
  /** What the table is called in the handler's file. */
  readonly camel: string;
  readonly key: readonly KeyPart[];
  /** The answer of a success: its status, and whether it holds the item. */
  readonly status: number;
  readonly sendsItem: boolean;
  /** The media type to name; null where there is one only. */
  readonly contentType: { readonly type: string } | null;
  /** Headers of the answer, as the document writes their names; null where it has none. */
  readonly etag: { readonly wire: string } | null;
  readonly location: { readonly wire: string; readonly attribute: string } | null;
  readonly hasHeaders: boolean;
  /** The parameter `If-Match`; null where the document has none. */
  readonly ifMatch: { readonly wire: string } | null;
  /** What the handler takes of a request, and what of what it gets from the table it uses. */
  readonly takes: readonly string[];
  readonly gets: readonly string[];
  readonly paging: Paging | null;
  readonly grants: readonly StoredGrant[];
};

/** Exactly what a function does with its table: an action of DynamoDB, on the table or on one index. */
export type StoredGrant = { readonly action: string; readonly index: string | null };

/** The tables of a document, and the operations that work on them by key. */
export type Tables = {
  /** By name. */
  readonly tables: readonly Table[];
  readonly operations: Readonly<Record<string, TableAction>>;
  /** True where some list hands out cursors. */
  readonly hasCursors: boolean;
};
