import { existsSync, readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

/** The folder of this package. */
export const packageRoot = packageFolder(dirname(fileURLToPath(import.meta.url)));

/** Compiled code and sources lie at different depths below it. */
function packageFolder(from: string): string {
  return existsSync(join(from, "package.json")) ? from : packageFolder(dirname(from));
}

/** The version of this package. */
export function version(): string {
  const text = readFileSync(join(packageRoot, "package.json"), "utf8");
  return (JSON.parse(text) as { readonly version: string }).version;
}

/**
 * A module that `scripts/precompile.js` has made.
 *
 * @throws Error where the package is not built
 */
export function precompiled<Made>(name: string): Made {
  return require(join(packageRoot, "dist", "precompiled", `${name}.cjs`)) as Made;
}

const require = createRequire(import.meta.url);
