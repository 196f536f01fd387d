import { because } from "../diagnostics/reasons.ts";
import type { In, Location, Parameter } from "../api/api.ts";
import type { Schema } from "../api/schema.ts";
import { isRaw, listAt, own, rawAt, textAt, type Raw } from "../lib/json.ts";
import type { Context } from "./context.ts";
import { valueOf } from "./example.ts";
import { pascalOf } from "./names.ts";
import { readSchema } from "./schemas/read.ts";
import { readSerialization } from "./serialization.ts";
import { variableOf, variablesOf } from "./segments.ts";
import type { Json } from "../api/json.ts";
import type { OperationReading } from "./reading.ts";

/** The locations in the order in which they are decoded, and the member of the request for each. */
const members: readonly (readonly [In, string])[] = [
  ["path", "path"],
  ["query", "query"],
  ["header", "headers"],
  ["cookie", "cookies"],
];

/** Header parameters that OpenAPI gives no effect (3.1 §4.8.12.1), and what says it instead. */
const ignoredHeaders = new Map([
  ["accept", "the response's media types"],
  ["content-type", "the body's media types"],
  ["authorization", "the security schemes"],
]);

/**
 * The parameters of an operation by location (OpenAPI 3.1 §4.8.12): those of its path item, over
 * which its own win. Each location is read as one object, so that the parameters are checked,
 * defaulted and typed as properties are.
 *
 * @param assumed parameters that the document leaves out
 */
export function readLocations(
  reading: OperationReading,
  pathItem: Raw,
  assumed: readonly Raw[],
): Location[] {
  const nodes = [...mergeParameters(reading, pathItem), ...assumed];
  const isStrict = reading.context.options.unknownQuery === "refuse";
  return members.flatMap(([location, member]) => {
    const here = nodes.filter(
      (node) => textAt(node, "in") === location && isUsed(reading, node, location),
    );
    const isClosed = isStrict && location === "query";
    return here.length === 0 && !isClosed
      ? []
      : [readLocation(reading, location, member, here, isClosed)];
  });
}

/** The parameters of the path item, over which those of the operation win. */
function mergeParameters(reading: OperationReading, pathItem: Raw): Raw[] {
  const shared = uniqueParameters(reading, listAt(pathItem, "parameters"));
  const own = uniqueParameters(reading, listAt(reading.operation, "parameters"));
  return [...new Map([...shared, ...own]).values()];
}

/** The parameters of one list, by location and name; a second one of the same is an error. */
function uniqueParameters(reading: OperationReading, nodes: readonly unknown[]): Map<string, Raw> {
  const unique = new Map<string, Raw>();
  for (const parameter of nodes.map((node) => placed(reading, reading.context.mapping(node)))) {
    const name = textAt(parameter, "name") ?? "";
    const where = textAt(parameter, "in") ?? "";
    const key = JSON.stringify([where, where === "header" ? name.toLowerCase() : name]);
    if (unique.has(key)) {
      const { found, spec } = reading.context;
      found.add("spec/duplicate-parameter", { name, in: where }, spec.originOf(parameter, "name"));
    }
    unique.set(key, parameter);
  }
  return unique;
}

/**
 * A parameter in one of the four locations. The whole query string as a form (`in: querystring`,
 * OpenAPI 3.2 §4.12) is an exploded object in the query; any other place is an error.
 */
function placed(reading: OperationReading, node: Raw): Raw {
  const { context } = reading;
  const where = textAt(node, "in") ?? "";
  const name = textAt(node, "name") ?? "";
  if (where === "path" && name.endsWith("+") && reading.path.includes(`{${name}}`)) {
    // API Gateway's own documents call the parameter of `{path+}` either way; `path` it is in every event.
    const made = { ...node, name: variableOf(name) };
    context.spec.adopt(made, node);
    return made;
  }
  const queryName = where === "path" ? reading.queryNames.get(name) : undefined;
  if (queryName !== undefined && !reading.path.includes(`{${name}}`)) {
    // What the query of a path template holds is sent in the query.
    const made = { ...node, name: queryName, in: "query", style: "form" };
    context.spec.adopt(made, node);
    return made;
  }
  if (members.some(([location]) => location === where) || Object.keys(node).length === 0) {
    return node;
  }
  const form = own(rawAt(node, "content"), "application/x-www-form-urlencoded");
  if (where === "querystring" && isRaw(form)) {
    const { content: _, ...rest } = node;
    const made = { ...rest, in: "query", style: "form", explode: true, schema: form["schema"] };
    context.spec.adopt(made, node);
    return made;
  }
  const why = because("parameter-location", { where });
  context.found.add("operation/parameter", { name, ...why }, context.spec.originOf(node, "in"));
  return node;
}

function isUsed(reading: OperationReading, node: Raw, location: In): boolean {
  const name = textAt(node, "name") ?? "";
  const { found, spec } = reading.context;
  const instead = location === "header" ? ignoredHeaders.get(name.toLowerCase()) : undefined;
  if (instead !== undefined) {
    found.add("operation/header", { name, instead }, spec.originOf(node));
    return false;
  }
  if (location === "path" && !variablesOf(reading.path).includes(name)) {
    found.add(
      "spec/path-parameter",
      { name, key: reading.key, braced: `{${name}}` },
      spec.originOf(node, "name"),
    );
    return false;
  }
  return true;
}

function readLocation(
  reading: OperationReading,
  location: In,
  member: string,
  nodes: readonly Raw[],
  isClosed: boolean,
): Location {
  const { owner, prefix } = reading;
  const typeName = owner.reserve(`${prefix}${pascalOf(member)}`);
  const object = objectOf(reading, nodes, location);
  const schema = readSchema(object, {
    owner,
    direction: "request",
    hint: typeName,
    place: { parent: "", part: pascalOf(member) },
    within: null,
    inline: "all",
  });
  owner.branch(schema);
  owner.declarations.push({ typeName, doc: null, shape: schema.shape });
  const properties = schema.groups
    .flatMap((group) => group.checks)
    .find((check) => check.keyword === "properties");
  const schemas = new Map(properties?.properties.map((each) => [each.wire, each]) ?? []);
  return {
    in: location,
    member,
    parameters: nodes.map((node) =>
      readParameter(
        reading,
        node,
        location,
        schemas.get(textAt(node, "name") ?? "")?.schema as Schema,
      ),
    ),
    isClosed,
    schema,
    typeName,
  };
}

/** The object schema whose properties are the parameters of one location. */
function objectOf(reading: OperationReading, nodes: readonly Raw[], location: In): Raw {
  const { spec } = reading.context;
  const named = nodes.map((node) => [textAt(node, "name") ?? "", node] as const);
  const object = {
    type: "object",
    ...(nodes.length === 0 ? { additionalProperties: false } : {}),
    properties: Object.fromEntries(
      named.map(([name, node]) => [name, describedSchema(reading, node)]),
    ),
    required: named
      .filter(([, node]) => node["required"] === true || location === "path")
      .map(([name]) => name),
  };
  spec.adopt(object, reading.operation);
  return object;
}

/** A parameter's schema with the parameter's own words; `content` has its schema one step deeper. */
function describedSchema(reading: OperationReading, node: Raw): unknown {
  const media = Object.values(rawAt(node, "content"))[0];
  const schema = orEmpty(reading, node, own(node, "schema") ?? own(media, "schema") ?? {});
  const words = { description: node["description"], deprecated: node["deprecated"] };
  const said = Object.fromEntries(Object.entries(words).filter(([, value]) => value !== undefined));
  if (!isRaw(schema) || Object.keys(said).length === 0) {
    return schema;
  }
  const described = { ...schema, ...said };
  reading.context.spec.adopt(described, schema);
  return described;
}

/** A query parameter may be sent with nothing after its name (OpenAPI 3.1 §4.8.12.2.1). */
function allowsEmpty(node: Raw): boolean {
  return (
    textAt(node, "in") === "query" &&
    node["allowEmptyValue"] === true &&
    own(node, "content") === undefined
  );
}

/** With allowEmptyValue the empty text is a value too, whatever the schema says. */
function orEmpty(reading: OperationReading, node: Raw, schema: unknown): unknown {
  if (!allowsEmpty(node)) {
    return schema;
  }
  const fallback = own(reading.context.follow(schema), "default");
  const made = {
    anyOf: [schema, { enum: [""] }],
    ...(fallback === undefined ? {} : { default: fallback }),
  };
  reading.context.spec.adopt(made, node);
  return made;
}

function readParameter(
  reading: OperationReading,
  node: Raw,
  location: In,
  schema: Schema,
): Parameter {
  const wire = textAt(node, "name") ?? "";
  return {
    in: location,
    wire,
    isRequired: location === "path" || node["required"] === true,
    allowsEmpty: allowsEmpty(node),
    serialization: readSerialization(reading.context, node, location),
    schema,
    example: exampleOf(reading.context, node, schema),
    origin: reading.context.spec.originOf(node),
  };
}

/** The first example of a parameter, or of its schema. */
function exampleOf(context: Context, node: Raw, schema: Schema): { readonly value: Json } | null {
  const media = Object.values(rawAt(node, "content"))[0];
  const named = Object.values({ ...rawAt(node, "examples"), ...rawAt(media, "examples") }).map(
    (each) => valueOf(context.follow(each)),
  );
  const values = [own(node, "example"), own(media, "example"), ...named, ...schema.examples].filter(
    (value) => value !== undefined,
  );
  return values.length === 0 ? null : { value: values[0] as Json };
}
