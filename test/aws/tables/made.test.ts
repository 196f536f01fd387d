import { describe, expect, it } from "vitest";
import { Stop } from "../../../src/diagnostics/collector.ts";
import { projectOf } from "../../support/document.ts";
import { notesDocument, type NotesParts } from "../../support/store.ts";
import { faultsOf, put } from "../../support/tables.ts";

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
      "`rank` is text for handlers and a number for callers",
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
