import { describe, expect, it } from "vitest";
import { documentOf, filesOf } from "../support/document.ts";
import { served } from "../support/served.ts";
import { casesIn } from "../support/contract-cases.ts";

const parameter = (name: string) => ({
  name,
  in: "path",
  required: true,
  schema: { type: "string" },
});
const documentWith = (variable: string, name: string) =>
  documentOf({
    [`/files/{${variable}}`]: {
      get: {
        operationId: "run",
        parameters: [parameter(name)],
        responses: { 204: { description: "" } },
      },
    },
  });

// API Gateway writes `{proxy+}` into a path and calls its parameter `proxy`; people write the plus there as well.
describe("a variable that takes the rest of the path", () => {
  it.each(["path+", "path"])("is read under its name, with the parameter %s", async (name) => {
    const send = await served(documentWith("path+", name));
    const { answer, seen } = await send({ pathParameters: { path: "a/b%20c/d.txt" } });
    expect([answer.statusCode, seen?.["path"]]).toEqual([204, { path: "a/b c/d.txt" }]);
  });

  it("stays in the document, in the policies and in the requests of the contract", async () => {
    const files = await filesOf(documentWith("path+", "path+"));
    const { paths } = JSON.parse(files.get("gateway/openapi.json") ?? "");
    expect(paths["/files/{path+}"].get.parameters).toEqual([
      expect.objectContaining({ name: "path", in: "path" }),
    ]);
    expect(files.get("template.yaml")).toContain("/GET/files/*");
    const { accepted } = casesIn(files.get("test/generated/operations/run.jsonl"));
    expect(accepted[0]?.request).toMatchObject({
      path: "/files/text",
      pathParameters: { path: "text" },
    });
  });
});
