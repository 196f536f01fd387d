import { execFileSync } from "node:child_process";
import { relative, resolve } from "node:path";
import { stop } from "../diagnostics/collector.ts";
import type { Document } from "./load.ts";

/** How a document at a revision is named: `git:HEAD~1:openapi.yaml`. */
const named = /^git:(?<revision>[^:]+):(?<path>.+)$/;

/**
 * A document by its name: a path, or a revision of git and a path (`git:REV:path`). Of a revision only the
 * files that are referred to are read; nothing is checked out.
 *
 * @param cwd folder that paths are relative to
 * @param root folder that references may not leave; null for the document's own
 * @throws Stop (exit code 2) where git does not have it
 */
export function documentNamed(name: string, cwd: string, root: string | null): Document {
  const { revision, path } = named.exec(name)?.groups ?? {};
  if (revision === undefined || path === undefined) {
    return { path: resolve(cwd, name), root };
  }
  const read = (file: string): string => blob(revision, file, cwd);
  const full = resolve(cwd, path);
  try {
    read(full);
  } catch (error) {
    const reason = (error as Error).message;
    return stop(2, "spec/revision", { source: `${revision}:${path}`, reason }, null);
  }
  return { path: full, root, read };
}

/** The text of a file at a revision. @throws Error as the file system does, where there is none */
function blob(revision: string, path: string, cwd: string): string {
  const name = relative(cwd, path).replaceAll("\\", "/");
  const object = `${revision}:${name.startsWith("../") ? "" : "./"}${name}`;
  if (revision.startsWith("-")) {
    throw missing("the revision does not exist");
  }
  try {
    return execFileSync("git", ["cat-file", "blob", object], {
      cwd,
      encoding: "utf8",
      maxBuffer: 1 << 30,
      stdio: ["ignore", "pipe", "pipe"],
      env: { ...process.env, GIT_NO_LAZY_FETCH: "1", LC_ALL: "C" },
    });
  } catch (error) {
    const { stderr, message } = error as Error & { readonly stderr?: string };
    throw missing((stderr || message).replace(/^fatal: /, "").trim());
  }
}

function missing(reason: string): Error {
  return Object.assign(new Error(reason), { code: "ENOENT" });
}
