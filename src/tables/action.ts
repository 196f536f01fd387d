import type { Collector } from "../diagnostics/collector.ts";
import { nearest } from "../diagnostics/nearest.ts";
import type { Operation, Parameter, Response } from "../model/api.ts";
import type { Property } from "../model/check.ts";
import type { StoredSettings } from "../model/settings.ts";
import type { KeyAttribute, KeyPart, Stored } from "../model/tables.ts";
import { answerOf } from "./answer.ts";
import { grantsOf } from "./grants.ts";
import { pagingOf } from "./list.ts";
import type { Schemas } from "./properties.ts";
import type { Made } from "./table.ts";

/** An operation that works on a table, and everything that is needed to say how. */
export type Acting = Made & {
  readonly operation: Operation;
  readonly said: StoredSettings;
  readonly schemas: Schemas;
  /** Operations that read one item of a table, to say where one that was created is found. */
  readonly readers: readonly { readonly path: string; readonly table: string }[];
  readonly refuse: (reason: string, fix: string) => void;
};

/** What the handler of an operation is made from; what does not fit the table is told. */
export function storedOf(acting: Acting): Stored {
  const { operation, said, table } = acting;
  const { action } = said;
  const key = action === "list" ? [] : keyOf(acting);
  reportBody(acting);
  const paging = action === "list" ? pagingOf(acting) : null;
  const answer = answerOf(acting);
  const ifMatch = ifMatchOf(acting);
  return {
    action,
    table,
    camel: operation.name.camel === table.camel ? `${table.camel}Table` : table.camel,
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

/** The members of a request that a handler needs. */
function takenBy(
  stored: Pick<Stored, "action" | "key" | "paging" | "ifMatch" | "location">,
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

/** The parameters of one location. */
export function parametersIn(operation: Operation, where: Parameter["in"]): readonly Parameter[] {
  return operation.locations.find((location) => location.in === where)?.parameters ?? [];
}

/** Where the parts of the key come from: the path; of a new item also the body, or it is made. */
function keyOf(acting: Acting): KeyPart[] {
  const { table, said, operation } = acting;
  const variables = parametersIn(operation, "path");
  const attributes = [table.partitionKey, ...(table.sortKey === null ? [] : [table.sortKey])];
  return attributes.flatMap((attribute): KeyPart[] => {
    const wire = said.key.get(attribute.name) ?? attribute.name;
    const variable = variables.find((each) => each.wire === wire);
    if (variable === undefined) {
      reportMissing(attribute, wire, acting);
      return [];
    }
    if (acting.schemas.keyType(variable.schema) !== attribute.type) {
      acting.refuse(
        `\`${wire}\` of the path is of another type than \`${attribute.name}\` of the table`,
        "give both the same type",
      );
    }
    return [{ attribute: attribute.name, wire }];
  });
}

function reportMissing({ name }: KeyAttribute, wire: string, acting: Acting): void {
  const { said, table, operation, refuse } = acting;
  const { written, made } = table.item;
  const comes = said.action === "create" && (written.includes(name) || made?.attribute === name);
  if (comes) {
    return;
  }
  if (said.action === "create") {
    const fix = "let it be sent, or be a readOnly text of `format: uuid`, which is made";
    refuse(`nothing says \`${name}\`, which is part of the key`, fix);
    return;
  }
  const names = parametersIn(operation, "path").map((each) => each.wire);
  const [only = "id"] = names;
  const near = nearest(wire, names) ?? only;
  const fix = `call a parameter of the path so, or write \`key: { ${name}: ${near} }\``;
  refuse(`its path has no \`{${wire}}\`, which the key is made of`, fix);
}

/** A body must be what the table keeps: of a change, some of it. */
function reportBody(acting: Acting): void {
  const { operation, said, sent, shown, schemas, refuse } = acting;
  const isWriting = ["create", "replace", "update"].includes(said.action);
  if (!isWriting) {
    return;
  }
  const media = operation.body?.media ?? [];
  if (operation.body?.isRequired !== true || media.some(({ codec }) => codec !== "json")) {
    refuse("it takes no JSON body, or may do without", "declare a required body of JSON");
    return;
  }
  if (media.some(({ type }) => type.startsWith("application/merge-patch"))) {
    refuse(
      "a merge patch is nothing that a table does",
      "take `application/json`: what is sent is set",
    );
  }
  for (const { schema } of media) {
    if (said.action === "update") {
      reportChanges(schemas.propertiesOf(schema), acting);
    } else if (schema.target?.key !== sent.key) {
      refuse(
        `its body is no \`${shown.name.wire}\``,
        "refer to the schema of the table, without more beside it",
      );
    }
  }
}

/** The members of a change must be properties of the item, with the same schema. */
function reportChanges(changes: Map<string, Property> | null, acting: Acting): void {
  const { table, sent, schemas, refuse } = acting;
  if (changes === null) {
    refuse(
      "its body is no object with properties of its own",
      "give it `type: object` and `properties`",
    );
    return;
  }
  const properties = schemas.propertiesOf(sent.schema) ?? new Map<string, Property>();
  for (const [name, property] of changes) {
    const own = properties.get(name);
    if (own === undefined || !table.item.written.includes(name)) {
      const near = nearest(name, table.item.written);
      const fix = near === null ? "take it out of the body" : `did you mean \`${near}\`?`;
      refuse(`\`${name}\` of its body is nothing that callers write`, fix);
    } else if (property.fallback !== null) {
      refuse(
        `\`${name}\` of its body has a default, which would be set whenever it is not sent`,
        "take the default out of the body of a change",
      );
    } else if (JSON.stringify(own.schema.shape) !== JSON.stringify(property.schema.shape)) {
      refuse(
        `\`${name}\` of its body is of another type than in the table`,
        "refer to one schema in both",
      );
    }
  }
}

/** Optimistic concurrency, where the document declares it (RFC 9110 §13.1.1). */
function ifMatchOf({ operation, said }: Acting): Stored["ifMatch"] {
  const header = parametersIn(operation, "header").find(
    ({ wire }) => wire.toLowerCase() === "if-match",
  );
  const isGuarded = ["replace", "update", "delete"].includes(said.action);
  return header === undefined || !isGuarded ? null : { wire: header.wire };
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

/** How an operation with a table reports what does not fit. */
export function refusing(
  operation: Operation,
  { action, table }: StoredSettings,
  found: Collector,
): Acting["refuse"] {
  return (reason, fix) =>
    found.add("table/action", { key: operation.key, action, table, reason, fix }, operation.origin);
}
