import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { choicesWith } from "../../src/config/choices.ts";
import { buildApi } from "../../src/read/build.ts";
import { Collector } from "../../src/diagnostics/collector.ts";
import { loadSpec } from "../../src/document/load.ts";
import { checkReferences } from "../../src/document/references.ts";
import { newFolder, writeFiles } from "../support/folder.ts";

const files = {
  "openapi.yaml": `
openapi: 3.1.0
info: { title: T, version: "1" }
paths:
  /users: { $ref: "paths/users.yaml" }
  /people: { $ref: "#/components/pathItems/People" }
components:
  pathItems:
    People:
      get:
        operationId: listPeople
        parameters: [{ $ref: "parameters.yaml#/Limit" }]
        responses:
          200: { $ref: "#/components/responses/Names" }
          default: { $ref: "#/paths/~1users/get/responses/200" }
  responses:
    Names:
      description: Names.
      headers:
        X-Rate: { $ref: "#/components/headers/Rate" }
      content:
        application/json:
          schema:
            type: array
            items: { $ref: "#/components/schemas/User/properties/name" }
          examples:
            two: { $ref: "#/components/examples/Two" }
  headers:
    Rate: { schema: { type: integer } }
  examples:
    Two: { value: [a, b] }
  requestBodies:
    User:
      required: true
      content:
        application/json:
          schema: { $ref: "#/components/schemas/User" }
  schemas:
    User: { $ref: "schemas/user.yaml" }
`,
  "paths/users.yaml": `
get:
  operationId: listUsers
  responses:
    200: { description: Users., content: { application/json: { schema: { $ref: "../schemas/user.yaml" } } } }
post:
  operationId: createUser
  requestBody: { $ref: "../openapi.yaml#/components/requestBodies/User" }
  responses: { 204: { description: Done. } }
`,
  "anchored.json": '{ "$defs": { "a": { "$anchor": "uid", "type": "string" } } }',
  "parameters.yaml":
    "Limit: { name: limit, in: query, schema: { $ref: 'schemas/with%20space.json#/limit' } }",
  "schemas/user.yaml": `
type: object
required: [name]
properties:
  name: { type: string, minLength: 1 }
  friend: { $ref: "user.yaml", description: A sibling. }
  id: { $ref: "../anchored.json#uid" }
`,
  "schemas/with space.json": '{ "limit": { "type": "integer", "maximum": 5 } }',
};

describe("references", () => {
  it("follows references of every kind, to files, into files, into paths, deeper than a component", () => {
    const folder = newFolder();
    writeFiles(folder, files);
    const found = new Collector();
    const spec = loadSpec({ path: join(folder, "openapi.yaml"), root: null }, folder, found);
    if (spec === null) {
      throw new Error("the document cannot be read");
    }
    checkReferences(spec, found);
    const { operations, schemas } = buildApi(spec, found, choicesWith({}));
    expect(found.all.filter(({ severity }) => severity === "error")).toEqual([]);
    expect(operations.map(({ key, name }) => [key, name.camel])).toEqual([
      ["GET /people", "listPeople"],
      ["GET /users", "listUsers"],
      ["POST /users", "createUser"],
    ]);
    const [people, , create] = operations;
    expect(people?.locations[0]?.parameters[0]).toMatchObject({ wire: "limit", in: "query" });
    expect(people?.responses.map(({ status }) => status)).toEqual(["200", "default"]);
    expect(people?.responses[0]?.headers).toMatchObject([{ wire: "X-Rate" }]);
    expect(people?.responses[0]?.answers[0]?.media?.examples).toMatchObject([
      { name: "two", value: ["a", "b"] },
    ]);
    expect(create?.body?.isRequired).toBe(true);
    expect(schemas.map(({ name }) => name.pascal)).toEqual(["A", "Limit", "Name", "User"]);
    expect(spec.paths.map((path) => path.slice(folder.length + 1))).toEqual(
      Object.keys(files).sort(),
    );
  });
});
