import { existsSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { newFolder, writeFiles } from "../support/folder.ts";
import { run } from "../support/cli.ts";

const root = join(import.meta.dirname, "..", "..");

/** File, code, and the place that the message must name. */
const cases = [
  ["spec-syntax.yaml", "spec/syntax", "4:3"],
  ["spec-alias-cycle.yaml", "spec/syntax", "7:9"],
  ["spec-duplicate-parameter.yaml", "spec/duplicate-parameter", "8:13"],
  ["spec-not-openapi.yaml", "spec/not-openapi", "1:1"],
  ["spec-version.yaml", "spec/version", "1:1"],
  ["ref-broken.yaml", "ref/broken", "12:17"],
  ["spec-not-found.yaml", "spec/not-found", "12:17"],
  ["ref-remote.yaml", "ref/remote", "12:17"],
  ["ref-outside.yaml", "ref/outside", "12:17"],
  ["ref-cycle.yaml", "ref/cycle", "8:11"],
  ["spec-structure.yaml", "spec/structure", "6:7"],
  ["spec-duplicate-operation-id.yaml", "spec/duplicate-operation-id", "10:7"],
  ["spec-duplicate-path.yaml", "operation/unroutable", "9:5"],
  ["spec-path-variable.yaml", "spec/path-variable", "5:5"],
  ["spec-security-scheme.yaml", "spec/security-scheme", "7:11"],
  ["table-unfit.yaml", "table/unfit", "6:5"],
  ["table-action.yaml", "table/action", "9:5"],
  ["operation-unroutable.yaml", "operation/unroutable", "5:5"],
] as const;

describe("a broken document is refused at its place", () => {
  it.each(cases)("%s: %s at %s", async (file, code, place) => {
    const folder = newFolder();
    const {
      code: exit,
      out,
      err,
    } = await run(
      root,
      "init",
      join(folder, "api"),
      "--spec",
      join("specs", "broken", file),
      "--yes",
    );
    expect(exit).toBe(1);
    expect(err).toMatch(
      new RegExp(`^specs/broken/${file}:${place}: error: .* \\[${code}\\]$`, "m"),
    );
    expect(err).toMatch(/\n {2}fix: \S/);
    expect(err).not.toMatch(/\n\s+at |undefined|\[object/);
    expect(out).toBe("");
    expect(existsSync(join(folder, "api"))).toBe(false);
  });

  it("tells all problems at once, and suggests what was meant", async () => {
    const { err } = await run(
      root,
      "init",
      newFolder(),
      "--spec",
      join("specs", "broken", "ref-broken.yaml"),
      "--yes",
    );
    expect(err).toContain("`Usr` does not exist");
    expect(err).toContain("did you mean `User`?");
    expect(err).toContain("1 error; nothing was written");
  });

  it("only warns of a document that has no operation", async () => {
    const folder = newFolder();
    const document = 'openapi: 3.1.0\ninfo: { title: Empty, version: "1" }\npaths: {}\n';
    writeFiles(folder, { "empty.yaml": document });
    const { code, err } = await run(folder, "init", "api", "--spec", "empty.yaml", "--yes");
    expect(code).toBe(0);
    expect(err).toContain("empty.yaml:3:1: warning: ");
  });

  it("refuses a document of which every operation would be left out", async () => {
    const folder = newFolder();
    const get = "get: { operationId: a, responses: { 200: { description: a } } }";
    const paths = `paths:\n  /a//b: { ${get} }\n  /c//d: { ${get.replace(": a", ": b")} }\n`;
    const document = `openapi: 3.1.0\ninfo: { title: None, version: "1" }\n${paths}`;
    writeFiles(folder, { "none.yaml": document });
    const flags = ["--spec", "none.yaml", "--yes", "--unroutable", "omit"];
    const { code, err } = await run(folder, "init", "api", ...flags);
    expect(code).toBe(1);
    expect(err).toContain("error: all 2 operations are skipped: API Gateway");
    expect(err).toContain("can route none of them");
    expect(existsSync(join(folder, "api"))).toBe(false);
  });

  it("leaves unroutable operations out on request", async () => {
    const folder = newFolder();
    const spec = join("specs", "broken", "operation-unroutable.yaml");
    const { code, err } = await run(
      root,
      "init",
      folder,
      "--spec",
      spec,
      "--yes",
      "--unroutable",
      "omit",
    );
    expect(code).toBe(0);
    expect(err).toContain("warning: GET /users//all is skipped");
    expect(readdirSync(join(folder, "src", "handlers"))).toEqual(["getFine.ts"]);
  });
});
