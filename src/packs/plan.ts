import { createHash } from "node:crypto";
import { posix } from "node:path";
import type { Backend, ProjectFacts } from "../aws/backend.ts";
import type { Gateway, Method } from "../aws/gateway/gateway.ts";
import type { Operation } from "../api/api.ts";
import type { PlannedFile } from "./file.ts";
import type { NamedSchema } from "../api/named.ts";
import { createEngine, type Engine } from "./engine.ts";
import { pathFor, type Pack, type PackFile, type Packages } from "./pack.ts";

/** What every template may ask, whichever file it makes. */
export type Project = ProjectFacts & {
  /** Files of the user's that belong to no operation any more: left out of types and tests. */
  readonly orphans: readonly Orphan[];
  /** Changes with the gateway's document; known to packs of the slots after it. */
  readonly documentDigest: string;
  readonly packages: {
    readonly dependencies: readonly Package[];
    readonly devDependencies: readonly Package[];
  };
};

/** A file that is left out, from the project's folder and from that of the generated code. */
export type Orphan = { readonly path: string; readonly fromGenerated: string };

/** An npm package at an exact version. */
export type Package = { readonly name: string; readonly version: string };

/** What is to be planned. */
export type PlanInput = {
  readonly backend: Backend;
  readonly packs: readonly Pack[];
  /** Paths of files that are left out. */
  readonly orphans?: readonly string[];
  /** Names that operations had before, by key, where handlers of the user's still carry them: the one in use first. */
  readonly formers?: ReadonlyMap<string, readonly string[]>;
  /** Wraps each view before it is rendered; tests use it to make a misspelt name an error. */
  readonly seal?: (view: object) => object;
};

/**
 * Renders every file of every pack, in memory.
 *
 * @returns the files sorted by path
 * @throws Error where two packs plan the same path
 */
export function planFiles(input: PlanInput): PlannedFile[] {
  const engine = createEngine(input.packs);
  const packages = packagesOf(input.packs);
  const orphans = (input.orphans ?? []).map((path) => ({
    path,
    fromGenerated: posix.relative("src/generated", path),
  }));
  const { backend, formers = new Map() } = input;
  const project = { ...backend.project, packages, documentDigest: "", orphans };
  const base = { ...backend, project, formers };
  const seal = input.seal ?? ((view: object) => view);
  const files: PlannedFile[] = [];
  for (const pack of input.packs) {
    const view = { ...base, project: { ...project, documentDigest: digestOf(files) } };
    files.push(...pack.files.flatMap((file) => filesFor(engine, pack, file, view, seal)));
  }
  const sorted = files.sort((a, b) => (a.path < b.path ? -1 : 1));
  const seen = new Set<string>();
  const twice = sorted.find(({ path }) => seen.size === seen.add(path.toLowerCase()).size);
  if (twice !== undefined) {
    throw new Error(`two packs plan the file ${twice.path}`);
  }
  return sorted;
}

/** Ten letters and digits that change with the gateway's document; empty before it is rendered. */
function digestOf(files: readonly PlannedFile[]): string {
  const document = files.find(({ path }) => path === "gateway/openapi.json");
  return document === undefined
    ? ""
    : createHash("sha256").update(document.text).digest("hex").slice(0, 10);
}

type Base = Omit<Backend, "project"> & {
  readonly project: Project;
  readonly formers: ReadonlyMap<string, readonly string[]>;
};
type Seal = (view: object) => object;

function filesFor(
  engine: Engine,
  pack: Pack,
  file: PackFile,
  base: Base,
  seal: Seal,
): PlannedFile[] {
  return viewsFor(file, base).map(({ name, view, operation, operationId, former }) => {
    const path = pathFor(file, name);
    const copied = pack.texts.get(file.template);
    const text = file.template.endsWith(".hbs")
      ? engine.render(pack, file, path, seal(view))
      : copied;
    if (text === undefined) {
      throw new Error(`${pack.slot}/${pack.name} has no ${file.template}`);
    }
    const template = `${pack.slot}/${pack.name}/${file.template}`;
    const { mode, adopts = false, dispensable = false, expects = [] } = file;
    return {
      path,
      mode,
      adopts,
      dispensable,
      expects,
      text,
      operation,
      operationId,
      template,
      former: file.id === "handler" ? former : null,
    };
  });
}

type View = {
  readonly name: { camel: string; pascal: string } | null;
  readonly view: object;
  readonly operation: string | null;
  readonly operationId: string | null;
  readonly former: string | null;
};

function viewsFor(file: PackFile, base: Base): View[] {
  const { gateway, stack } = base;
  if (file.when !== undefined && !stack[file.when]) {
    return [];
  }
  const plain = { operation: null, operationId: null, former: null };
  switch (file.per) {
    case "api":
      return [{ name: null, view: base, ...plain }];
    case "operation":
      return methodsOf(gateway).map((method) => operationView(base, method));
    case "former":
      return methodsOf(gateway).flatMap((method) =>
        (base.formers.get(method.operation.key) ?? []).map((camel) => ({
          ...operationView(base, method, camel),
          name: nameOf(camel),
        })),
      );
    case "schema":
      return base.api.schemas.map((schema: NamedSchema) => ({
        name: schema.name,
        view: { ...base, schema },
        ...plain,
      }));
    case "function":
      return gateway.functions
        .filter(({ isShared }) => isShared)
        .map((group) => ({ name: nameOf(group.camel), view: { ...base, group }, ...plain }));
    case "authorizer":
      return gateway.authorizers
        .filter(({ isYours }) => isYours)
        .map((authorizer) => ({ name: authorizer.name, view: { ...base, authorizer }, ...plain }));
    case "stack":
      return stack.nested.map((nested) => ({
        name: nameOf(nested.camel),
        view: { ...base, nested },
        ...plain,
      }));
    case "table":
      return base.tables.tables.map((table) => ({
        name: nameOf(table.camel),
        view: { ...base, table },
        ...plain,
      }));
    case "caller":
      return stack.callers.map((caller) => ({
        name: nameOf(caller.name),
        view: { ...base, caller },
        ...plain,
      }));
  }
}

function operationView(
  base: Base,
  method: Method,
  camel = base.formers.get(method.operation.key)?.[0],
): View {
  const { operation } = method;
  const pascal = camel === undefined ? "" : camel.charAt(0).toUpperCase() + camel.slice(1);
  const former = camel === undefined ? null : { camel, pascal };
  return {
    name: operation.name,
    view: {
      ...base,
      method,
      operation: operation satisfies Operation,
      former,
      stored: base.tables.operations[operation.key] ?? null,
    },
    operation: operation.key,
    operationId: operation.name.camel,
    former: camel ?? null,
  };
}

function nameOf(camel: string): { camel: string; pascal: string } {
  return { camel, pascal: camel };
}

/** Every method that a function answers: only they get files. */
function methodsOf({ paths }: Gateway): Method[] {
  return paths
    .flatMap(({ methods }) => methods)
    .filter(({ integration }) => integration.kind !== "own");
}

function packagesOf(packs: readonly Pack[]): Project["packages"] {
  const gather = (kind: "dependencies" | "devDependencies") => {
    const all: Packages = Object.assign({}, ...packs.map((pack) => pack[kind]));
    return Object.entries(all)
      .map(([name, version]) => ({ name, version }))
      .sort((a, b) => (a.name < b.name ? -1 : 1));
  };
  return { dependencies: gather("dependencies"), devDependencies: gather("devDependencies") };
}
