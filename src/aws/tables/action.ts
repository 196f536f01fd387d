import { because } from "../../diagnostics/reasons.ts";
import type { Collector } from "../../diagnostics/collector.ts";
import type { Operation } from "../../api/api.ts";
import type { StoredSettings } from "../settings/settings.ts";
import type { TableAction } from "./tables.ts";
import { parametersIn, type ActionContext } from "./acting.ts";
import { answerOf } from "./answer.ts";
import { reportBody } from "./body.ts";
import { grantsOf } from "./grants.ts";
import { keyOf } from "./key.ts";
import { pagingOf } from "./list.ts";

/** Returns what the handler of an operation does with its table; reports what does not fit. */
export function storedOf(acting: ActionContext): TableAction {
  const { operation, said, table } = acting;
  const { action } = said;
  const key = action === "list" ? [] : keyOf(acting);
  reportBody(acting);
  const paging = action === "list" ? pagingOf(acting) : null;
  const answer = answerOf(acting);
  const ifMatch = ifMatchOf(acting);
  reportIgnored(acting, ifMatch);
  return {
    action,
    table,
    camel: localName(table.camel, operation.name.camel),
    key,
    ...answer,
    ifMatch,
    takes: takenBy({ action, key, paging, ifMatch, location: answer.location }),
    gets: [
      ...(answer.sendsItem || answer.location !== null ? ["item"] : []),
      ...(answer.etag === null ? [] : ["etag"]),
    ],
    paging,
    grants: grantsOf(table, action, paging),
  };
}

/** Names that the file of a handler has besides. */
const taken = new Set(
  "path query headers body event item items etag cursor handler locationOf".split(" "),
);

function localName(camel: string, operation: string): string {
  return camel === operation || taken.has(camel) ? localName(`${camel}Table`, operation) : camel;
}

/** The members of a request that a handler needs. */
function takenBy(
  stored: Pick<TableAction, "action" | "key" | "paging" | "ifMatch" | "location">,
): string[] {
  const { action, key, paging, ifMatch, location } = stored;
  const asks = (member: string) => paging?.where.some((each) => each.member === member) === true;
  const needs: readonly (readonly [string, boolean])[] = [
    ["path", key.length > 0 || asks("path")],
    ["query", action === "list"],
    ["headers", ifMatch !== null],
    ["body", action === "create" || action === "replace" || action === "update"],
    ["event", location !== null],
  ];
  return needs.filter(([, isNeeded]) => isNeeded).map(([member]) => member);
}

/** Optimistic concurrency, where the document declares it (RFC 9110 §13.1.1). */
function ifMatchOf({ operation, said, schemas, refuse }: ActionContext): TableAction["ifMatch"] {
  const header = parametersIn(operation, "header").find(
    ({ wire }) => wire.toLowerCase() === "if-match",
  );
  const isGuarded = ["replace", "update", "delete"].includes(said.action);
  if (header !== undefined && isGuarded && schemas.keyType(header.schema) !== "S") {
    refuse(because("if-match-not-string", { name: header.wire }));
  }
  return header === undefined || !isGuarded ? null : { wire: header.wire };
}

/** Parameters that the handler makes nothing of; it is the user's, who can. */
function reportIgnored(
  { operation, said, found }: ActionContext,
  ifMatch: TableAction["ifMatch"],
): void {
  const asked = said.action === "list" ? [] : parametersIn(operation, "query");
  const others = [...parametersIn(operation, "header"), ...parametersIn(operation, "cookie")];
  const names = [...asked, ...others.filter(({ wire }) => wire !== ifMatch?.wire)].map(
    (parameter) => `${parameter.in} ${parameter.wire}`,
  );
  if (names.length > 0) {
    const parameters = { key: operation.key, names: names.join(", ") };
    found.add("table/ignored", parameters, operation.origin);
  }
}

/** How an operation with a table reports what does not fit. */
export function refusing(
  operation: Operation,
  { action, table }: StoredSettings,
  found: Collector,
): ActionContext["refuse"] {
  return ({ reason, fix }) =>
    found.add("table/action", { key: operation.key, action, table, reason, fix }, operation.origin);
}
