import { listAt, own, rawAt, textAt, type Raw } from "../../lib/json.ts";
import type { Spec } from "../spec.ts";

/** An operation and its path item in the form of OpenAPI 3. */
export type UpgradedOperation = { readonly operation: Raw; readonly pathItem: Raw };

/** Follows references to a mapping. */
export type Follow = (node: unknown) => Raw;

/** Keywords of a Parameter, Items or Header Object of 2.0 that are those of a schema in 3. */
const schemaKeywords = (
  "type format items default maximum exclusiveMaximum minimum exclusiveMinimum maxLength minLength pattern maxItems " +
  "minItems uniqueItems enum multipleOf x-nullable"
).split(" ");

/** `collectionFormat` (OpenAPI 2.0, Parameter Object) as style and explode. */
const collections: Readonly<
  Record<string, { readonly style?: string; readonly explode: boolean }>
> = {
  csv: { explode: false },
  tsv: { style: "tabDelimited", explode: false },
  ssv: { style: "spaceDelimited", explode: false },
  pipes: { style: "pipeDelimited", explode: false },
  multi: { style: "form", explode: true },
};

/**
 * An operation of Swagger 2.0 as OpenAPI 3 says it. Nodes that stay as they are are shared, so that
 * they are found where they stand in the document; what is made stands where its source does.
 */
export function upgradeOperation20(
  spec: Spec,
  operation: Raw,
  pathItem: Raw,
  follow: Follow,
): UpgradedOperation {
  const parameters = mergeParameters(operation, pathItem, follow);
  const make = (made: Raw, from: Raw): Raw => {
    spec.adopt(made, from);
    return made;
  };
  const body = requestBody(spec, operation, parameters, make);
  const responses = Object.entries(rawAt(operation, "responses")).map(([status, node]) => [
    status,
    upgradeResponse(spec, operation, follow(node), make),
  ]);
  const upgraded = {
    ...operation,
    parameters: parameters
      .filter((each) => !["body", "formData"].includes(String(each["in"])))
      .map((each) => upgradeParameter(each, make)),
    responses: make(Object.fromEntries(responses), rawAt(operation, "responses")),
    ...(body === null ? {} : { requestBody: body }),
  };
  return { operation: make(upgraded, operation), pathItem: make({}, pathItem) };
}

type Make = (made: Raw, from: Raw) => Raw;

/** The operation's own parameters win over those of its path item. */
function mergeParameters(operation: Raw, pathItem: Raw, follow: Follow): Raw[] {
  const all = [...listAt(pathItem, "parameters"), ...listAt(operation, "parameters")].map(follow);
  return [
    ...new Map(all.map((each) => [JSON.stringify([each["in"], each["name"]]), each])).values(),
  ];
}

function upgradeParameter(parameter: Raw, make: Make): Raw {
  const { name, required, description } = parameter;
  const said = {
    name,
    in: parameter["in"],
    required: required === true,
    description: description ?? "",
    ...(parameter["allowEmptyValue"] === true ? { allowEmptyValue: true } : {}),
  };
  const isList = parameter["type"] === "array";
  const collection = isList
    ? collections[textAt(parameter, "collectionFormat") ?? "csv"]
    : undefined;
  return make({ ...said, ...collection, schema: schemaOf(parameter, make) }, parameter);
}

/** The schema that the keywords of a parameter make. */
function schemaOf(node: Raw, make: Make): Raw {
  const kept = schemaKeywords
    .filter((keyword) => own(node, keyword) !== undefined)
    .map((keyword) => [keyword, node[keyword]]);
  return make(Object.fromEntries(kept), node);
}

function requestBody(
  spec: Spec,
  operation: Raw,
  parameters: readonly Raw[],
  make: Make,
): Raw | null {
  const body = parameters.find((each) => each["in"] === "body");
  if (body !== undefined) {
    const media = make({ schema: own(body, "schema") ?? {} }, body);
    return make(
      {
        required: body["required"] === true,
        content: contentOf(typesOf(spec, operation, "consumes"), media),
      },
      body,
    );
  }
  const fields = parameters.filter((each) => each["in"] === "formData");
  return fields.length === 0 ? null : formBody(spec, operation, fields, make);
}

/** Form fields together make one object; files can only be sent as multipart. */
function formBody(spec: Spec, operation: Raw, fields: readonly Raw[], make: Make): Raw {
  const first = fields[0] ?? {};
  const properties = Object.fromEntries(
    fields.map((field) => [String(field["name"]), schemaOf(field, make)]),
  );
  const required = fields
    .filter((field) => field["required"] === true)
    .map((field) => String(field["name"]));
  const schema = make({ type: "object", properties, required }, first);
  const declared = typesOf(spec, operation, "consumes").filter((type) => /form/.test(type));
  const hasFile = fields.some((field) => field["type"] === "file");
  const types =
    declared.length > 0
      ? declared
      : [hasFile ? "multipart/form-data" : "application/x-www-form-urlencoded"];
  const encoded = make({ schema, encoding: encodingOf(fields, make) }, first);
  const content = types.map((type) => [type, encoded]);
  return make({ required: required.length > 0, content: Object.fromEntries(content) }, first);
}

/** Lists in fields are written as `collectionFormat` says (OpenAPI 2.0, Parameter Object). */
function encodingOf(fields: readonly Raw[], make: Make): Raw {
  const formatOf = (field: Raw) => textAt(field, "collectionFormat") ?? "csv";
  const lists = fields.filter((field) => field["type"] === "array" && formatOf(field) !== "multi");
  return Object.fromEntries(
    lists.map((field) => [String(field["name"]), make({ ...collections[formatOf(field)] }, field)]),
  );
}

function upgradeResponse(spec: Spec, operation: Raw, response: Raw, make: Make): Raw {
  const headers = Object.entries(rawAt(response, "headers")).map(([name, node]) => {
    const header = node as Raw;
    return [
      name,
      make({ description: header["description"] ?? "", schema: schemaOf(header, make) }, header),
    ];
  });
  const schema = own(response, "schema");
  const said = { description: response["description"], headers: Object.fromEntries(headers) };
  if (schema === undefined) {
    return make(said, response);
  }
  // "An additional primitive data-type "file" is used by the Parameter Object and the Response Object" (OpenAPI 2.0).
  const isFile = textAt(schema, "type") === "file";
  const read = isFile ? make({ type: "string", format: "binary" }, schema as Raw) : schema;
  const examples = rawAt(response, "examples");
  const otherwise = isFile ? "application/octet-stream" : "application/json";
  const content = typesOf(spec, operation, "produces", otherwise).map((type) => {
    const example = own(examples, type);
    return [type, make({ schema: read, ...(example === undefined ? {} : { example }) }, response)];
  });
  return make({ ...said, content: Object.fromEntries(content) }, response);
}

/** The media types of an operation, else those of the document, else one that is usual. */
function typesOf(
  spec: Spec,
  operation: Raw,
  field: "consumes" | "produces",
  otherwise = "application/json",
): string[] {
  const own = listAt(operation, field);
  const all = own.length > 0 ? own : listAt(spec.data, field);
  const types = all.filter((type): type is string => typeof type === "string");
  return types.length === 0 ? [otherwise] : types;
}

function contentOf(types: readonly string[], media: Raw): Raw {
  return Object.fromEntries(types.map((type) => [type, media]));
}
