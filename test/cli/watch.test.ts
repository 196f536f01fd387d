import { readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { main } from "../../src/cli/main.ts";
import { run } from "../support/cli.ts";
import { newFolder, readFiles, writeFiles } from "../support/folder.ts";

const root = (more: string) => `openapi: 3.1.0
info: { title: T, version: "1" }
paths:
  /users:
    post:
      operationId: createUser
      requestBody: { required: true, content: { application/json: { schema: { $ref: parts/user.yaml } } } }
      responses: { "204": { description: Done. } }
${more}`;
const user = (required: string) =>
  `{ type: object, required: [${required}], properties: { name: { type: string }, email: { type: string } } }\n`;

/** A project of two files, watched; `next` waits for the line of a run, `end` ends it as Ctrl-C would. */
async function watched(...flags: string[]) {
  const folder = newFolder();
  writeFiles(folder, { "api.yaml": root(""), "parts/user.yaml": user("name") });
  expect(await run(folder, "init", "--spec", "api.yaml", "--yes")).toMatchObject({ code: 0 });
  const lines: string[] = [];
  let told = () => {};
  const controller = new AbortController();
  const ended = main(["generate", "--watch", ...flags], {
    out: (text) => lines.push(text),
    command: (text) => lines.push(text),
    err: (text) => {
      lines.push(text);
      told();
    },
    cwd: folder,
    isInteractive: false,
    ended: () => controller.signal,
  });
  let seen = 0;
  const next = async (): Promise<string> => {
    while (lines.length <= seen) {
      await new Promise<void>((resume) => (told = resume));
    }
    return lines[seen++] ?? "";
  };
  const end = async () => {
    controller.abort();
    return ended;
  };
  expect(await next()).toMatch(/^1 operation; files: .* unchanged, .* of yours kept \(\d+ ms\)$/);
  return { folder, next, end, lines };
}

describe("sls-gen generate --watch", () => {
  it("runs again when any file of the document changes, one line a run", async () => {
    const { folder, next, end, lines } = await watched();
    writeFileSync(join(folder, "parts", "user.yaml"), user("name, email"));
    expect(await next()).toContain("changed: createUser: body.email is now required");
    writeFileSync(
      join(folder, "api.yaml"),
      root("  /ping: { get: { operationId: ping, responses: { '204': { description: A. } } } }\n"),
    );
    expect(await next()).toContain("2 operations; files: ");
    expect([...readFiles(folder).keys()]).toContain("src/handlers/ping.ts");
    expect(await end()).toBe(130);
    expect(lines).toHaveLength(3);
  });

  it("keeps what was generated while the document is broken, and sees a file that was missing come", async () => {
    const { folder, next, end } = await watched();
    const before = readFiles(join(folder, "src"));
    writeFileSync(join(folder, "parts", "user.yaml"), "{ type: objekt");
    expect(await next()).toMatch(
      /^parts\/user\.yaml:\d+:\d+: error: .* \[spec\/syntax\]; generated files are unchanged$/,
    );
    expect(readFiles(join(folder, "src"))).toEqual(before);
    writeFileSync(join(folder, "parts", "user.yaml"), "{ $ref: name.yaml }\n");
    expect(await next()).toContain("[spec/not-found]");
    writeFiles(folder, { "parts/name.yaml": "{ type: string }\n" });
    expect(await next()).toContain("changed: createUser: body changed from object to string");
    await end();
  });

  it("takes several changes at once for one, and a file that is put in the place of another for a change", async () => {
    const { folder, next, end, lines } = await watched();
    for (const required of ["email", "name, email", "email, name", "email"]) {
      writeFiles(folder, { "parts/new.yaml": user(required) });
      renameSync(join(folder, "parts", "new.yaml"), join(folder, "parts", "user.yaml"));
    }
    expect(await next()).toContain("changed: ");
    writeFileSync(
      join(folder, "sls-gen.config.yaml"),
      readFileSync(join(folder, "sls-gen.config.yaml"), "utf8").replace(
        "iac: sam",
        "iac: terraform",
      ),
    );
    expect(await next()).toContain("created");
    await end();
    expect(lines).toHaveLength(3);
  });

  it("sees files of a folder that is removed and made anew, as a change of branches does", async () => {
    const { folder, next, end } = await watched();
    rmSync(join(folder, "parts"), { recursive: true });
    expect(await next()).toContain("[spec/not-found]");
    writeFiles(folder, { "parts/user.yaml": user("name") });
    expect(await next()).toContain("1 operation; files: ");
    writeFiles(folder, { "parts/user.yaml": user("email") });
    expect(await next()).toContain("changed: createUser: body.name is now optional");
    await end();
  });
});
