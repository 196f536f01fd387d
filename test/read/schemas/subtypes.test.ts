import { describe, expect, it } from "vitest";
import { documentOf, filesOf } from "../../support/document.ts";
import { validatorOf } from "../../support/module.ts";

const ref = (name: string) => ({ $ref: `#/components/schemas/${name}` });
const heir = (parent: string, properties: object, required: readonly string[] = []) => ({
  allOf: [ref(parent), { type: "object", properties, required }],
});
const schemas = {
  Pet: {
    type: "object",
    required: ["petType", "name"],
    discriminator: { propertyName: "petType", mapping: { dog: "#/components/schemas/Dog" } },
    properties: { petType: { type: "string" }, name: { type: "string" } },
  },
  Cat: heir("Pet", { lives: { type: "integer" } }, ["lives"]),
  Dog: heir("Pet", { bark: { type: "string" } }),
  // Two steps down, and with a pet inside a pet.
  Puppy: heir("Dog", { mother: ref("Pet") }),
};

describe("inheritance by allOf under a discriminator", () => {
  it.each(["3.1.0", "3.0.3"])(
    "dispatches to the heir that the value names (%s)",
    async (version) => {
      const { is, errors } = await validatorOf(
        { type: "array", items: ref("Pet") },
        schemas,
        version,
      );
      const cat = { petType: "Cat", name: "a", lives: 9 };
      const dog = { petType: "dog", name: "b", bark: "woof" };
      expect(is([cat, dog, { petType: "Pet", name: "c" }])).toBe(true);
      expect(is([{ petType: "Puppy", name: "d", mother: dog }])).toBe(true);
      expect(errors([{ petType: "Cat", name: "a" }])).toEqual(["required /0/lives"]);
      expect(errors([{ petType: "Puppy", name: "d", mother: { ...cat, lives: "9" } }])).toEqual([
        "type /0/mother/lives",
      ]);
      expect(errors([{ petType: "Dog", name: "b" }])).toEqual(["discriminator /0/petType"]);
      expect(errors([{ name: "b" }])).toEqual(["discriminator /0/petType"]);
    },
  );

  it("is a union in TypeScript, and the parent alone is its base", async () => {
    const content = { "application/json": { schema: ref("Pet") } };
    const get = { operationId: "read", responses: { 200: { description: "", content } } };
    const files = await filesOf(documentOf({ "/x": { get } }, schemas));
    const text = (name: string) =>
      (files.get(`src/generated/schemas/${name}.ts`) ?? "").replaceAll(/\s+/g, " ");
    expect(text("Pet")).toContain(
      'export type Pet = | (Cat & { petType: "Cat" }) | (Dog & { petType: "dog" }) | (Puppy & { petType: "Puppy" }) | (PetBase & { petType: "Pet" });',
    );
    expect(text("Cat")).toContain("export type Cat = PetBase & ");
    expect(text("Puppy")).toContain("mother?: Pet;");
  });

  it("takes the values that an heir says itself, and those of Azure's documents", async () => {
    const kind = { petType: { type: "string", enum: ["cat", "kitten"] } };
    const { is, errors } = await validatorOf(ref("Pet"), {
      ...schemas,
      Cat: heir("Pet", kind),
      Puppy: { ...heir("Dog", { age: { type: "integer" } }), "x-ms-discriminator-value": "pup" },
    });
    expect(is({ petType: "kitten", name: "a" })).toBe(true);
    expect(is({ petType: "pup", name: "a", age: 1 })).toBe(true);
    expect(errors({ petType: "pup", name: "a", age: "1" })).toEqual(["type /age"]);
    expect(errors({ petType: "Cat", name: "a" })).toEqual(["discriminator /petType"]);
  });

  it("lets the parent stand for its own name among its property's values", async () => {
    const petType = { type: "string", enum: ["Cat", "dog", "Puppy", "Pet"] };
    const Pet = { ...schemas.Pet, properties: { ...schemas.Pet.properties, petType } };
    const { is, errors } = await validatorOf(ref("Pet"), { ...schemas, Pet });
    expect(is({ petType: "Pet", name: "a" })).toBe(true);
    expect(errors({ petType: "Cat", name: "a" })).toEqual(["required /lives"]);
  });

  it("leaves the parent out where its own values do not hold its name", async () => {
    const petType = { type: "string", enum: ["Cat", "dog", "Puppy"] };
    const Pet = { ...schemas.Pet, properties: { ...schemas.Pet.properties, petType } };
    const { is, errors } = await validatorOf(ref("Pet"), { ...schemas, Pet });
    expect(is({ petType: "Cat", name: "a", lives: 9 })).toBe(true);
    expect(errors({ petType: "Pet", name: "a" })).toEqual(["discriminator /petType"]);
  });
});

describe("a discriminator with a default", () => {
  it("takes what names nobody as the alternatives say", async () => {
    const kind = { type: "string", not: { const: "cat" } };
    const mapping = { cat: "Cat" };
    const { is } = await validatorOf(
      {
        oneOf: [ref("Cat"), ref("Other")],
        discriminator: { propertyName: "kind", mapping, defaultMapping: "Other" },
      },
      {
        Cat: {
          type: "object",
          required: ["kind", "lives"],
          properties: { kind: { const: "cat" }, lives: { type: "integer" } },
        },
        Other: { type: "object", properties: { kind, note: { type: "string" } } },
      },
      "3.2.0",
    );
    expect(is({ kind: "cat", lives: 9 })).toBe(true);
    expect(is({ kind: "dog", note: "a" })).toBe(true);
    expect(is({ note: "a" })).toBe(true);
    expect(is({ kind: "cat" })).toBe(false);
    expect(is({ note: 1 })).toBe(false);
  });
});
