import { build } from "esbuild";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import type { Config } from "../../src/config/config.ts";
import { filesOf } from "./document.ts";
import { newFolder, writeFiles } from "./folder.ts";

/** Generates the project of a document and loads one of its files, bundled, as a module. */
export async function loadGenerated(
  document: unknown,
  path: string,
  said: Partial<Config> = {},
): Promise<Record<string, never>> {
  const folder = newFolder();
  writeFiles(folder, Object.fromEntries(await filesOf(document, said)));
  const outfile = join(folder, "dist", `${path.replaceAll("/", "-")}.mjs`);
  await bundle(join(folder, path), outfile);
  return import(pathToFileURL(outfile).href);
}

/** Generates the project of a document and loads the runtime's side of every operation, by name. */
export async function loadOperations(
  document: unknown,
  names: readonly string[],
  said: Partial<Config> = {},
): Promise<Record<string, never>> {
  const folder = newFolder();
  writeFiles(folder, {
    ...Object.fromEntries(await filesOf(document, said)),
    "all.ts": names
      .map((name) => `export * from "./src/generated/operations/${name}.ts";`)
      .join("\n"),
  });
  const outfile = join(folder, "dist", "all.mjs");
  await bundle(join(folder, "all.ts"), outfile);
  return import(pathToFileURL(outfile).href);
}

async function bundle(entry: string, outfile: string): Promise<void> {
  await build({
    entryPoints: [entry],
    outfile,
    bundle: true,
    format: "esm",
    platform: "node",
    logLevel: "silent",
  });
}

/** The validator of a schema, as generated: `is` and the failures it finds. */
export async function validatorOf(schema: unknown, schemas: object = {}, version = "3.1.0") {
  const document = {
    openapi: version,
    info: { title: "Test", version: "1" },
    paths: {
      "/x": {
        get: {
          responses: {
            200: {
              description: "",
              content: { "application/json": { schema: { $ref: "#/components/schemas/Subject" } } },
            },
          },
        },
      },
    },
    components: { schemas: { Subject: schema, ...schemas } },
  };
  const module = await loadGenerated(document, "src/generated/schemas/Subject.ts");
  const { isSubject, errorsOfSubject } = module as unknown as {
    isSubject: (value: unknown) => boolean;
    errorsOfSubject: (value: unknown, at: string, out: object) => void;
  };
  return {
    is: isSubject,
    errors(value: unknown): string[] {
      const list: string[] = [];
      const out = {
        isFull: false,
        add: (pointer: string, keyword: string) => list.push(`${keyword} ${pointer}`),
      };
      errorsOfSubject(value, "", out);
      return list;
    },
  };
}
