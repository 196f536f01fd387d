import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { isRaw, rawAt, type Raw } from "../lib/json.ts";
import type { Written } from "./target.ts";

/** The script that `npm init` writes where there is none. */
const placeholder = 'echo "Error: no test specified" && exit 1';

/**
 * Adds to a package.json that is there already what the project needs. Nothing that it says is
 * changed, but for npm's placeholder of a test.
 *
 * @param planned the package.json that an empty folder would get
 * @returns true where something was added
 */
export function completePackageJson(folder: string, planned: string, written: Written): boolean {
  const path = join(folder, "package.json");
  const before = existsSync(path) ? readFileSync(path, "utf8") : null;
  const found = before === null ? null : parse(before);
  if (before === null || found === null) {
    return false;
  }
  const wanted = JSON.parse(planned) as Raw;
  const scripts = Object.entries(rawAt(found, "scripts")).filter(
    ([, script]) => script !== placeholder,
  );
  const known = { ...rawAt(found, "dependencies"), ...rawAt(found, "devDependencies") };
  const missing = Object.entries(rawAt(wanted, "devDependencies")).filter(
    ([name]) => !Object.hasOwn(known, name),
  );
  const completed = {
    ...found,
    type: found["type"] ?? wanted["type"],
    scripts: { ...rawAt(wanted, "scripts"), ...Object.fromEntries(scripts) },
    devDependencies: { ...rawAt(found, "devDependencies"), ...Object.fromEntries(missing) },
  };
  written.before.set(path, before);
  writeFileSync(path, `${JSON.stringify(completed, null, 2)}\n`);
  return true;
}

function parse(text: string): Raw | null {
  try {
    const data: unknown = JSON.parse(text);
    return isRaw(data) ? data : null;
  } catch {
    return null;
  }
}
