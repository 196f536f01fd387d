/** A document with a table of two keys, everything that lists can ask for, and items that expire. */
export function notesDocument(change: (parts: NotesParts) => void = () => {}): object {
  const parts = notesParts();
  change(parts);
  const { tables, operations, note, schemas } = parts;
  const { create, get, list, byTag, byRank } = operations;
  return {
    openapi: "3.1.0",
    info: { title: "Notes", version: "1" },
    security: [],
    "x-sls-gen-tables": tables,
    paths: {
      "/owners/{ownerId}/notes": { get: list, post: create },
      "/owners/{ownerId}/notes/{noteId}": { get },
      "/notes": { get: byTag },
      "/tags/{tag}/notes": { get: byRank },
    },
    components: { schemas: { Note: note, ...schemas } },
  };
}

type Part = Record<string, never>;
export type NotesParts = {
  readonly tables: Part;
  readonly operations: Readonly<Record<"create" | "get" | "list" | "byTag" | "byRank", Part>>;
  readonly note: Part;
  readonly schemas: Part;
};

const ref = (name: string) => ({ $ref: `#/components/schemas/${name}` });
const json = (schema: object) => ({ "application/json": { schema } });
const inPath = (name: string) => ({
  name,
  in: "path",
  required: true,
  schema: { type: "string", minLength: 1 },
});
const inQuery = (name: string, schema: object = { type: "string" }) => ({
  name,
  in: "query",
  schema,
});

function notesParts(): NotesParts {
  const text = { type: "string", minLength: 1 };
  const made = { type: "string", format: "date-time", readOnly: true };
  const page = { 200: { description: "", content: json(ref("Notes")) } };
  const paging = [inQuery("limit", { type: "integer", minimum: 1 }), inQuery("cursor")];
  return {
    tables: {
      Notes: {
        schema: "Note",
        partitionKey: "ownerId",
        sortKey: "noteId",
        indexes: {
          byTag: { partitionKey: "tag", sortKey: "noteId" },
          byRank: { partitionKey: "tag", sortKey: "rank" },
        },
        ttl: "expires",
        created: "createdAt",
      },
    },
    operations: {
      create: {
        operationId: "addNote",
        "x-sls-gen": { table: "Notes", action: "create" },
        parameters: [inPath("ownerId")],
        requestBody: { required: true, content: json(ref("Note")) },
        responses: { 201: { description: "", content: json(ref("Note")) } },
      },
      get: {
        operationId: "getNote",
        "x-sls-gen": { table: "Notes", action: "get" },
        parameters: [inPath("ownerId"), inPath("noteId")],
        responses: { 200: { description: "", content: json(ref("Note")) } },
      },
      list: {
        operationId: "listNotes",
        "x-sls-gen": {
          table: "Notes",
          action: "list",
          page: { order: "descending" },
          filters: {
            from: { attribute: "noteId", is: "atLeast" },
            to: { attribute: "noteId", is: "atMost" },
            words: { attribute: "text", is: "contains" },
          },
        },
        parameters: [
          inPath("ownerId"),
          ...["from", "to", "words"].map((name) => inQuery(name)),
          ...paging,
        ],
        responses: page,
      },
      byTag: {
        operationId: "findNotes",
        "x-sls-gen": {
          table: "Notes",
          action: "list",
          filters: {
            above: { attribute: "rank", is: "above" },
            starts: { attribute: "text", is: "beginsWith" },
          },
        },
        parameters: [
          inQuery("tag"),
          inQuery("above", { type: "integer" }),
          inQuery("starts"),
          { ...inQuery("ownerId", { type: "array", items: text }), explode: true },
          ...paging,
        ],
        responses: page,
      },
      byRank: {
        operationId: "rankNotes",
        "x-sls-gen": {
          table: "Notes",
          action: "list",
          page: { index: "byRank", order: "descending" },
        },
        parameters: [inPath("tag"), ...paging],
        responses: page,
      },
    },
    note: {
      type: "object",
      additionalProperties: false,
      required: ["ownerId", "noteId", "text", "createdAt"],
      properties: {
        ownerId: { ...text, readOnly: true },
        noteId: text,
        text,
        tag: text,
        rank: { type: "integer" },
        free: { type: "object", properties: { a: { type: "string" } } },
        secret: { type: "string", writeOnly: true },
        expires: { type: "integer" },
        createdAt: made,
      },
    },
    schemas: {
      Notes: {
        type: "object",
        additionalProperties: false,
        required: ["notes"],
        properties: { notes: { type: "array", items: ref("Note") }, next: { type: "string" } },
      },
    },
  } as never;
}
