import { textAt } from "../lib/json.ts";
import type { Context } from "./context.ts";
import type { FoundOperation } from "./operations.ts";

/** Rules about operations together that JSON Schema cannot say (OpenAPI 3.1 §4.8.8, §4.8.10). */
export function checkOperations(context: Context, operations: readonly FoundOperation[]): void {
  if (operations.length === 0) {
    context.found.add("spec/no-operations", {}, { file: context.spec.root, pointer: "/paths" });
  }
  checkIds(context, operations);
}

function checkIds(context: Context, operations: readonly FoundOperation[]): void {
  const first = new Map<string, string>();
  for (const { key, operation } of operations) {
    const id = textAt(operation, "operationId");
    const earlier = id === null ? undefined : first.get(id);
    if (id !== null && earlier !== undefined) {
      context.found.add(
        "spec/duplicate-operation-id",
        { id, first: earlier },
        context.spec.originOf(operation, "operationId"),
      );
    } else if (id !== null) {
      first.set(id, key);
    }
  }
}
