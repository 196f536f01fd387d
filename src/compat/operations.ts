import type { OperationContract, ResponseContract } from "./contract.ts";
import { change, sides, type ContractChange } from "./finding.ts";
import { defaultChanges, type SchemaComparison } from "./schemas.ts";

/** Compares what an operation takes, answers and asks callers for. */
export function operationChanges(
  before: OperationContract,
  after: OperationContract,
  schemas: SchemaComparison,
): ContractChange[] {
  return [
    ...deprecationChanges(before, after),
    ...securityChanges(before, after),
    ...parameterChanges(before, after, schemas),
    ...bodyChanges(before, after, schemas),
    ...responsesChanges(before, after, schemas),
  ];
}

function deprecationChanges(before: OperationContract, after: OperationContract): ContractChange[] {
  return before.isDeprecated === after.isDeprecated
    ? []
    : [change(after.isDeprecated ? "operation.deprecated" : "operation.undeprecated", "")];
}

function securityChanges(before: OperationContract, after: OperationContract): ContractChange[] {
  const [was, is] = [before.security, after.security];
  if (was.isPublic !== is.isPublic) {
    return [change(is.isPublic ? "security.public" : "security.required", "")];
  }
  const ways = (from: readonly string[], to: readonly string[]) =>
    from.filter((way) => !to.includes(way));
  return [
    ...ways(was.ways, is.ways).map((way) => change("security.way-removed", "", way)),
    ...ways(is.ways, was.ways).map((way) => change("security.way-added", "", "", way)),
  ];
}

function parameterChanges(
  before: OperationContract,
  after: OperationContract,
  schemas: SchemaComparison,
): ContractChange[] {
  const { gone, added, kept } = sides(before.parameters, after.parameters);
  return [
    ...gone.map(([name]) => {
      const isRefused = after.closed?.includes(name.split(".", 1)[0] ?? "") === true;
      return change(isRefused ? "parameter.refused" : "parameter.removed", name);
    }),
    ...added.map(([name, { required }]) =>
      change(required ? "parameter.added-required" : "parameter.added", name),
    ),
    ...kept.flatMap(([name, was, is]) => [
      ...(was.required === is.required
        ? []
        : [change(is.required ? "parameter.required" : "parameter.optional", name)]),
      ...(was.wire === is.wire ? [] : [change("parameter.spelled", name, was.wire, is.wire)]),
      ...(was.written === is.written
        ? []
        : [change("parameter.written", name, was.written, is.written)]),
      ...defaultChanges(was, is, name),
      ...schemas.between(was.node, is.node, name, "request"),
    ]),
  ];
}

function bodyChanges(
  before: OperationContract,
  after: OperationContract,
  schemas: SchemaComparison,
): ContractChange[] {
  const [was, is] = [before.body, after.body];
  if (was === undefined || is === undefined) {
    const added = is?.required === true ? "body.added-required" : "body.added";
    return was === is ? [] : [change(is === undefined ? "body.removed" : added, "")];
  }
  const { gone, added, kept } = sides(was.media, is.media);
  const isOne = Object.keys(is.media).length === 1;
  return [
    ...(was.required === is.required
      ? []
      : [change(is.required ? "body.required" : "body.optional", "")]),
    ...gone.map(([type]) => change("body.media-removed", "", type)),
    ...added.map(([type]) => change("body.media-added", "", "", type)),
    ...kept.flatMap(([type, a, b]) =>
      schemas.between(a, b, isOne ? "body" : `body (${type})`, "request"),
    ),
  ];
}

function responsesChanges(
  before: OperationContract,
  after: OperationContract,
  schemas: SchemaComparison,
): ContractChange[] {
  const { gone, added, kept } = sides(before.responses, after.responses);
  return [
    ...gone.map(([status]) => change("response.status-removed", "", status)),
    ...added.map(([status]) => change("response.status-added", "", "", status)),
    ...kept.flatMap(([status, was, is]) => [
      ...headerChanges(status, was, is, schemas),
      ...contentChanges(status, was, is, schemas),
    ]),
  ];
}

function headerChanges(
  status: string,
  before: ResponseContract,
  after: ResponseContract,
  schemas: SchemaComparison,
): ContractChange[] {
  const { gone, added, kept } = sides(before.headers, after.headers);
  const at = (name: string) => `${status}.headers.${name}`;
  return [
    ...gone.map(([name]) => change("response.header-removed", at(name))),
    ...added.map(([name, { required }]) =>
      change(required ? "response.header-added-required" : "response.header-added", at(name)),
    ),
    ...kept.flatMap(([name, was, is]) => [
      ...(was.required === is.required
        ? []
        : [
            change(is.required ? "response.header-required" : "response.header-optional", at(name)),
          ]),
      ...schemas.between(was.node, is.node, at(name), "response"),
    ]),
  ];
}

function contentChanges(
  status: string,
  before: ResponseContract,
  after: ResponseContract,
  schemas: SchemaComparison,
): ContractChange[] {
  const [was, is] = [Object.keys(before.media), Object.keys(after.media)];
  if (was.length === 0 || is.length === 0) {
    const kind = is.length === 0 ? "response.body-removed" : "response.body-added";
    return was.length === is.length ? [] : [change(kind, status, was.join(", "), is.join(", "))];
  }
  const { gone, added, kept } = sides(before.media, after.media);
  const at = (type: string) => (is.length === 1 ? `${status}.body` : `${status}.body (${type})`);
  return [
    ...gone.map(([type]) => change("response.media-removed", `${status}.body`, type)),
    ...added.map(([type]) => change("response.media-added", `${status}.body`, "", type)),
    ...kept.flatMap(([type, a, b]) => schemas.between(a, b, at(type), "response")),
  ];
}
