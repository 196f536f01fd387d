import { context, type BuildContext } from "esbuild";
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  realpathSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { basename, dirname, join, resolve } from "node:path";
import { pathToFileURL } from "node:url";
import type { LocalFunction } from "../gateway/api.ts";
import type { CallPlace } from "../gateway/call.ts";
import { Instance, type Invocation } from "./instance.ts";

/** Instances of one function at once: more events wait. */
const mostInstances = 10;

export type PoolOptions = {
  readonly folder: string;
  readonly functions: readonly LocalFunction[];
  readonly place: CallPlace;
  /** Variables that every function has. */
  readonly environment: NodeJS.ProcessEnv;
  /** @param requestId of the request that wrote it; null where there was none yet */
  readonly log: (line: string, requestId: string | null) => void;
};

/** An invocation, and whether it had to start an instance. */
export type Ran = Invocation & { readonly isCold: boolean };

/** The functions of a project, bundled, each with its instances. */
export class Pool {
  readonly #options: PoolOptions;
  readonly #output = mkdtempSync(join(tmpdir(), "sls-gen-dev-"));
  readonly #instances = new Map<string, Instance[]>();
  readonly #waiting = new Map<string, (() => void)[]>();
  #builder: BuildContext | null = null;
  #generation = 0;

  constructor(options: PoolOptions) {
    this.#options = options;
  }

  /**
   * Bundles every function again; instances of the old code end when they are idle.
   *
   * @throws Error of esbuild, which has told what is wrong; the old code goes on
   */
  async build(): Promise<void> {
    const generation = this.#generation + 1;
    this.#builder ??= await this.#context();
    const { outputFiles = [] } = await this.#builder.rebuild();
    const folder = join(this.#output, String(generation));
    mkdirSync(folder);
    outputFiles.forEach(({ path, contents }) =>
      writeFileSync(join(folder, basename(path)), contents),
    );
    this.#generation = generation;
    const old = [...this.#instances.values()].flat();
    this.#instances.clear();
    await Promise.all(old.filter(({ isBusy }) => !isBusy).map((instance) => instance.end()));
  }

  /** The AWS SDK is large, and the runtime of Lambda has it: it is not bundled where the project has it, either. */
  #context(): Promise<BuildContext> {
    const packages = packagesWith("@aws-sdk", this.#options.folder);
    if (packages !== null) {
      symlinkSync(packages, join(this.#output, "node_modules"), "junction");
    }
    return context({
      absWorkingDir: this.#options.folder,
      entryPoints: this.#options.functions.map(({ id, entry }) => ({
        in: resolve(this.#options.folder, entry),
        out: id,
      })),
      // Beside the folders that the files are written to, so that source maps lead to the same places.
      outdir: join(this.#output, "0"),
      write: false,
      outExtension: { ".js": ".mjs" },
      bundle: true,
      platform: "node",
      target: "node20",
      mainFields: ["module", "main"],
      format: "esm",
      sourcemap: "inline",
      sourcesContent: false,
      logLevel: "silent",
      external: packages === null ? [] : ["@aws-sdk/*"],
    });
  }

  /** Runs a function: in an instance that is free, in a new one, or when one gets free. */
  async invoke(id: string, event: object, requestId: string): Promise<Ran> {
    const { instance, isCold } = await this.#free(id);
    const ran = await instance.run(event, requestId);
    const isOfOldCode = this.#instances.get(id)?.includes(instance) !== true;
    if (isOfOldCode) {
      void instance.end();
    }
    this.#waiting.get(id)?.shift()?.();
    return { ...ran, isCold };
  }

  async #free(id: string): Promise<{ instance: Instance; isCold: boolean }> {
    for (;;) {
      const all = (this.#instances.get(id) ?? []).filter(({ isDead }) => !isDead);
      const free = all.find(({ isBusy }) => !isBusy);
      if (free !== undefined) {
        free.isBusy = true;
        return { instance: free, isCold: false };
      }
      if (all.length < mostInstances) {
        const instance = this.#start(id);
        instance.isBusy = true;
        this.#instances.set(id, [...all, instance]);
        return { instance, isCold: true };
      }
      await new Promise<void>((resume) => {
        this.#waiting.set(id, [...(this.#waiting.get(id) ?? []), resume]);
      });
    }
  }

  #start(id: string): Instance {
    const { functions, place, environment, log } = this.#options;
    const fn = functions.find((each) => each.id === id);
    if (fn === undefined) {
      throw new Error(`there is no function ${id}`);
    }
    const bundle = pathToFileURL(join(this.#output, String(this.#generation), `${id}.mjs`)).href;
    return new Instance(fn, bundle, place, environment, log);
  }

  async end(): Promise<void> {
    await this.#builder?.dispose();
    await Promise.all([...this.#instances.values()].flat().map((instance) => instance.end()));
    rmSync(this.#output, { recursive: true, force: true });
  }
}

/** The nearest folder of packages above a project that has those of a scope; null where none has. */
function packagesWith(scope: string, folder: string): string | null {
  const packages = join(folder, "node_modules");
  if (existsSync(join(packages, scope))) {
    return realpathSync(packages);
  }
  return dirname(folder) === folder ? null : packagesWith(scope, dirname(folder));
}
