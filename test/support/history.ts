import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import * as fc from "fast-check";
import { readFiles, writeFiles } from "./folder.ts";

/** A document as histories edit it. */
export type Draft = { operations: Operation[]; schemas: Schema[]; isSplit: boolean };
type Field = { name: string; type: string; isRequired: boolean };
type Schema = { name: string; fields: Field[] };
type Operation = {
  id: string | null;
  method: string;
  path: string;
  query: Field[];
  body: string | null;
  statuses: { status: number; schema: string | null }[];
};

/** One edit, of the document or of the user's files; numbers choose among what there is. */
export type Edit = { readonly kind: EditKind; readonly a: number; readonly b: number };

const documentEdits = {
  addOperation,
  removeOperation,
  renameOperation,
  moveOperation,
  addField,
  removeField,
  requireField,
  retypeField,
  addQuery,
  removeQuery,
  changeBody,
  addResponse,
  removeResponse,
  renameSchema,
  splitFiles: (draft: Draft) => {
    draft.isSplit = !draft.isSplit;
  },
} satisfies Record<string, (draft: Draft, a: number, b: number) => void>;

export const userEdits = [
  "touchHandler",
  "writeHandler",
  "touchTest",
  "addFile",
  "useSchema",
  "editPackage",
  "editTemplate",
  "checkOutWithCrlf",
  "move",
] as const;

type DocumentEdit = keyof typeof documentEdits;
type UserEdit = (typeof userEdits)[number];
type EditKind = DocumentEdit | UserEdit;

const kinds: readonly EditKind[] = [
  ...(Object.keys(documentEdits) as DocumentEdit[]),
  ...userEdits,
  "touchHandler",
  "writeHandler",
];

/** Steps of a history: each a few edits, after which the project is generated again. */
export const histories = (steps: number) =>
  fc.array(
    fc.array(fc.record({ kind: fc.constantFrom(...kinds), a: fc.nat(30), b: fc.nat(30) }), {
      minLength: 1,
      maxLength: 3,
    }),
    { minLength: steps, maxLength: steps },
  );

const names = [
  "alpha",
  "beta",
  "gamma",
  "delta",
  "Alpha",
  "default",
  "get-it",
  "handler",
  "epsilon",
];
const schemaNames = ["User", "Order", "Item", "user_input", "Error", "Request"];
const fieldNames = ["name", "email", "x-size", "count", "class"];
const types = ["string", "integer", "boolean"];
const methods = ["get", "post", "put"];
const paths = ["/a", "/b", "/a/{id}", "/b/{key}", "/c/{id}/d"];

/** The document that every history begins with. */
export function firstDraft(): Draft {
  return {
    operations: [
      operation("alpha", "get", "/a/{id}"),
      { ...operation("beta", "post", "/a"), body: "User" },
      { ...operation(null, "put", "/b"), body: "User" },
    ],
    schemas: [{ name: "User", fields: [{ name: "name", type: "string", isRequired: true }] }],
    isSplit: false,
  };
}

function operation(id: string | null, method: string, path: string): Operation {
  return { id, method, path, query: [], body: null, statuses: [{ status: 204, schema: null }] };
}

/** Edits the document; false where the edit is one of the user's files. */
export function editDocument(draft: Draft, { kind, a, b }: Edit): boolean {
  if (!Object.hasOwn(documentEdits, kind)) {
    return false;
  }
  documentEdits[kind as DocumentEdit](draft, a, b);
  return true;
}

function pick<Item>(items: readonly Item[], index: number): Item {
  return items[index % items.length] as Item;
}

function unused(pool: readonly string[], taken: readonly (string | null)[], index: number) {
  const left = pool.filter((name) => !taken.includes(name));
  return left.length === 0 ? null : pick(left, index);
}

function routeOf({ method, path }: Pick<Operation, "method" | "path">): string {
  return `${method} ${path.replaceAll(/\{\w+\}/g, "{}")}`;
}

/** API Gateway takes one name of a variable in a place, and so do these documents. */
function freeRoute({ operations }: Draft, a: number, b: number): [string, string] | null {
  const taken = new Set(operations.map(routeOf));
  const free = methods
    .flatMap((method) => paths.map((path): [string, string] => [method, path]))
    .filter(([method, path]) => !taken.has(routeOf({ method, path })));
  return free.length === 0 ? null : pick(free, a * 7 + b);
}

function addOperation(draft: Draft, a: number, b: number): void {
  const route = freeRoute(draft, a, b);
  if (route !== null) {
    const id =
      b % 4 === 0
        ? null
        : unused(
            names,
            draft.operations.map((each) => each.id),
            a,
          );
    draft.operations.push(operation(id, ...route));
  }
}

function removeOperation(draft: Draft, a: number): void {
  if (draft.operations.length > 1) {
    draft.operations.splice(a % draft.operations.length, 1);
  }
}

function renameOperation(draft: Draft, a: number, b: number): void {
  pick(draft.operations, a).id = unused(
    names,
    draft.operations.map((each) => each.id),
    b,
  );
}

function moveOperation(draft: Draft, a: number, b: number): void {
  const route = freeRoute(draft, a, b);
  if (route !== null) {
    Object.assign(pick(draft.operations, a), { method: route[0], path: route[1] });
  }
}

function addField({ schemas }: Draft, a: number, b: number): void {
  addTo(pick(schemas, a).fields, a, b);
}

function addTo(fields: Field[], a: number, b: number): void {
  const name = unused(
    fieldNames,
    fields.map((field) => field.name),
    b,
  );
  if (name !== null) {
    fields.push({ name, type: pick(types, a + b), isRequired: b % 2 === 0 });
  }
}

function removeField({ schemas }: Draft, a: number, b: number): void {
  const { fields } = pick(schemas, a);
  fields.splice(b % Math.max(1, fields.length), 1);
}

function requireField({ schemas }: Draft, a: number, b: number): void {
  const { fields } = pick(schemas, a);
  const field = fields[b % Math.max(1, fields.length)];
  if (field !== undefined) {
    field.isRequired = !field.isRequired;
  }
}

function retypeField({ schemas }: Draft, a: number, b: number): void {
  const { fields } = pick(schemas, a);
  const field = fields[b % Math.max(1, fields.length)];
  if (field !== undefined) {
    field.type = pick(types, a + b);
  }
}

function addQuery({ operations }: Draft, a: number, b: number): void {
  addTo(pick(operations, a).query, a, b);
}

function removeQuery({ operations }: Draft, a: number): void {
  pick(operations, a).query = [];
}

function changeBody({ operations, schemas }: Draft, a: number, b: number): void {
  const chosen = pick(operations, a);
  chosen.body = chosen.method === "get" || b % 3 === 0 ? null : pick(schemas, b).name;
}

function addResponse({ operations, schemas }: Draft, a: number, b: number): void {
  const { statuses } = pick(operations, a);
  const status = [200, 201, 404, 409].find((each) => statuses.every((has) => has.status !== each));
  if (status !== undefined) {
    statuses.unshift({ status, schema: b % 3 === 0 ? null : pick(schemas, b).name });
  }
}

function removeResponse({ operations }: Draft, a: number, b: number): void {
  const { statuses } = pick(operations, a);
  if (statuses.length > 1) {
    statuses.splice(b % statuses.length, 1);
  }
}

function renameSchema(draft: Draft, a: number, b: number): void {
  const schema = pick(draft.schemas, a);
  const name = unused(
    schemaNames,
    draft.schemas.map((each) => each.name),
    b,
  );
  if (name === null) {
    return;
  }
  const from = schema.name;
  if (b % 3 === 0) {
    draft.schemas.push({ name, fields: [] });
    return;
  }
  schema.name = name;
  for (const each of draft.operations) {
    each.body = each.body === from ? name : each.body;
    each.statuses.forEach(
      (answer) => (answer.schema = answer.schema === from ? name : answer.schema),
    );
  }
}

/** The files of a document. */
export function documentFiles({ operations, schemas, isSplit }: Draft): Record<string, string> {
  const at = (name: string) => (isSplit ? `schemas/${name}.json` : `#/components/schemas/${name}`);
  const content = (name: string) => ({ "application/json": { schema: { $ref: at(name) } } });
  const items: Record<string, Record<string, object>> = {};
  for (const each of operations) {
    (items[each.path] ??= {})[each.method] = {
      ...(each.id === null ? {} : { operationId: each.id }),
      security: [],
      parameters: [
        ...[...each.path.matchAll(/\{(\w+)\}/g)].map(([, name]) => ({
          name,
          in: "path",
          required: true,
          schema: { type: "string" },
        })),
        ...each.query.map(({ name, type, isRequired }) => ({
          name,
          in: "query",
          required: isRequired,
          schema: { type },
        })),
      ],
      ...(each.body === null
        ? {}
        : { requestBody: { required: true, content: content(each.body) } }),
      responses: Object.fromEntries(
        each.statuses.map(({ status, schema }) => [
          status,
          { description: "", ...(schema === null ? {} : { content: content(schema) }) },
        ]),
      ),
    };
  }
  const texts = Object.fromEntries(schemas.map((schema) => [schema.name, schemaOf(schema)]));
  const root = {
    openapi: "3.1.0",
    info: { title: "History", version: "1" },
    paths: items,
    ...(isSplit ? {} : { components: { schemas: texts } }),
  };
  const parts = Object.entries(isSplit ? texts : {}).map(
    ([name, schema]) => [`schemas/${name}.json`, JSON.stringify(schema)] as const,
  );
  return { "openapi.json": JSON.stringify(root, null, 1), ...Object.fromEntries(parts) };
}

function schemaOf({ fields }: Schema): object {
  return {
    type: "object",
    required: fields.filter((field) => field.isRequired).map(({ name }) => name),
    properties: Object.fromEntries(fields.map(({ name, type }) => [name, { type }])),
  };
}

/** A handler that uses all that its operation takes, and answers with its first response. */
export function handlerText(draft: Draft, key: string, camel: string, mark: number): string | null {
  const found = draft.operations.find(
    ({ method, path }) => `${method.toUpperCase()} ${path}` === key,
  );
  if (found === undefined) {
    return null;
  }
  const schema = (name: string | null) => draft.schemas.find((each) => each.name === name);
  const uses = [
    ...found.query.map(({ name }) => `request.query[${JSON.stringify(name)}]`),
    // GET has no body, whatever the document says.
    ...((found.method === "get" ? null : schema(found.body))?.fields ?? []).map(
      ({ name }) => `request.body[${JSON.stringify(name)}]`,
    ),
  ];
  const answer = found.statuses[0] ?? { status: 204, schema: null };
  const fields = schema(answer.schema)?.fields ?? [];
  const values = fields.map(({ name, type }) => `${JSON.stringify(name)}: ${sampleOf(type)}`);
  const body = answer.schema === null ? "" : `, body: { ${values.join(", ")} }`;
  return [
    `import { ${camel} } from "../generated/operations/${camel}.ts";`,
    `// written by hand ${mark}`,
    `export const handler = ${camel}(async (request) => {`,
    `  const used: unknown[] = [request, ${uses.join(", ")}];`,
    "  void used;",
    `  return { status: ${answer.status}${body} };`,
    "});",
    "",
  ].join("\n");
}

function sampleOf(type: string): string {
  return type === "string" ? '"text"' : type === "integer" ? "1" : "true";
}

/** Files of a project that have other line ends than they were written with, as Git for Windows checks them out. */
export function checkOutWithCrlf(folder: string, except: ReadonlySet<string>): void {
  const files = readFiles(folder);
  const texts = [...files].filter(
    ([path]) => !except.has(path) && !path.startsWith("node_modules"),
  );
  for (const [path, text] of texts) {
    writeFileSync(join(folder, path), text.replaceAll(/\r?\n/g, "\r\n"));
  }
}

/** Adds to package.json as npm does: the whole file is laid out anew. */
export function editPackage(folder: string, mark: number): void {
  const path = join(folder, "package.json");
  const data = JSON.parse(readFileSync(path, "utf8"));
  data.mine = { ...data.mine, [`m${mark}`]: true };
  writeFiles(folder, { "package.json": `${JSON.stringify(data, null, 4)}\n` });
}
