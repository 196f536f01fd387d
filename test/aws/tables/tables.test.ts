import { describe, expect, it } from "vitest";
import { Stop } from "../../../src/diagnostics/collector.ts";
import { projectOf } from "../../support/document.ts";
import { notesDocument, type NotesParts } from "../../support/store.ts";

/** Everything that is wrong with a document: code, words, and the place in it. */
async function faultsOf(change: (parts: NotesParts) => void): Promise<string[]> {
  try {
    const { found } = await projectOf(notesDocument(change));
    return found.map(({ code, message }) => `${code}: ${message}`);
  } catch (error) {
    const { diagnostics } = error as Stop;
    return diagnostics.map(({ code, message }) => `${code}: ${message}`);
  }
}

type Row = readonly [what: string, change: (parts: NotesParts) => void, told: string];

/** Sets a value deep in plain data. */
function put(holder: object, path: string, value: unknown): void {
  const names = path.split(".");
  const last = names.pop() ?? "";
  const inner = names.reduce((at, name) => at[name] as never, holder as Record<string, unknown>);
  if (value === undefined) {
    delete inner[last];
  } else {
    inner[last] = value;
  }
}

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
    "settings/value: `notes` of x-sls-gen-tables is called like another table",
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
    "`noteId` of the path is of another type than `noteId` of the table",
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
    "`noteId` is a key, and is filtered by atLeast and beginsWith",
  ],
  [
    "a list without a cursor",
    ({ operations }) =>
      put(
        operations.list,
        "parameters",
        (operations.list["parameters"] as unknown as unknown[]).slice(0, -1),
      ),
    "without a cursor in the query and in the answer it would end after a page",
  ],
  [
    "a list whose answer has no items",
    ({ schemas }) => put(schemas, "Notes.properties.notes.items", { type: "string" }),
    "its answer has no list of `Note`",
  ],
  [
    "a list whose answer always has more",
    ({ schemas }) => put(schemas, "Notes.required", ["notes", "next"]),
    "nothing says `next` of its answer at all times",
  ],
  [
    "a key that may be absent",
    ({ note }) => put(note, "required", ["ownerId", "text", "createdAt"]),
    "`noteId` is part of the key and may be absent",
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
    "nothing always says `tag`, the key of the index",
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

describe("an update", () => {
  const update = (properties: object) => (parts: NotesParts) =>
    put(parts.operations.create, "x-sls-gen.action", "update") ??
    put(parts.operations.create, "x-sls-gen.key", { noteId: "ownerId" }) ??
    put(parts.operations.create, "requestBody.content", {
      "application/json": { schema: { type: "object", properties } },
    });

  it.each([
    [{ text: { type: "string", minLength: 1 } }, ""],
    [{ free: { type: "object", properties: { a: { type: "string" } } } }, ""],
    [{ txt: { type: "string" } }, "`txt` of its body is not writable"],
    [{ createdAt: { type: "string" } }, "`createdAt` of its body is not writable"],
    [{ rank: { type: "integer", default: 1 } }, "`rank` of its body has a default"],
    [{ rank: { type: "string" } }, "`rank` of its body has another schema than in the table"],
    [
      { rank: { type: "integer", minimum: 0 } },
      "`rank` of its body has another schema than in the table",
    ],
  ])("of %j is told: %s", async (properties, told) => {
    const faults = (await faultsOf(update(properties))).filter((each) => each.includes("its body"));
    expect(faults.join("\n")).toContain(told);
    expect(faults).toHaveLength(told === "" ? 0 : 1);
  });
});

describe("values that handlers hold otherwise", () => {
  const withConfig = async (said: object, change: (parts: NotesParts) => void) =>
    projectOf(notesDocument(change), said).then(
      () => "",
      (error: Stop) => error.diagnostics.map(({ message }) => message).join("\n"),
    );

  it("are no keys: a Date, and a number that is text", async () => {
    const date = ({ note }: NotesParts) =>
      put(note, "properties.tag", { type: "string", format: "date-time" });
    expect(await withConfig({ dates: "Date" }, date)).toContain("`tag` is a Date for handlers");
    expect(await withConfig({ dates: "string" }, date)).toBe("");
    const long = ({ note }: NotesParts) =>
      put(note, "properties.rank", { type: "integer", format: "int64" });
    expect(await withConfig({ int64: "string" }, long)).toContain(
      "`rank` is text for handlers, and a number for callers",
    );
    expect(await withConfig({ int64: "bigint" }, long)).toBe("");
  });

  it("are no limit of a page", async () => {
    const long = ({ operations }: NotesParts) => {
      const parameters = operations.list["parameters"] as unknown as {
        name: string;
        schema: object;
      }[];
      const limit = parameters.find(({ name }) => name === "limit");
      Object.assign(limit ?? {}, { schema: { type: "integer", format: "int64" } });
    };
    expect(await withConfig({ int64: "bigint" }, long)).toContain(
      "`limit` of its query must be a number",
    );
  });
});

describe("what is made of a table", () => {
  it("gives each role exactly what its operation asks of the table", async () => {
    const { files } = await projectOf(notesDocument());
    const template = files.get("template.yaml") ?? "";
    const grants = [...template.matchAll(/"(dynamodb:\w+)"\n\s+Resource:\n\s+- !Sub (\S+)/g)].map(
      ([, action, resource = ""]) => `${action} ${resource.split("table/")[1]}`,
    );
    expect(grants.sort()).toEqual([
      "dynamodb:GetItem ${NotesTable}",
      "dynamodb:PutItem ${NotesTable}",
      "dynamodb:Query ${NotesTable}",
      "dynamodb:Query ${NotesTable}/index/byRank",
      "dynamodb:Query ${NotesTable}/index/byTag",
      "dynamodb:Scan ${NotesTable}",
    ]);
  });

  it("serves a grant of another operation by the table of the stack", async () => {
    const { files } = await projectOf(
      notesDocument(({ operations }) =>
        put(operations.get, "x-sls-gen", { access: { tables: { Notes: ["read"] } } }),
      ),
    );
    const template = files.get("template.yaml") ?? "";
    expect(template).toContain("NOTES_TABLE: !Ref NotesTable");
    expect(template).not.toContain("NotesTableName");
  });

  it("is told to nested stacks", async () => {
    const document = notesDocument(({ operations }) =>
      Object.values(operations).forEach((each) => put(each, "tags", ["notes"])),
    );
    const { files } = await projectOf(document, { split: "tag" });
    expect(files.get("template.yaml")).toContain("NotesTable: !Ref NotesTable");
    const nested = files.get("stacks/notes.yaml") ?? "";
    expect(nested).toMatch(/Parameters:\n(.*\n)*? {2}CursorSecret:\n {4}Type: String/);
    expect(nested).toContain("{{resolve:secretsmanager:${CursorSecret}:SecretString}}");
  });

  it("leaves a document without tables without anything of them", async () => {
    const { files } = await projectOf({
      openapi: "3.1.0",
      info: { title: "T", version: "1" },
      paths: { "/a": { get: { operationId: "a", responses: { 200: { description: "" } } } } },
    });
    expect([...files.keys()].filter((path) => /table|store|database/.test(path))).toEqual([]);
    expect(files.get("package.json")).not.toContain("dynamo");
  });
});
