import { describe, expect, it } from "vitest";
import { documentOf, projectOf } from "../../support/document.ts";

const responses = { 200: { description: "" } };
const id = { name: "id", in: "path", required: true, schema: { type: "string" } };
const operation = (operationId: string, more: object = {}) => ({ operationId, responses, ...more });
const arn = (rest: string) =>
  `arn:\${AWS::Partition}:execute-api:\${AWS::Region}:\${AWS::AccountId}:\${Api}/\${StageName}/${rest}`;

describe("policies for callers", async () => {
  const document = documentOf({
    "/pets": { get: operation("listPets", { tags: ["Pets"] }) },
    "/pets/{id}": {
      parameters: [id],
      get: operation("getPet", { tags: ["Pets", "all pets"] }),
      delete: operation("removePet", { security: [] }),
    },
  });
  const policies = async () =>
    Object.fromEntries(
      [...(await projectOf(document)).files]
        .filter(([path]) => path.startsWith("gateway/callers/"))
        .map(([path, text]) => [path.slice(16), JSON.parse(text)]),
    );

  it("name exactly one method and path of each operation that asks for IAM", async () => {
    const made = await policies();
    expect(Object.keys(made)).toEqual([
      "operations/getPet.json",
      "operations/listPets.json",
      "tags/allPets.json",
      "tags/pets.json",
    ]);
    expect(made["operations/getPet.json"]).toEqual({
      Version: "2012-10-17",
      Statement: [{ Effect: "Allow", Action: "execute-api:Invoke", Resource: [arn("GET/pets/*")] }],
    });
  });

  it("name every operation of each tag", async () => {
    const made = await policies();
    expect(made["tags/pets.json"].Statement[0].Resource).toEqual([
      arn("GET/pets"),
      arn("GET/pets/*"),
    ]);
  });

  it("never hold a wildcard but for a variable of a path", async () => {
    for (const { Statement } of Object.values(await policies())) {
      for (const resource of Statement[0].Resource as string[]) {
        expect(resource.replace(/\/pets\/\*$/, "")).not.toContain("*");
      }
    }
  });
});
