import { describe, expect, it } from "vitest";
import { type NotesParts } from "../../support/store.ts";
import { faultsOf, put } from "../../support/tables.ts";

type Row = readonly [what: string, change: (parts: NotesParts) => void, told: string];

const noteRef = { $ref: "#/components/schemas/Note" };

const rows: readonly Row[] = [
  [
    "a schema that nobody uses",
    ({ tables }) => put(tables, "Notes.schema", "Nota"),
    "table/unfit: the table Notes: no operation uses the schema `Nota`",
  ],
  [
    "a key that is no property",
    ({ tables }) => put(tables, "Notes.partitionKey", "owner"),
    "table/unfit: the table Notes: `Note` has no property `owner`",
  ],
  [
    "a key that is a list",
    ({ note }) => put(note, "properties.tag", { type: "array", items: { type: "string" } }),
    "table/unfit: the table Notes: `tag` is neither text nor number, so it cannot be a key",
  ],
  [
    "a key that may be null",
    ({ note }) => put(note, "properties.tag", { type: ["string", "null"], minLength: 1 }),
    "table/unfit: the table Notes: `tag` may be null, so it cannot be a key",
  ],
  [
    "a key that may be empty",
    ({ note }) => put(note, "properties.tag", { type: "string" }),
    "table/empty-key: the table Notes: `tag` may be empty, and key attributes must not be",
  ],
  [
    "one property for both keys",
    ({ tables }) => put(tables, "Notes.sortKey", "ownerId"),
    "table/unfit: the table Notes: `ownerId` is both keys",
  ],
  [
    "a time of expiry that is a text",
    ({ tables }) => put(tables, "Notes.ttl", "text"),
    "table/unfit: the table Notes: `text` must be a number: it holds the expiry time",
  ],
  [
    "a time of creation that is no time",
    ({ tables }) => put(tables, "Notes.created", "text"),
    "table/unfit: the table Notes: `Note` has no property `text` of format date-time",
  ],
  [
    "a required property that nobody sets",
    ({ tables }) => put(tables, "Notes.created", undefined),
    "table/unfit: the table Notes: `createdAt` is required and readOnly, but nothing sets it",
  ],
  [
    "properties that are not declared",
    ({ note }) => put(note, "additionalProperties", undefined),
    "table/open: the table Notes stores only the properties that Note declares",
  ],
  [
    "two tables of one name",
    ({ tables }) => put(tables, "notes", { ...(tables["Notes"] as unknown as object) }),
    "settings/value: `notes` of x-sls-gen-tables has the same name as another table",
  ],
  [
    "a key of the table that is misspelt",
    ({ tables }) => put(tables, "Notes.partionKey", "ownerId"),
    "settings/unknown-key: unknown key `partionKey` in x-sls-gen-tables",
  ],
  [
    "a table that is not declared",
    ({ operations }) => put(operations.get, "x-sls-gen.table", "Note"),
    "table/action: GET /owners/{ownerId}/notes/{noteId}, `get` on the table Note: the table does not exist",
  ],
  [
    "an action without a table",
    ({ operations }) => put(operations.get, "x-sls-gen.table", undefined),
    "settings/value: `table` of x-sls-gen is missing",
  ],
  [
    "a path without the key",
    ({ tables }) => put(tables, "Notes.sortKey", "text"),
    "its path has no `{text}`, which the key needs",
  ],
  [
    "a path parameter of another type",
    ({ note }) => put(note, "properties.noteId", { type: "integer" }),
    "`noteId` of the path has another type than `noteId` of the table",
  ],
  [
    "a path that says more than the key",
    ({ tables }) => put(tables, "Notes.sortKey", undefined),
    "`{noteId}` of its path is not part of the key",
  ],
  [
    "parameters that no handler uses",
    ({ operations }) =>
      (operations.get["parameters"] as unknown as object[]).push({
        name: "fields",
        in: "query",
        schema: { type: "string" },
      }),
    "table/ignored: GET /owners/{ownerId}/notes/{noteId}: the generated handler ignores query fields",
  ],
  [
    "an answer that is no item",
    ({ operations }) =>
      put(operations.get, "responses.200.content.application/json", {
        schema: { type: "object" },
      }),
    "its response must be `Note`",
  ],
  [
    "an answer that holds nothing",
    ({ operations }) => put(operations.get, "responses.200.content", undefined),
    "its response has no content",
  ],
  [
    "no success",
    ({ operations }) => put(operations.get, "responses", { default: { description: "" } }),
    "no success response has a status code of its own",
  ],
  [
    "a body that is no item",
    ({ operations }) =>
      put(operations.create, "requestBody.content", {
        "application/json": { schema: { allOf: [noteRef], minProperties: 1 } },
      }),
    "its body must be `Note`",
  ],
  [
    "a body that may be absent",
    ({ operations }) => put(operations.create, "requestBody.required", false),
    "it needs a required JSON body",
  ],
  [
    "a header that nobody can say",
    ({ operations }) =>
      put(operations.create, "responses.201.headers", {
        "X-Count": { required: true, schema: { type: "integer" } },
      }),
    "nothing provides the header X-Count",
  ],
  [
    "an async operation",
    ({ operations }) => put(operations.create, "x-sls-gen.async", true),
    "it is async, so callers never see its response",
  ],
  [
    "a query parameter that is no property",
    ({ operations }) => put(operations.byTag, "x-sls-gen.filters.above", undefined),
    "`above` of its query is not a property of an item",
  ],
  [
    "a list that is compared as one value",
    ({ operations }) =>
      put(operations.byTag, "x-sls-gen.filters.ownerId", { attribute: "ownerId", is: "equal" }),
    "`ownerId` of its query cannot be compared by `equal`",
  ],
  [
    "two questions about a key",
    ({ operations }) => put(operations.list, "x-sls-gen.filters.to.is", "beginsWith"),
    "`noteId` is a key and is filtered by atLeast and beginsWith",
  ],
  [
    "a list without a cursor",
    ({ operations }) =>
      put(
        operations.list,
        "parameters",
        (operations.list["parameters"] as unknown as unknown[]).slice(0, -1),
      ),
    "without a cursor in the query and in the response the list would end after one page",
  ],
  [
    "a list whose answer has no items",
    ({ schemas }) => put(schemas, "Notes.properties.notes.items", { type: "string" }),
    "its response has no list of `Note`",
  ],
  [
    "a list whose answer always has more",
    ({ schemas }) => put(schemas, "Notes.required", ["notes", "next"]),
    "`next` of its response is not always set",
  ],
  [
    "a key that may be absent",
    ({ note }) => put(note, "required", ["ownerId", "text", "createdAt"]),
    "`noteId` is part of the key but not required",
  ],
  [
    "a time of expiry that is a key",
    ({ tables }) => put(tables, "Notes.indexes.byRank.sortKey", "expires"),
    "`expires` is part of a key",
  ],
  [
    "a name that infrastructure would read as its own",
    ({ tables }) => put(tables, "Notes.sortKey", "{{resolve:ssm:x}}"),
    "settings/value: `Notes.sortKey` of x-sls-gen-tables cannot be `{{resolve:ssm:x}}`",
  ],
  [
    "an index that is not there",
    ({ operations }) => put(operations.byRank, "x-sls-gen.page.index", "byRnk"),
    "the table has no index `byRnk`",
  ],
  [
    "an index whose key nobody says",
    ({ operations }) => put(operations.byTag, "x-sls-gen.page", { index: "byRank" }),
    "`tag`, the key of the index, is not always in the request",
  ],
  [
    "a filter for a parameter that is not there",
    ({ operations }) => put(operations.byTag, "x-sls-gen.filters.abve", { attribute: "rank" }),
    "its query has no `abve`",
  ],
  [
    "a parameter of another type than what it asks for",
    ({ operations }) => put(operations.byTag, "x-sls-gen.filters.above.attribute", "text"),
    "`above` cannot be compared with `text` by `above`",
  ],
  [
    "a beginning of a number",
    ({ operations }) => put(operations.byTag, "x-sls-gen.filters.starts.attribute", "rank"),
    "`starts` cannot be compared with `rank` by `beginsWith`",
  ],
  [
    "a page parameter that is not there",
    ({ operations }) => put(operations.list, "x-sls-gen.page.limit", "size"),
    "its query has no `size`",
  ],
];

describe("x-sls-gen-tables", () => {
  it("takes a document that fits", async () => {
    expect(await faultsOf(() => {})).toEqual([
      "table/sparse: the table Notes: items without `rank` are not in the index byRank",
    ]);
  });

  it.each(rows)("tells of %s", async (_, change, told) => {
    expect((await faultsOf(change)).join("\n")).toContain(told);
  });
});
