import { describe, expect, it } from "vitest";
import { keyOf } from "../../../src/api/identity.ts";
import { apiOf, documentOf } from "../../support/document.ts";

const text = { type: "string" };
const id = { type: "string", readOnly: true };
const json = (schema: object) => ({ content: { "application/json": { schema } } });
const ref = (name: string) => ({ $ref: `#/components/schemas/${name}` });

/** Two operations, which send and get two schemas each. */
function built(schemas: Record<string, object>) {
  const path = (name: string) => ({
    post: {
      operationId: `send${name}`,
      requestBody: { required: true, ...json(ref(name)) },
      responses: { 200: { description: "", ...json(ref(name)) } },
    },
  });
  const paths = Object.keys(schemas).map((name) => [`/${name}`, path(name)]);
  const { api } = apiOf(documentOf(Object.fromEntries(paths), schemas));
  const targetOf = (name: string, side: "sent" | "got") => {
    const operation = api.operations.find(({ path }) => path === `/${name}`);
    const schema =
      side === "sent"
        ? operation?.body?.media[0]?.schema
        : operation?.responses[0]?.answers[0]?.media?.schema;
    return api.schemas.find(({ key }) => key === schema?.target?.key);
  };
  return { api, targetOf };
}

/** The names of properties that a named schema checks, whatever it is called. */
function propertiesOf(named: ReturnType<ReturnType<typeof built>["targetOf"]>): string[] {
  const checks = named?.schema.groups.flatMap((group) => group.checks) ?? [];
  return checks.flatMap((check) =>
    check.keyword === "properties"
      ? check.properties.filter(({ presence }) => presence !== "removed").map(({ wire }) => wire)
      : [],
  );
}

describe("a schema that is called as a variant of another would be", () => {
  const directed = (name: string) => ({ type: "object", properties: { id, [name]: text } });
  const names = ["Room", "RoomInput", "RoomBase", "RoomOwn", "RoomInputInput", "RoomBaseInput"];
  const schemas = Object.fromEntries(names.map((name) => [name, directed(`of${name}`)]));

  it.each(names)("is itself in both directions: %s", (name) => {
    const { targetOf } = built(schemas);
    expect(propertiesOf(targetOf(name, "sent"))).toEqual([`of${name}`]);
    expect(propertiesOf(targetOf(name, "got"))).toEqual(["id", `of${name}`]);
    expect(targetOf(name, "got")?.name.pascal).toBe(name);
  });

  it("has a name of its own", () => {
    const { api } = built(schemas);
    const pascals = api.schemas.map(({ name }) => name.pascal.toLowerCase());
    expect(new Set(pascals).size).toBe(names.length * 2);
  });

  it("is itself where heirs inherit from a base", () => {
    const pet = {
      type: "object",
      required: ["kind"],
      properties: { kind: text, id },
      discriminator: { propertyName: "kind" },
    };
    const cat = {
      allOf: [ref("Pet"), { type: "object", properties: { lives: { type: "integer" } } }],
    };
    const { targetOf } = built({
      Pet: pet,
      Cat: cat,
      PetBase: directed("own"),
      PetInput: directed("sent"),
    });
    expect(propertiesOf(targetOf("PetBase", "sent"))).toEqual(["own"]);
    expect(propertiesOf(targetOf("PetBase", "got"))).toEqual(["id", "own"]);
    expect(propertiesOf(targetOf("PetInput", "sent"))).toEqual(["sent"]);
  });
});

describe("a key", () => {
  it.each([
    [
      { file: "a", pointer: "/b" },
      { file: "a#/b", pointer: "" },
    ],
    [
      { file: "a", pointer: "/b#/c" },
      { file: "a#/b", pointer: "/c" },
    ],
    [
      { file: "a", pointer: '/","Input' },
      { file: "a", pointer: "/" },
    ],
  ])("of %j is not that of %j", (a, b) => {
    const variants = ["", "Input", "Base", "BaseInput"] as const;
    const keys = [a, b].flatMap((place) => variants.map((variant) => keyOf(place, variant)));
    expect(new Set(keys).size).toBe(8);
  });
});
