import { execFileSync } from "node:child_process";
import { existsSync, readdirSync, statSync } from "node:fs";
import { join } from "node:path";
import { copyRuntimes } from "./golden-copies.ts";

const root = join(import.meta.dirname, "..", "..");

/** Workers and commands that tests start run from `dist`: it is built again where a source is newer. */
export function setup(): void {
  if (isStale()) {
    execFileSync("npm", ["run", "build", "--silent"], { cwd: root, stdio: "inherit" });
  }
  copyRuntimes();
}

function isStale(): boolean {
  return hasNewerSource() || ["schemas", "templates"].some(isNewerThanPrecompiled);
}

/** What is made of schemas and templates when the package is built. */
function isNewerThanPrecompiled(folder: string): boolean {
  const made = join(root, "dist", "precompiled", "templates.cjs");
  return (
    !existsSync(made) ||
    readdirSync(join(root, folder), { recursive: true, encoding: "utf8" }).some(
      (path) => statSync(join(root, folder, path)).mtimeMs > statSync(made).mtimeMs,
    )
  );
}

function hasNewerSource(): boolean {
  const sources = readdirSync(join(root, "src"), { recursive: true, encoding: "utf8" });
  return sources
    .filter((path) => path.endsWith(".ts") && !path.endsWith(".d.ts"))
    .some((path) => {
      const built = join(root, "dist", "src", path.replace(/\.ts$/, ".js"));
      return (
        !existsSync(built) || statSync(built).mtimeMs < statSync(join(root, "src", path)).mtimeMs
      );
    });
}
