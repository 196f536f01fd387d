import { createHash } from "node:crypto";
import type { Gateway, Method } from "../gateway/gateway.ts";
import type { Api, Operation } from "../model/api.ts";
import type { PlannedFile } from "../model/plan.ts";
import type { NamedSchema } from "../model/schema.ts";
import type { Stack } from "../stack/stack.ts";
import { createEngine, type Engine } from "../render/engine.ts";
import { pathFor, type Pack, type PackFile, type Packages } from "../render/pack.ts";

/** What every template may ask, whichever file it makes. */
export type Project = {
  /** Name of the generated project: safe in package.json and in stack names. */
  readonly name: string;
  /** Path of the document, relative to the project. */
  readonly spec: string;
  /** What a deployed function does with a response that breaks the document. */
  readonly responses: "off" | "log" | "refuse";
  /** Changes with the gateway's document; known to packs of the slots after it. */
  readonly documentDigest: string;
  readonly packages: {
    readonly dependencies: readonly Package[];
    readonly devDependencies: readonly Package[];
  };
};

/** An npm package at an exact version. */
export type Package = { readonly name: string; readonly version: string };

/** What is to be planned. */
export type PlanInput = {
  readonly api: Api;
  readonly gateway: Gateway;
  readonly stack: Stack;
  readonly packs: readonly Pack[];
  readonly project: Omit<Project, "packages" | "documentDigest">;
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
  const project = { ...input.project, packages, documentDigest: "" };
  const base = { api: input.api, gateway: input.gateway, stack: input.stack, project };
  const seal = input.seal ?? ((view: object) => view);
  const files: PlannedFile[] = [];
  for (const pack of input.packs) {
    const view = { ...base, project: { ...project, documentDigest: digestOf(files) } };
    files.push(...pack.files.flatMap((file) => filesFor(engine, pack, file, view, seal)));
  }
  const sorted = files.sort((a, b) => (a.path < b.path ? -1 : 1));
  const twice = sorted.find(
    (file, index) => file.path.toLowerCase() === sorted[index - 1]?.path.toLowerCase(),
  );
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

type Base = {
  readonly api: Api;
  readonly gateway: Gateway;
  readonly stack: Stack;
  readonly project: Project;
};
type Seal = (view: object) => object;

function filesFor(
  engine: Engine,
  pack: Pack,
  file: PackFile,
  base: Base,
  seal: Seal,
): PlannedFile[] {
  return viewsFor(file, base).map(({ name, view, operation, operationId }) => {
    const path = pathFor(file, name);
    const copied = pack.texts.get(file.template);
    const text = file.template.endsWith(".hbs")
      ? engine.render(pack, file, path, seal(view))
      : copied;
    if (text === undefined) {
      throw new Error(`${pack.slot}/${pack.name} has no ${file.template}`);
    }
    const template = `${pack.slot}/${pack.name}/${file.template}`;
    return { path, mode: file.mode, text, operation, operationId, template };
  });
}

type View = {
  readonly name: { camel: string; pascal: string } | null;
  readonly view: object;
  readonly operation: string | null;
  readonly operationId: string | null;
};

function viewsFor(file: PackFile, base: Base): View[] {
  const { gateway, stack } = base;
  const plain = { operation: null, operationId: null };
  switch (file.per) {
    case "api":
      return [{ name: null, view: base, ...plain }];
    case "operation":
      return methodsOf(gateway).map((method) => ({
        name: method.operation.name,
        view: { ...base, method, operation: method.operation satisfies Operation },
        operation: method.operation.key,
        operationId: method.operation.name.camel,
      }));
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
    case "caller":
      return stack.callers.map((caller) => ({
        name: nameOf(caller.name),
        view: { ...base, caller },
        ...plain,
      }));
  }
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
