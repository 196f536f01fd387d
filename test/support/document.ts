import { join } from "node:path";
import { choicesWith } from "../../src/config/choices.ts";
import { configWith, type Config } from "../../src/config/config.ts";
import { Collector } from "../../src/diagnostics/collector.ts";
import type { Diagnostic } from "../../src/diagnostics/diagnostic.ts";
import { renderProject } from "../../src/render.ts";
import { buildApi } from "../../src/read/build.ts";
import { loadSpec } from "../../src/document/load.ts";
import type { Api } from "../../src/api/api.ts";
import type { Choices } from "../../src/config/choices.ts";
import { newFolder, writeFiles } from "./folder.ts";

/** A small document around some paths and schemas. */
export function documentOf(
  paths: object,
  schemas: object = {},
  version = "3.1.0",
): Readonly<Record<string, unknown>> {
  return {
    openapi: version,
    info: { title: "Test", version: "1" },
    paths,
    components: { schemas },
  };
}

/** A document whose one operation takes a body of a schema and answers with it. */
export function documentWithSchema(schema: unknown, schemas: object = {}, version = "3.1.0") {
  const content = { "application/json": { schema } };
  return documentOf(
    {
      "/x": {
        post: {
          operationId: "send",
          requestBody: { required: true, content },
          responses: { 200: { description: "", content } },
        },
      },
    },
    schemas,
    version,
  );
}

/** The generated files of a document, by path. */
export async function filesOf(
  document: unknown,
  said: Partial<Config> = {},
): Promise<ReadonlyMap<string, string>> {
  return (await projectOf(document, said)).files;
}

/** The generated files of a document, by path, and what was noticed. */
export async function projectOf(
  document: unknown,
  said: Partial<Config> = {},
): Promise<{
  readonly files: ReadonlyMap<string, string>;
  readonly found: readonly Diagnostic[];
}> {
  const folder = newFolder();
  writeFiles(folder, { "openapi.json": JSON.stringify(document) });
  const config = configWith({ name: "test", ...said, folder, spec: "openapi.json" });
  const found = new Collector();
  const { files } = await renderProject(config, folder, found);
  return { files: new Map(files.map((file) => [file.path, file.text])), found: found.all };
}

/** The model of a document and what was noticed. */
export function apiOf(
  document: unknown,
  choices: Partial<Choices> = {},
): {
  readonly api: Api;
  readonly found: readonly Diagnostic[];
} {
  const folder = newFolder();
  writeFiles(folder, { "openapi.json": JSON.stringify(document) });
  const found = new Collector();
  const spec = loadSpec({ path: join(folder, "openapi.json"), root: null }, folder, found);
  if (spec === null) {
    throw new Error("the document cannot be read");
  }
  return { api: buildApi(spec, found, choicesWith(choices)), found: found.all };
}
