import type { Method } from "../aws/gateway/gateway.ts";
import type {
  Api,
  Location,
  Media,
  Operation,
  Parameter,
  Requirement,
  Response,
} from "../api/api.ts";
import type { Schema } from "../api/schema.ts";
import type { Tables } from "../aws/tables/tables.ts";
import type {
  Contract,
  ContractField,
  ContractNode,
  OperationContract,
  ResponseContract,
  Spelling,
} from "./contract.ts";
import { apiFacts, functionFacts, methodFacts, tableFacts } from "./facts.ts";
import { fieldOf, nodeOf } from "./node.ts";
import type { Backend } from "../aws/backend.ts";

/** Takes down what an API promises and what is deployed for it, to be compared with another time. */
export function contractOf({ api, gateway, stack, tables }: Backend): Contract {
  const methods = gateway.paths.flatMap((path) => path.methods);
  return {
    operations: byName(
      methods,
      ({ operation }) => operation.key,
      (method) => operationOf(method, api, tables),
    ),
    schemas: byName(
      api.schemas,
      ({ name }) => name.pascal,
      ({ schema }) => nodeOf(schema),
    ),
    functions: byName(stack.functions, ({ id }) => id, functionFacts),
    tables: byName(stack.tables, ({ id }) => id, tableFacts),
    api: apiFacts(gateway, stack),
  };
}

/** A mapping in a fixed order, whatever the order of the list. */
function byName<Item, Value>(
  items: readonly Item[],
  name: (item: Item) => string,
  value: (item: Item) => Value,
): Record<string, Value> {
  const pairs = items.map((item): [string, Value] => [name(item), value(item)]);
  return Object.fromEntries(pairs.sort(([a], [b]) => (a < b ? -1 : 1)));
}

function operationOf(method: Method, api: Api, tables: Tables): OperationContract {
  const { operation } = method;
  const { body } = operation;
  return {
    name: operation.name.camel,
    ...(operation.doc?.isDeprecated === true ? { isDeprecated: true } : {}),
    parameters: Object.fromEntries(operation.locations.flatMap(parametersOf)),
    ...closedOf(operation),
    ...(body === null
      ? {}
      : { body: { required: body.isRequired, media: byName(body.media, typeOf, mediaNode) } }),
    responses: byName(operation.responses, ({ status }) => status, responseOf),
    security: securityOf(operation, api),
    gateway: methodFacts(method, tables.operations[operation.key] ?? null),
  };
}

const typeOf = ({ type }: { readonly type: string }) => type;
/** What a media type holds; of a form also how its fields are written. */
const mediaNode = ({ schema, styled }: Media): ContractNode => {
  const node = nodeOf(schema);
  const written = styled.map(({ wire, serialization: { style, isExploded } }) => [
    wire,
    style,
    isExploded,
  ]);
  return written.length === 0
    ? node
    : { allOf: [node], rules: { encoding: [JSON.stringify(written)] } };
};

function closedOf({ locations }: Operation): Pick<OperationContract, "closed"> {
  const closed = locations.filter(({ isClosed }) => isClosed).map((location) => location.in);
  return closed.length === 0 ? {} : { closed };
}

function parametersOf(location: Location): [string, ContractField & Spelling][] {
  const fields = fieldsOf(location.schema);
  return location.parameters.map((parameter) => {
    const { wire, isRequired, schema } = parameter;
    const field = fields.get(wire) ?? { required: isRequired, node: nodeOf(schema) };
    const name = parameter.in === "header" ? wire.toLowerCase() : wire;
    return [`${parameter.in}.${name}`, { ...field, written: writtenOf(parameter), wire }];
  });
}

function fieldsOf({ groups }: Schema): Map<string, ContractField> {
  const checks = groups.flatMap((group) => group.checks);
  const properties = checks.flatMap((check) =>
    check.keyword === "properties" ? check.properties : [],
  );
  return new Map(properties.map((property) => [property.wire, fieldOf(property)]));
}

function writtenOf({ serialization, allowsEmpty }: Parameter): string {
  const { style, isExploded, value } = serialization;
  const isJson = value.kind === "json";
  const words = [isJson ? "JSON" : style, ...(isExploded && !isJson ? ["exploded"] : [])];
  return [...words, ...(allowsEmpty ? ["or empty"] : [])].join(" ");
}

function responseOf({ headers, answers }: Response): ResponseContract {
  const media = answers.flatMap((answer) => (answer.media === null ? [] : [answer.media]));
  return {
    headers: byName(
      headers,
      ({ name }) => name,
      ({ isRequired, schema }) => ({ required: isRequired, node: nodeOf(schema) }),
    ),
    media: byName(media, typeOf, mediaNode),
  };
}

function securityOf({ security }: Operation, api: Api): OperationContract["security"] {
  const keys = new Map(
    api.schemes.map(({ name, key }) => [
      name.wire,
      key === null ? "" : ` as ${key.wire} in ${key.in}`,
    ]),
  );
  const wayOf = ({ scheme, scopes }: Requirement) => {
    const asked = scopes.length === 0 ? scheme : `${scheme}(${scopes.join(", ")})`;
    return `${asked}${keys.get(scheme) ?? ""}`;
  };
  const ways = security.alternatives.map((all) => all.map(wayOf).join(" and "));
  const optional = security.isOptional ? ["nothing"] : [];
  return { isPublic: security.isPublic, ways: [...ways, ...optional].sort() };
}
