import type { Gateway, Method } from "../gateway/gateway.ts";
import type { Api, Location, Operation, Parameter, Response } from "../model/api.ts";
import type { Schema } from "../model/schema.ts";
import type { Stack } from "../stack/stack.ts";
import type { Contract, Field, Node, OperationContract, ResponseContract } from "./contract.ts";
import { apiFacts, functionFacts, methodFacts } from "./facts.ts";
import { fieldOf, nodeOf } from "./node.ts";

/** Takes down what an API promises and what is deployed for it, to be compared with another time. */
export function contractOf(api: Api, gateway: Gateway, stack: Stack): Contract {
  const methods = gateway.paths.flatMap((path) => path.methods);
  return {
    operations: byName(methods, ({ operation }) => operation.key, operationOf),
    schemas: byName(
      api.schemas,
      ({ name }) => name.pascal,
      ({ schema }) => nodeOf(schema),
    ),
    functions: byName(stack.functions, ({ id }) => id, functionFacts),
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

function operationOf(method: Method): OperationContract {
  const { operation } = method;
  const { body } = operation;
  return {
    name: operation.name.camel,
    ...(operation.doc?.isDeprecated === true ? { isDeprecated: true } : {}),
    parameters: Object.fromEntries(operation.locations.flatMap(parametersOf)),
    ...(body === null
      ? {}
      : { body: { required: body.isRequired, media: byName(body.media, typeOf, mediaNode) } }),
    responses: byName(operation.responses, ({ status }) => status, responseOf),
    security: securityOf(operation),
    gateway: methodFacts(method),
  };
}

const typeOf = ({ type }: { readonly type: string }) => type;
const mediaNode = ({ schema }: { readonly schema: Schema }): Node => nodeOf(schema);

function parametersOf(location: Location): [string, Field & { readonly written: string }][] {
  const fields = fieldsOf(location.schema);
  return location.parameters.map((parameter) => {
    const { wire, isRequired, schema } = parameter;
    const field = fields.get(wire) ?? { required: isRequired, node: nodeOf(schema) };
    return [`${parameter.in}.${wire}`, { ...field, written: writtenOf(parameter) }];
  });
}

function fieldsOf({ groups }: Schema): Map<string, Field> {
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

function securityOf({ security }: Operation): OperationContract["security"] {
  const ways = security.alternatives.map((requirements) =>
    requirements
      .map(({ scheme, scopes }) =>
        scopes.length === 0 ? scheme : `${scheme}(${scopes.join(", ")})`,
      )
      .join(" and "),
  );
  const optional = security.isOptional ? ["nothing"] : [];
  return { isPublic: security.isPublic, ways: [...ways, ...optional].sort() };
}
