import { describe, expect, it } from "vitest";
import { documentOf } from "../support/document.ts";
import { served } from "../support/served.ts";

const responses = { 204: { description: "" } };
const text = { type: "string" };

describe("paths that API Gateway cannot have as they are", () => {
  it.each(["$", "%24"])("are told apart in the function: %s", async (segment) => {
    const get = {
      operationId: "run",
      parameters: [{ name: "id", in: "path", required: true, schema: text }],
      responses,
    };
    const send = await served(documentOf({ "/$/links/{id}": { get } }));
    const { answer, seen } = await send({ pathParameters: { value: segment, id: "a" } });
    expect([answer.statusCode, seen?.["path"]]).toEqual([204, { id: "a" }]);
    const other = await send({ pathParameters: { value: "other", id: "a" } });
    expect([other.answer.statusCode, other.seen]).toEqual([404, null]);
  });

  it("have their variables after `?` in the query, under the names there", async () => {
    const get = {
      operationId: "run",
      parameters: [
        { name: "userId", in: "path", required: true, schema: text },
        { name: "apiKey", in: "path", required: true, schema: { type: "integer" } },
      ],
      responses,
    };
    const send = await served(documentOf({ "/users/{userId}/pic?key={apiKey}": { get } }));
    const pathParameters = { userId: "u" };
    const { seen } = await send({
      pathParameters,
      multiValueQueryStringParameters: { key: ["7"] },
    });
    expect([seen?.["path"], seen?.["query"]]).toEqual([{ userId: "u" }, { key: 7 }]);
    expect((await send({ pathParameters })).told).toEqual(["required /key"]);
  });
});
