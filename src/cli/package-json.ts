import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { stop } from "../diagnostics/collector.ts";
import { isRaw, rawAt, type Raw } from "../lib/json.ts";

/** The script that `npm init` writes where there is none. */
const placeholder = 'echo "Error: no test specified" && exit 1';

/**
 * Refuses a package.json that the project cannot work with: modules of CommonJS, a compiler that is too old.
 *
 * @throws Stop (exit code 2) naming all of them
 */
export function refuseOtherPackage(folder: string): void {
  const path = join(folder, "package.json");
  const found = existsSync(path) ? parse(readFileSync(path, "utf8")) : null;
  if (found === null) {
    return;
  }
  const old = olderCompiler(found);
  const reasons = [
    ...(found["type"] !== "module" && hasScripts(folder)
      ? ["its .js files are CommonJS, and the generated code uses ES modules"]
      : []),
    ...(old === null ? [] : [`it requires TypeScript ${old}, and the project needs 5.9 or newer`]),
  ];
  if (reasons.length > 0) {
    stop(2, "write/package", { reason: reasons.join("; ") }, null);
  }
}

/** Checks for .js files that the `type` of a package.json applies to: those below it, without those of other packages. */
function hasScripts(folder: string): boolean {
  return readdirSync(folder, { withFileTypes: true }).some((entry) => {
    const path = join(folder, entry.name);
    const isOurs = !entry.name.startsWith(".") && entry.name !== "node_modules";
    return entry.isDirectory()
      ? isOurs && !existsSync(join(path, "package.json")) && hasScripts(path)
      : entry.name.endsWith(".js");
  });
}

/** The range of a TypeScript before 5.9; null where there is none. */
function olderCompiler(found: Raw): string | null {
  const known = { ...rawAt(found, "dependencies"), ...rawAt(found, "devDependencies") };
  const range = String(known["typescript"] ?? "");
  const [, major = "", minor = "0"] = /^[\^~=v\s]*(\d+)(?:\.(\d+))?/.exec(range) ?? [];
  const isOld = major !== "" && Number(major) * 100 + Number(minor) < 509;
  // A caret lets a newer one in.
  return isOld && !(range.startsWith("^") && Number(major) === 5) ? range : null;
}

/**
 * Adds to a package.json that is there already what the project needs. Nothing that it says is
 * changed, but for npm's placeholder of a test and, where no file is meant by it, the kind of its modules.
 *
 * @param planned the package.json that an empty folder would get
 * @param before the one that is there
 * @param tell is given a line for each thing to know
 * @returns its text; that of before where it is not JSON
 */
export function completedPackageJson(
  planned: string,
  before: string,
  tell: (line: string) => void,
): string {
  const found = parse(before);
  if (found === null) {
    return before;
  }
  const wanted = JSON.parse(planned) as Raw;
  const ours = rawAt(wanted, "scripts");
  const scripts = Object.entries(rawAt(found, "scripts")).filter(
    ([, script]) => script !== placeholder,
  );
  const completed = {
    ...found,
    type: wanted["type"],
    scripts: { ...ours, ...Object.fromEntries(scripts) },
    ...packagesOf(found, wanted),
  };
  tell("package.json: added missing scripts and packages");
  for (const [name, script] of scripts) {
    if ((ours[name] ?? script) !== script) {
      tell(
        `package.json: kept your script \`${name}\`; the project's is \`${String(ours[name])}\``,
      );
    }
  }
  return `${JSON.stringify(completed, null, 2)}\n`;
}

/** The packages of both, by kind; one that is there already stays as it is, in whichever kind. */
function packagesOf(found: Raw, wanted: Raw): Raw {
  const known = { ...rawAt(found, "dependencies"), ...rawAt(found, "devDependencies") };
  const kinds = ["dependencies", "devDependencies"].map((kind) => {
    const missing = Object.entries(rawAt(wanted, kind)).filter(
      ([name]) => !Object.hasOwn(known, name),
    );
    return [kind, { ...rawAt(found, kind), ...Object.fromEntries(missing) }] as const;
  });
  return Object.fromEntries(kinds.filter(([, all]) => Object.keys(all).length > 0));
}

function parse(text: string): Raw | null {
  try {
    const data: unknown = JSON.parse(text);
    return isRaw(data) ? data : null;
  } catch {
    return null;
  }
}
