import { describe, expect, it } from "vitest";
import { documentOf } from "../support/document.ts";
import { loadGenerated } from "../support/module.ts";
import { type Event, identity, operation } from "../support/operation.ts";

describe("answers to an HTTP API", () => {
  it("have lists of headers joined, and cookies apart", async () => {
    const document = documentOf({
      "/x": { get: { operationId: "run", responses: { 204: { description: "" } } } },
    });
    const { run } = (await loadGenerated(
      document,
      "src/generated/operations/run.ts",
    )) as unknown as {
      run: (handle: () => object) => (event: object, context: object) => Promise<object>;
    };
    const headers = { "X-List": [1, 2], "Set-Cookie": ["a=1", "b=2"], "X-One": "x" };
    const event = {
      version: "2.0",
      headers: {},
      rawQueryString: "",
      requestContext: { http: {}, authorizer: { iam: { accessKey: "a" } } },
    };
    expect(await run(() => ({ status: 204, headers }))(event, {})).toEqual({
      statusCode: 204,
      body: "",
      headers: { "X-One": "x", "X-List": "1,2" },
      cookies: ["a=1", "b=2"],
    });
  });
});

describe("answers", () => {
  it("say nothing of the inside of an unknown error, and log it as one line", async () => {
    const document = documentOf({
      "/x": { get: { operationId: "run", responses: { 200: { description: "" } } } },
    });
    const { run } = (await loadGenerated(
      document,
      "src/generated/operations/run.ts",
    )) as unknown as {
      run: (
        handle: () => object,
      ) => (event: Event, context: object) => Promise<{ statusCode: number; body: string }>;
    };
    const lines: string[] = [];
    const log = console.error;
    console.error = (line: string) => lines.push(line);
    const handler = run(() => {
      throw new TypeError("inner\ndetail");
    });
    const answer = await handler({ requestContext: { identity } }, { awsRequestId: "r1" });
    console.error = log;
    expect(answer.statusCode).toBe(500);
    expect(JSON.parse(answer.body)).toEqual({
      type: "about:blank",
      title: "Internal Server Error",
      status: 500,
      requestId: "r1",
    });
    expect(lines).toHaveLength(1);
    expect(lines[0]).not.toContain("\n");
    expect(JSON.parse(lines[0] ?? "")).toMatchObject({
      level: "ERROR",
      operation: "run",
      requestId: "r1",
      error: { name: "TypeError", message: "inner\ndetail" },
    });
  });
});

describe("content negotiation", () => {
  const schema = { type: "string" };
  const content = { "application/json": { schema }, "text/csv": { schema }, "image/*": {} };
  const responses = { 200: { description: "", content } };

  it.each([
    [undefined, 200],
    ["*/*", 200],
    ["text/*;q=0.5, application/xml", 200],
    ["image/png", 200],
    ["application/xml, text/html", 406],
    ["application/json;q=0, text/csv;q=0, image/*;q=0", 406],
  ])("answers Accept: %s with %i", async (accept, status) => {
    const send = await operation([], { responses });
    const event = accept === undefined ? {} : { multiValueHeaders: { accept: [accept] } };
    const { answer, seen } = await send(event);
    // The stand-in handler does not choose a media type, which is refused only once it is asked.
    expect(answer.statusCode === 406 ? 406 : 200).toBe(status);
    expect(seen === null).toBe(status === 406);
  });
});
