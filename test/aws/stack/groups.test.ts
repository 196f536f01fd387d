import { describe, expect, it } from "vitest";
import type { Config } from "../../../src/config/config.ts";
import { documentOf, projectOf } from "../../support/document.ts";
import { loadGenerated } from "../../support/module.ts";
import { parseTemplate } from "../../support/readers/cloudformation.ts";

const responses = { 204: { description: "" } };
const id = { name: "id", in: "path", required: true, schema: { type: "string" } };
const operation = (operationId: string, tags: string[], more: object = {}) => ({
  operationId,
  tags,
  responses,
  security: [],
  ...more,
});
const document = documentOf({
  "/pets": { get: operation("listPets", ["Pets"]), post: operation("addPet", ["Pets"]) },
  "/pets/{id}": { parameters: [id], get: operation("getPet", ["Pets"]) },
  "/any": { "x-amazon-apigateway-any-method": operation("anything", ["Pets"]) },
  "/users": { get: operation("listUsers", ["all users"]) },
});

async function template(said: Partial<Config>, path = "template.yaml") {
  const { files } = await projectOf(document, said);
  const { Resources } = parseTemplate(files.get(path) ?? "");
  const of = (type: string) =>
    Object.entries(Resources)
      .filter(([, { Type }]) => Type === type)
      .map(([name]) => name)
      .sort();
  return { files, of, Resources };
}

describe("what one function serves", () => {
  it("an operation", async () => {
    const { of } = await template({});
    expect(of("AWS::Serverless::Function")).toHaveLength(5);
  });

  it("a tag", async () => {
    const { of, files } = await template({ functions: "tag" });
    expect(of("AWS::Serverless::Function")).toEqual(["AllUsersFunction", "PetsFunction"]);
    expect(of("AWS::Lambda::Permission")).toEqual([
      "AllUsersPermission",
      "PetsAddPetPermission",
      "PetsAnythingPermission",
      "PetsGetPetPermission",
      "PetsListPetsPermission",
    ]);
    const gateway = JSON.parse(files.get("gateway/openapi.json") ?? "");
    expect(JSON.stringify(gateway.paths["/pets"].get)).toContain("${PetsFunction.Arn}");
  });

  it("everything", async () => {
    const { of } = await template({ functions: "single" });
    expect(of("AWS::Serverless::Function")).toEqual(["ApiFunction"]);
  });

  it("by a switch that hands each event to its handler", async () => {
    const { handler } = (await loadGenerated(document, "src/generated/functions/pets.ts", {
      functions: "tag",
    })) as unknown as {
      handler: (event: object, context: object) => Promise<{ statusCode: number; body: string }>;
    };
    const send = async (httpMethod: string, resource: string) => {
      const event = {
        httpMethod,
        resource,
        pathParameters: { id: "1" },
        requestContext: { identity: {} },
        multiValueHeaders: {},
      };
      const { statusCode, body } = await handler(event, {});
      return [statusCode, JSON.parse(body).detail];
    };
    expect(await send("GET", "/pets")).toEqual([501, "listPets is not implemented yet"]);
    expect(await send("POST", "/pets")).toEqual([501, "addPet is not implemented yet"]);
    expect(await send("GET", "/pets/{id}")).toEqual([501, "getPet is not implemented yet"]);
    expect(await send("PATCH", "/any")).toEqual([501, "anything is not implemented yet"]);
    expect(await send("DELETE", "/pets")).toEqual([404, undefined]);
  });
});

describe("split: tag", () => {
  it("gives the functions of each tag a stack, and leaves the API with their permissions", async () => {
    const root = await template({ split: "tag" });
    expect(root.of("AWS::Serverless::Function")).toEqual([]);
    expect(root.of("AWS::CloudFormation::Stack")).toEqual(["AllUsersStack", "PetsStack"]);
    expect(root.Resources["GetPetPermission"]?.Properties).toMatchObject({
      FunctionName: { "Fn::GetAtt": ["PetsStack", "Outputs", "GetPetArn"] },
    });
    expect(root.files.get("gateway/openapi.json")).toContain("${PetsStack.Outputs.GetPetArn}");
    const pets = await template({ split: "tag" }, "stacks/pets.yaml");
    expect(pets.of("AWS::Serverless::Function")).toEqual([
      "AddPetFunction",
      "AnythingFunction",
      "GetPetFunction",
      "ListPetsFunction",
    ]);
  });

  it("is refused for infrastructure that has no stacks in stacks", async () => {
    await expect(projectOf(document, { split: "tag", iac: "terraform" })).rejects.toMatchObject({
      exitCode: 2,
      diagnostics: [{ code: "config/value" }],
    });
  });
});
