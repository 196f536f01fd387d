// Random JSON Schemas (2020-12) and values over one small universe of names and scalars, so that values
// of every kind are met often. Seeded: the same numbers give the same schemas.
import * as fc from "fast-check";

// Not `constructor` or `toString`: Ajv takes them for its own when it compares values.
const names = ["a", "b", "c", "__proto__", "hasOwnProperty", "a/b"];
// Ajv does not look at a property `__proto__` that a schema declares; values have it all the same.
const declared = names.filter((each) => each !== "__proto__");
const texts = ["", "a", "ab", "abc", "b", "😀é"];
const numbers = [-1, 0, 0.5, 1, 1.5, 2, 3, 1e3];
const patterns = ["^a", "b$", "^[a-c]+$", "^.{2}$", "a|b"];
const types = ["null", "boolean", "integer", "number", "string", "array", "object"];

/** How many schemas every batch shares, to be referred to. */
export const sharedCount = 6;

const name = fc.constantFrom(...names);
const declaredName = fc.constantFrom(...declared);
const scalar = fc.oneof(fc.constantFrom(...texts, ...numbers), fc.boolean(), fc.constant(null));

/** A JSON value. */
export const value = fc.letrec((tie) => ({
  value: fc.oneof(
    { depthSize: "small", withCrossShrink: true },
    scalar,
    fc.array(tie("value"), { maxLength: 4 }),
    objectOf(tie("value"), 4),
  ),
})).value;

/** An object with some of the names; `__proto__` is a property like any other. */
function objectOf(item, maxKeys, key = name) {
  const entries = fc.uniqueArray(fc.tuple(key, item), {
    selector: ([key]) => key,
    maxLength: maxKeys,
  });
  return entries.map(fromEntries);
}

function fromEntries(entries) {
  return JSON.parse(
    `{${entries.map(([key, item]) => `${JSON.stringify(key)}:${JSON.stringify(item)}`).join(",")}}`,
  );
}

const count = fc.integer({ min: 0, max: 3 });
const limit = fc.constantFrom(...numbers);
const type = fc.oneof(
  { weight: 3, arbitrary: fc.constantFrom(...types) },
  {
    weight: 1,
    arbitrary: fc.uniqueArray(fc.constantFrom(...types), { minLength: 1, maxLength: 3 }),
  },
);

const typed = fc.record({ type });

/** Groups of keywords that mean something together; a schema has a few of them. */
function groups(schema) {
  const list = fc.array(schema, { minLength: 1, maxLength: 3 });
  const some = (keywords) => fc.record(keywords, { requiredKeys: [] });
  return [
    some({ type }),
    some({ type, enum: fc.uniqueArray(scalar, { minLength: 1, maxLength: 3 }) }),
    fc.record({ const: value }),
    some({ minimum: limit, maximum: limit, multipleOf: fc.constantFrom(0.5, 1, 2, 3) }),
    some({ exclusiveMinimum: limit, exclusiveMaximum: limit }),
    some({ minLength: count, maxLength: count, pattern: fc.constantFrom(...patterns) }),
    some({ prefixItems: list, items: schema, minItems: count, maxItems: count }),
    some({ contains: schema, minContains: count, maxContains: count, uniqueItems: fc.boolean() }),
    some({
      properties: objectOf(schema, 3, declaredName),
      required: fc.uniqueArray(name, { maxLength: 2 }),
    }),
    some({ properties: objectOf(schema, 2, declaredName), additionalProperties: schema }),
    some({ patternProperties: schema.map((each) => ({ "^[ac]": each })), propertyNames: schema }),
    some({ minProperties: count, maxProperties: count }),
    some({
      dependentRequired: objectOf(fc.uniqueArray(name, { maxLength: 2 }), 2),
      dependentSchemas: objectOf(schema, 2),
    }),
    some({ allOf: list }),
    some({ anyOf: list }),
    some({ oneOf: list }),
    some({ not: schema }),
    fc.record({ if: schema, then: schema, else: schema }, { requiredKeys: ["if"] }),
    some({
      allOf: list,
      properties: objectOf(schema, 2, declaredName),
      unevaluatedProperties: schema,
    }),
    some({ anyOf: list, prefixItems: list, unevaluatedItems: schema }),
    fc.record({ $ref: fc.nat(sharedCount - 1).map((index) => `#/components/schemas/D${index}`) }),
  ];
}

/** A schema: a boolean, or a few groups of keywords together. */
export const schema = fc.letrec((tie) => {
  const below = tie("schema");
  const group = fc.oneof(...groups(below));
  const made = fc
    .array(group, { minLength: 1, maxLength: 3 })
    .map((parts) => Object.assign({}, ...parts));
  return {
    schema: fc.oneof(
      { depthSize: "small", withCrossShrink: true },
      { weight: 1, arbitrary: fc.boolean() },
      { weight: 3, arbitrary: typed },
      { weight: 6, arbitrary: made },
    ),
  };
}).schema;
