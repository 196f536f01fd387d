import { describe, expect, it } from "vitest";
import { documentOf, filesOf } from "../support/document.ts";

/** A document with a word of its own in every place that words may stand in. */
const schema = {
  type: "object",
  title: "Schema title",
  description: "Schema description",
  properties: { old: { type: "string", deprecated: true, description: "Old property" } },
};
const operation = {
  operationId: "send",
  summary: "Operation summary",
  description: "Operation description",
  deprecated: true,
  parameters: [
    { name: "q", in: "query", description: "Parameter words", deprecated: true, schema: {} },
  ],
  requestBody: {
    description: "Request body words",
    required: true,
    content: { "application/json": { schema } },
  },
  responses: {
    200: {
      summary: "Response summary",
      description: "Response description",
      headers: { "X-A": { description: "Header words", deprecated: true, schema: {} } },
    },
  },
};
const silent = { operationId: "ask", responses: { 204: { description: "" } } };
const words = { summary: "Path item summary", description: "Path item description" };
const document = {
  ...documentOf({ "/x": { ...words, post: operation, get: silent } }, {}, "3.2.0"),
  info: { title: "T", version: "1", summary: "Info summary", description: "Info description" },
};

describe("words of the document stand where people read them", () => {
  it("in the operation's file", async () => {
    const send = (await filesOf(document)).get("src/generated/operations/send.ts") ?? "";
    for (const text of [
      "Operation summary",
      "Operation description",
      "Parameter words",
      "Request body words",
      "Response summary",
      "Response description",
      "Header words",
      "Schema title",
      "Schema description",
      "Old property",
    ]) {
      expect(send).toContain(text);
    }
    expect(send.match(/ \* @deprecated/g)).toHaveLength(4);
    expect(send).not.toContain("Path item");
  });

  it("a path item's, where an operation says nothing itself", async () => {
    const ask = (await filesOf(document)).get("src/generated/operations/ask.ts");
    expect(ask).toContain(" * Path item summary");
    expect(ask).toContain(" * Path item description");
  });

  it("the document's own, where API Gateway imports them", async () => {
    const gateway = JSON.parse((await filesOf(document)).get("gateway/openapi.json") ?? "");
    expect(gateway.info.description).toBe("Info summary\n\nInfo description");
  });
});
