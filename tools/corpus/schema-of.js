// The schemas of an API as JSON Schema 2020-12 again, from the checks that were read, so that Ajv can judge samples.

import { stringFormats } from "../../dist/src/read/formats.js";
import * as formats from "../../dist/templates/validator/inline/runtime/formats.js";

/** Every schema that has cases, and what Ajv says of the values that it is to accept. */
export function* judged(api, Ajv2020) {
  const named = new Map(api.schemas.map((each) => [each.key, each]));
  const all = [
    ...api.schemas.map(({ name, schema, cases }) => [name.pascal, schema, cases]),
    ...api.operations.flatMap((operation) => partsOf(operation)),
  ];
  const definitions = Object.fromEntries(
    api.schemas.map(({ name, schema }) => [name.pascal, schemaOf(schema, named)]),
  );
  const ajv = new Ajv2020({
    strict: false,
    logger: false,
    validateFormats: true,
    ownProperties: true,
    multipleOfPrecision: 9,
  });
  for (const [format, camel] of stringFormats) {
    ajv.addFormat(format, formats[camel]);
  }
  ajv.addSchema({ $id: "api:", $defs: definitions });
  for (const [name, schema, cases] of all) {
    yield { name, cases, refused: refusalOf(ajv, schemaOf(schema, named), cases) };
  }
}

function refusalOf(ajv, schema, { bases }) {
  try {
    const validate = ajv.compile(schema);
    const bad = bases.find((value) => !validate(value));
    return bad === undefined
      ? null
      : `${JSON.stringify(bad).slice(0, 100)}: ${ajv.errorsText(validate.errors)}`;
  } catch {
    // A pattern that Ajv does not compile, an expression without the flag `u`, is judged by our own tests.
    return null;
  }
}

function partsOf(operation) {
  const find = (of) => operation.cases.parts.find((each) => each.of === of)?.cases;
  const media = [
    ...operation.locations.map((each) => [each.in, each.schema]),
    ...(operation.body?.media ?? []).map((each) => [`body ${each.type}`, each.schema]),
    ...operation.responses.flatMap(({ status, answers }) =>
      answers.flatMap((answer) =>
        answer.media === null ? [] : [[`${status} ${answer.media.type}`, answer.media.schema]],
      ),
    ),
  ];
  return media.flatMap(([of, schema]) => {
    const cases = find(of);
    return cases === undefined ? [] : [[`${operation.key} ${of}`, schema, cases]];
  });
}

/** A schema of the model as JSON Schema. */
function schemaOf(schema, named) {
  if (schema.target !== null) {
    const target = named.get(schema.target.key);
    return target === undefined ? true : { $ref: `api:#/$defs/${target.name.pascal}` };
  }
  const inner = (each) => schemaOf(each, named);
  const parts = schema.groups.flatMap(({ checks }) => checks.map((check) => checkOf(check, inner)));
  const type = schema.typeTest === null ? {} : { type: schema.typeTest.types };
  const isRest = (part) => "unevaluatedProperties" in part || "unevaluatedItems" in part;
  const rest = Object.assign({}, ...parts.filter(isRest));
  return { ...type, ...all(parts.filter((part) => !isRest(part))), ...rest };
}

/** `allOf` holds one schema at least. */
function all(schemas) {
  return schemas.length === 0 ? {} : { allOf: schemas };
}

function checkOf(check, inner) {
  const { keyword } = check;
  switch (keyword) {
    case "never":
      return { not: {} };
    case "remove":
    case "convert":
    case "bytes":
    case "numericFormat":
      return {};
    case "format":
      return { format: check.format };
    case "ref":
      return inner(check.schema);
    case "enum":
      return { enum: [...new Set([...check.scalars, ...check.others])] };
    case "allOf":
    case "anyOf":
    case "oneOf":
      return { [keyword]: check.schemas.map(inner) };
    case "discriminator":
      return {
        oneOf: check.choices.map(({ values, schema }) => ({
          required: [check.wire],
          properties: { [check.wire]: { enum: values } },
          allOf: [inner(schema)],
        })),
      };
    case "not":
    case "contains":
    case "propertyNames":
    case "unevaluatedProperties":
    case "unevaluatedItems":
      return {
        [keyword]: inner(check.schema),
        ...(keyword === "contains"
          ? {
              minContains: check.min,
              ...(check.most === null ? {} : { maxContains: check.most.limit }),
            }
          : {}),
      };
    case "if":
      return {
        if: inner(check.test),
        then: all(check.thens.map(inner)),
        else: all(check.elses.map(inner)),
      };
    case "pattern":
      return check.regex.flags.includes("i") ? {} : { pattern: check.regex.source };
    case "uniqueItems":
      return { uniqueItems: true };
    case "prefixItems":
      return { prefixItems: check.items.map(({ schema }) => inner(schema)) };
    case "items":
      return check.from === 0
        ? { items: inner(check.schema) }
        : {
            prefixItems: Array.from({ length: check.from }, () => true),
            items: inner(check.schema),
          };
    case "properties":
      return {
        properties: Object.fromEntries(
          check.properties
            .filter(({ presence }) => presence !== "removed")
            .map(({ wire, schema }) => [wire, inner(schema)]),
        ),
        required: check.properties
          .filter(({ isRequired, presence }) => isRequired && presence !== "removed")
          .map(({ wire }) => wire),
      };
    case "required":
      return { required: [check.wire] };
    case "additionalProperties":
      return {
        properties: Object.fromEntries(check.known.map((name) => [name, true])),
        patternProperties: Object.fromEntries(check.patterns.map(({ source }) => [source, true])),
        additionalProperties: check.openness === "closed" ? false : inner(check.schema),
      };
    case "patternProperties":
      return { patternProperties: { [check.regex.source]: inner(check.schema) } };
    case "dependentRequired":
      return { dependentRequired: { [check.wire]: check.names.map(({ wire }) => wire) } };
    case "dependentSchemas":
      return { dependentSchemas: { [check.wire]: inner(check.schema) } };
    default:
      return { [keyword]: check.limit };
  }
}
