import { execFileSync } from "node:child_process";
import { symlinkSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { documentOf, filesOf } from "../support/document.ts";
import { newFolder, writeFiles } from "../support/folder.ts";
import { loadGenerated } from "../support/module.ts";

const at = { type: "string", format: "date-time" };
const Visit = {
  type: "object",
  required: ["at"],
  properties: {
    at,
    until: { type: ["string", "null"], format: "date-time" },
    since: { ...at, default: "2020-01-01T00:00:00Z" },
    all: { type: "array", items: at },
    day: { type: "string", format: "date" },
    either: {
      oneOf: [{ type: "object", required: ["on"], properties: { on: at } }, { type: "integer" }],
    },
  },
};
const content = { "application/json": { schema: { $ref: "#/components/schemas/Visit" } } };
const headers = { "Last-Modified": { schema: at } };
const post = {
  operationId: "run",
  parameters: [{ name: "before", in: "query", schema: at }],
  requestBody: { required: true, content },
  responses: { 200: { description: "", headers, content } },
};
const document = documentOf({ "/x": { post } }, { Visit });

type Seen = { body: Record<string, unknown>; query: Record<string, unknown> };

describe("dates: Date", () => {
  it("are Dates for the handler and texts on the wire", async () => {
    const path = "src/generated/operations/run.ts";
    const { run } = (await loadGenerated(document, path, { dates: "Date" })) as unknown as {
      run: (
        handle: (request: Seen) => object,
      ) => (
        event: object,
        context: object,
      ) => Promise<{ statusCode: number; body: string; headers: object }>;
    };
    let seen: Seen | undefined;
    const handler = run((request) => {
      seen = request;
      const date = new Date("2026-01-02T03:04:05Z");
      const body = { ...request.body, at: date, either: { on: date } };
      return { status: 200, headers: { "Last-Modified": date }, body };
    });
    const text = "2026-12-31T23:59:60Z";
    const sent = { at: text, until: null, all: [text], day: "2026-01-01", either: { on: text } };
    const event = {
      multiValueQueryStringParameters: { before: ["2026-01-01T00:00:00.5Z"] },
      body: JSON.stringify(sent),
      requestContext: { identity: { userArn: "arn:aws:iam::123456789012:user/a" } },
    };
    const answer = await handler(event, { awsRequestId: "r" });
    const date = new Date("2026-12-31T23:59:59Z");
    expect(seen?.query).toEqual({ before: new Date("2026-01-01T00:00:00.500Z") });
    expect(seen?.body).toEqual({
      ...sent,
      at: date,
      all: [date],
      since: new Date("2020-01-01T00:00:00Z"),
      either: { on: date },
    });
    expect(answer).toMatchObject({
      statusCode: 200,
      headers: { "Last-Modified": "2026-01-02T03:04:05.000Z" },
    });
    expect(JSON.parse(answer.body)).toMatchObject({
      at: "2026-01-02T03:04:05.000Z",
      since: "2020-01-01T00:00:00.000Z",
      either: { on: "2026-01-02T03:04:05.000Z" },
    });
    const refused = await handler({ ...event, body: '{"at":"today"}' }, { awsRequestId: "r" });
    expect(refused.statusCode).toBe(400);
  });

  it("are Dates in the types, and the project passes its own tests", async () => {
    const folder = newFolder();
    const files = await filesOf(document, { dates: "Date" });
    writeFiles(folder, Object.fromEntries(files));
    const root = join(import.meta.dirname, "..", "..");
    symlinkSync(join(root, "node_modules"), join(folder, "node_modules"));
    const visit = files.get("src/generated/schemas/VisitInput.ts") ?? "";
    expect(visit).toContain("at: Date;");
    expect(visit).toContain("until?: Date | null;");
    expect(visit).toContain("all?: Date[];");
    expect(visit).toContain("day?: string;");
    const run = (name: string, ...args: string[]) =>
      execFileSync(join(root, "node_modules", ".bin", name), args, {
        cwd: folder,
        encoding: "utf8",
      });
    expect(run("tsc", "--noEmit")).toBe("");
    expect(run("vitest", "run", "--reporter=dot")).toMatch(/passed/);
  }, 60_000);
});
