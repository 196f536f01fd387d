import type { Because } from "../../diagnostics/reasons.ts";
import type { Collector } from "../../diagnostics/collector.ts";
import type { Operation, Parameter, Response } from "../../api/api.ts";
import type { StoredSettings } from "../settings/settings.ts";
import type { Schemas } from "./properties.ts";
import type { Made } from "./table.ts";

/** An operation that works on a table, and everything that is needed to say how. */
export type ActionContext = Made & {
  readonly operation: Operation;
  readonly said: StoredSettings;
  readonly schemas: Schemas;
  /** Operations that read one item of a table, to say where one that was created is found. */
  readonly readers: readonly { readonly path: string; readonly table: string }[];
  readonly refuse: (why: Because) => void;
  readonly found: Collector;
};

/** The parameters of one location. */
export function parametersIn(operation: Operation, where: Parameter["in"]): readonly Parameter[] {
  return operation.locations.find((location) => location.in === where)?.parameters ?? [];
}

/** The first success that is declared with a status of its own. */
export function successOf({ responses }: Operation): { response: Response; status: number } | null {
  for (const response of responses) {
    const { statusShape } = response;
    if (statusShape.kind === "code" && statusShape.code >= 200 && statusShape.code < 300) {
      return { response, status: statusShape.code };
    }
  }
  return null;
}
