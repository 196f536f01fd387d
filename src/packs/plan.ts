import { because } from "../diagnostics/reasons.ts";
import type { Backend } from "../aws/backend.ts";
import { stop } from "../diagnostics/collector.ts";
import type { PlannedFile } from "./file.ts";
import { createEngine, type Watch } from "./engine.ts";
import { pathFor, type Pack, type PackFile, type Packages } from "./pack.ts";
import { holds, viewsFor, type View } from "./views.ts";

/** An npm package with the range of its versions. */
export type Package = { readonly name: string; readonly version: string };

/** What is to be planned. */
export type PlanInput = {
  readonly backend: Backend;
  readonly packs: readonly Pack[];
  /** Wraps each view before it is rendered: to make a misspelt name an error. */
  readonly seal?: (view: object) => object;
  /** Called with what each template receives, including partials and words. */
  readonly watch?: Watch;
};

/**
 * Renders every file of every pack, in memory.
 *
 * @returns the files sorted by path
 * @throws Stop where a template is broken, or a pack asks for what the backend does not have
 */
export function planFiles({
  backend,
  packs,
  watch,
  seal = (view) => view,
}: PlanInput): PlannedFile[] {
  const engine = createEngine(packs, watch);
  const used = packs.filter((pack) => asked(pack, () => holds(backend, pack.when)));
  const packages = packagesOf(used);
  const files = used.flatMap((pack) =>
    pack.files.flatMap((file) =>
      asked(pack, () => viewsFor(file, backend)).map(({ view, name }) => {
        const path = pathFor(file, name);
        const text = file.template.endsWith(".hbs")
          ? engine.render(pack, file, path, seal({ ...view, packages }))
          : (pack.texts.get(file.template) ?? "");
        return planned(pack, file, { path, text, view });
      }),
    ),
  );
  refuseTwice(files);
  return files.sort((a, b) => (a.path < b.path ? -1 : 1));
}

/** What a pack asks of the backend. @throws Stop where the backend does not have it */
function asked<Answer>({ slot, name }: Pack, ask: () => Answer): Answer {
  try {
    return ask();
  } catch (error) {
    const why = because("pack-list", { why: (error as Error).message });
    return stop(2, "template/pack", { pack: `${slot}/${name}`, ...why }, null);
  }
}

/** Two files of one path, also on a disk that ignores case. */
function refuseTwice(files: readonly PlannedFile[]): void {
  const templates = new Map<string, string>();
  for (const { path, template } of files) {
    const other = templates.get(path.toLowerCase());
    if (other !== undefined) {
      const pack = template.split("/", 2).join("/");
      stop(2, "template/pack", { pack, ...because("path-twice", { path, other }) }, null);
    }
    templates.set(path.toLowerCase(), template);
  }
}

function planned(pack: Pack, file: PackFile, { path, text, view }: Rendered): PlannedFile {
  const { mode, role = null, adopts = false, dispensable = false, expects = [] } = file;
  const isOfOperation = file.each?.split(".")[0] === "operations";
  const isUnformatted =
    file.prettier === true || (file.prettier !== undefined && holds(view, file.prettier));
  const { operation, former } = view as Partial<Backend["operations"][number]>;
  return {
    path,
    mode,
    role,
    adopts,
    dispensable,
    expects,
    isUnformatted,
    text,
    template: `${pack.slot}/${pack.name}/${file.template}`,
    operation: isOfOperation ? (operation?.key ?? null) : null,
    operationId: isOfOperation ? (operation?.name.camel ?? null) : null,
    former: role === "handler" ? (former?.camel ?? null) : null,
  };
}

type Rendered = {
  readonly path: string;
  readonly text: string;
  readonly view: View["view"];
};

/** What all packs need of npm, sorted by name. */
function packagesOf(packs: readonly Pack[]) {
  const gather = (kind: "dependencies" | "devDependencies"): Package[] => {
    const all: Packages = Object.assign({}, ...packs.map(({ packages }) => packages?.[kind]));
    return Object.entries(all)
      .map(([name, version]) => ({ name, version }))
      .sort((a, b) => (a.name < b.name ? -1 : 1));
  };
  return { dependencies: gather("dependencies"), devDependencies: gather("devDependencies") };
}
