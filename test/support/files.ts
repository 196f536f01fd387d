import { configWith, type Config } from "../../src/config/config.ts";
import { Collector, Stop } from "../../src/diagnostics/collector.ts";
import type { Diagnostic } from "../../src/diagnostics/diagnostic.ts";
import { renderProject } from "../../src/render.ts";
import { newFolder, writeFiles } from "./folder.ts";

/** What becomes of a document as it is written, in one file or several: its generated files, and all that is told of it. */
export async function generated(
  files: string | Readonly<Record<string, string>>,
  said: Partial<Config> = {},
): Promise<{
  readonly files: ReadonlyMap<string, string>;
  readonly told: readonly string[];
  readonly found: readonly Diagnostic[];
}> {
  const folder = newFolder();
  writeFiles(folder, typeof files === "string" ? { "openapi.yaml": files } : files);
  const config = configWith({ name: "test", ...said, folder, spec: "openapi.yaml" });
  const found = new Collector();
  try {
    const project = await renderProject(config, folder, found);
    const texts = new Map(project.files.map(({ path, text }) => [path, text]));
    return { files: texts, told: told(found.all), found: found.all };
  } catch (error) {
    if (error instanceof Stop) {
      return { files: new Map(), told: told(error.diagnostics), found: error.diagnostics };
    }
    throw error;
  }
}

function told(all: readonly Diagnostic[]): string[] {
  return all.map(({ severity, code }) => `${severity} ${code}`).sort();
}
