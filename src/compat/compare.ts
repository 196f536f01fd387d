import type { Contract, OperationContract } from "./contract.ts";
import { change, sides, type ContractChange, type Finding } from "./finding.ts";
import { deployedChanges, methodChanges } from "./deployed.ts";
import { operationChanges } from "./operations.ts";
import { SchemaComparison } from "./schemas.ts";

type Operations = Contract["operations"];
type Pair = readonly [from: string, to: string];

/**
 * What is different between two contracts.
 *
 * @returns findings by operation in the order of the later contract, then those of the API as a whole
 */
export function compareContracts(before: Contract, after: Contract): Finding[] {
  const schemas = new SchemaComparison(before.schemas, after.schemas);
  const { pairs, gone, added } = pairedOperations(before.operations, after.operations);
  const kept = pairs.flatMap(([from, to]) => {
    const [was, is] = [operationAt(before, from), operationAt(after, to)];
    const changes = [
      ...identityChanges([from, was], [to, is]),
      ...operationChanges(was, is, schemas),
      ...methodChanges(was.gateway, is.gateway),
    ];
    return changes.map((each) => found(each, to, is));
  });
  return [
    ...gone.map((key) => found(change("operation.removed", ""), key, operationAt(before, key))),
    ...added.map((key) => found(change("operation.added", ""), key, operationAt(after, key))),
    ...kept,
    ...[...namedChanges(before, after), ...deployedChanges(before, after)].map((each): Finding => ({
      ...each,
      operation: null,
    })),
  ];
}

function found(each: ContractChange, key: string, { name }: OperationContract): Finding {
  return { ...each, operation: { key, name } };
}

function operationAt({ operations }: Contract, key: string): OperationContract {
  return operations[key] as OperationContract;
}

/** An operation is the same by method and path, else by its name, else by its path without names of variables. */
function pairedOperations(before: Operations, after: Operations) {
  const { gone, added, kept } = sides(before, after);
  const left = new Map(added);
  const pairs: Pair[] = kept.map(([key]) => [key, key]);
  const lost = gone.filter(([key, { name }]) => {
    const match =
      [...left].find(([, operation]) => operation.name === name) ??
      [...left].find(([other]) => anonymous(other) === anonymous(key));
    if (match !== undefined) {
      left.delete(match[0]);
      pairs.push([key, match[0]]);
    }
    return match === undefined;
  });
  return {
    pairs: pairs.sort(([, a], [, b]) => (a < b ? -1 : 1)),
    gone: lost.map(([key]) => key),
    added: [...left.keys()],
  };
}

function anonymous(key: string): string {
  return key.replaceAll(/\{[^{}]*\}/g, "{}");
}

function identityChanges(
  [from, was]: readonly [string, OperationContract],
  [to, is]: readonly [string, OperationContract],
): ContractChange[] {
  const moved = anonymous(from) === anonymous(to) ? "operation.variables" : "operation.moved";
  return [
    ...(from === to ? [] : [change(moved, "", from, to)]),
    ...(was.name === is.name ? [] : [change("operation.renamed", "", was.name, is.name)]),
  ];
}

/** Schemas that handlers import by name. */
function namedChanges(before: Contract, after: Contract): ContractChange[] {
  const { gone, added } = sides(before.schemas, after.schemas);
  return [
    ...gone.map(([name]) => change("schema.removed", "", name)),
    ...added.map(([name]) => change("schema.added", "", "", name)),
  ];
}
