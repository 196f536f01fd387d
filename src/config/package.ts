import { existsSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

/** The folder of this package. */
export const packageRoot = packageFolder(dirname(fileURLToPath(import.meta.url)));

/** Compiled code and sources lie at different depths below it. */
function packageFolder(from: string): string {
  return existsSync(join(from, "package.json")) ? from : packageFolder(dirname(from));
}
