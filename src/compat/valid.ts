import { isRaw } from "../lib/json.ts";
import { hasKind } from "./catalogue.ts";
import type { Contract } from "./contract.ts";

type Test = (value: unknown) => boolean;

const isText: Test = (value) => typeof value === "string";
const isFlag: Test = (value) => typeof value === "boolean";
const isNumber: Test = (value) => typeof value === "number";
const listOf =
  (test: Test): Test =>
  (value) =>
    Array.isArray(value) && value.every(test);
const recordOf =
  (test: Test): Test =>
  (value) =>
    isRaw(value) && Object.values(value).every(test);

/** An object with the members that it must have, others that it may have, and nothing else. */
const objectOf =
  (must: Readonly<Record<string, Test>>, may: Readonly<Record<string, Test>> = {}): Test =>
  (value) =>
    isRaw(value) &&
    Object.keys(must).every((name) => Object.hasOwn(value, name)) &&
    Object.entries(value).every(([name, each]) => {
      const test = Object.hasOwn(must, name)
        ? must[name]
        : Object.hasOwn(may, name)
          ? may[name]
          : undefined;
      return test?.(each) === true;
    });

/** Facts that a change of has a kind. */
const factsOf =
  (prefix: string): Test =>
  (value) =>
    isRaw(value) && Object.keys(value).every((name) => hasKind(prefix, name));

const isNode: Test = (value) =>
  objectOf(
    {},
    {
      ref: isText,
      types: listOf(isText),
      enum: listOf(isText),
      limits: recordOf(isNumber),
      patterns: listOf(isText),
      formats: listOf(isText),
      rules: recordOf(listOf(isText)),
      properties: recordOf(isField),
      isClosed: isFlag,
      values: isNode,
      items: isNode,
      allOf: listOf(isNode),
      choices: listOf(listOf(isNode)),
    },
  )(value);

const isField: Test = (value) =>
  objectOf({ required: isFlag, node: isNode }, { fallback: isText })(value);

const isParameter = objectOf(
  { required: isFlag, node: isNode, written: isText, wire: isText },
  { fallback: isText },
);

const isOperation = objectOf(
  {
    name: isText,
    parameters: recordOf(isParameter),
    responses: recordOf(objectOf({ headers: recordOf(isField), media: recordOf(isNode) })),
    security: objectOf({ isPublic: isFlag, ways: listOf(isText) }),
    gateway: factsOf("method"),
  },
  {
    isDeprecated: isFlag,
    closed: listOf(isText),
    body: objectOf({ required: isFlag, media: recordOf(isNode) }),
  },
);

/** True for a record of this version, whole and undamaged: what is compared is only what can be. */
export const isContract = objectOf({
  operations: recordOf(isOperation),
  schemas: recordOf(isNode),
  functions: recordOf(factsOf("function")),
  tables: recordOf(factsOf("table")),
  api: factsOf("api"),
}) as (value: unknown) => value is Contract;
