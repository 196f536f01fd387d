import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { loadPacks } from "../../src/packs/load.ts";
import { packNames, slotsOf } from "../../src/packs/slots.ts";

const expected = join(import.meta.dirname, "..", "golden", "expected");

/**
 * Puts into each golden project what its packs copy unchanged. The repository has these files once, in `templates`:
 * `test/golden/expected/.gitignore` leaves the copies out.
 */
export function copyRuntimes(): void {
  const projects = readdirSync(expected, { withFileTypes: true }).filter((each) =>
    each.isDirectory(),
  );
  projects.forEach(({ name }) => copyInto(name));
}

function copyInto(project: string): void {
  const folder = join(expected, project);
  const infrastructure = packNames("iac").find((iac) => project.endsWith(`-${iac}`)) ?? null;
  const hasTables = existsSync(join(folder, "src", "generated", "tables"));
  for (const { when, files, texts } of loadPacks(slotsOf({ iac: infrastructure }), expected)) {
    // A variant has nothing of the code, which is that of the project it varies.
    const copied = files.filter(
      ({ id, path }) => id.includes("/") && (infrastructure === null || path.startsWith("infra/")),
    );
    for (const { path, template } of when !== "tables.tables" || hasTables ? copied : []) {
      write(join(folder, path), texts.get(template) ?? "");
    }
  }
}

function write(path: string, text: string): void {
  if (!existsSync(path) || readFileSync(path, "utf8") !== text) {
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, text);
  }
}
