import { execFileSync } from "node:child_process";
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { run } from "../support/cli.ts";
import { newFolder, writeFiles } from "../support/folder.ts";

const head = 'openapi: 3.1.0\ninfo: { title: T, version: "1" }\n';
const root = (required: string) => `${head}paths:
  /users:
    post:
      operationId: createUser
      security: []
      requestBody: { required: true, content: { application/json: { schema: { $ref: parts/user.yaml } } } }
      responses: { "204": { description: Done. } }
  /users/{id}:
    put:
      operationId: putUser
      security: []
      parameters: [{ name: id, in: path, required: true, schema: { type: string } }]
      requestBody: { required: true, content: { application/json: { schema: { $ref: parts/user.yaml } } } }
      responses: { "204": { description: ${required} } }
`;
const user = (required: string) =>
  `{ type: object, required: [${required}], properties: { name: { type: string }, email: { type: string } } }\n`;

function git(folder: string, ...args: string[]): void {
  const name = ["-c", "user.name=t", "-c", "user.email=t@example.com"];
  execFileSync("git", [...name, ...args], { cwd: folder, stdio: "ignore" });
}

/** A repository with a document of two files; the second is changed since the last commit. */
function repository(): string {
  const folder = newFolder();
  writeFiles(folder, { "api.yaml": root("a"), "parts/user.yaml": user("name") });
  git(folder, "init", "-q");
  git(folder, "add", ".");
  git(folder, "commit", "-qm", "first");
  writeFileSync(join(folder, "parts", "user.yaml"), user("name, email"));
  return folder;
}

describe("sls-gen diff", () => {
  it("compares with a revision of git, file by file, and tells the same change of two operations once", async () => {
    const folder = repository();
    const { code, out, err } = await run(folder, "diff", "git:HEAD:api.yaml", "api.yaml");
    expect({ code, err }).toEqual({ code: 0, err: "" });
    expect(out).toBe(
      [
        "breaking for clients",
        "  createUser, putUser: body.email is now required",
        "",
        "2 changes: 2 break clients, 0 break handlers, 0 replace resources or change access",
      ].join("\n"),
    );
  });

  it("exits 3 where what --fail-on names is broken", async () => {
    const folder = repository();
    const codes = ["breaking", "clients", "handlers", "infrastructure"].map(
      async (whom) =>
        (await run(folder, "diff", "git:HEAD:api.yaml", "api.yaml", "--fail-on", whom)).code,
    );
    expect(await Promise.all(codes)).toEqual([3, 3, 0, 0]);
    expect((await run(folder, "diff", "api.yaml", "api.yaml", "--fail-on", "breaking")).code).toBe(
      0,
    );
  });

  it("prints Markdown in which the document's words are text, and JSON", async () => {
    const folder = repository();
    writeFileSync(
      join(folder, "parts", "user.yaml"),
      '{ type: object, required: [name], properties: { name: { type: string }, "<b>|`x`": { type: string } } }\n',
    );
    const args = ["diff", "git:HEAD:api.yaml", "api.yaml"];
    const markdown = await run(folder, ...args, "--format", "markdown");
    expect(markdown.out).toContain("- **createUser, putUser**: body.\\<b\\>\\|\\`x\\` was added");
    const json = JSON.parse((await run(folder, ...args, "--json")).out);
    expect(json).toMatchObject({
      version: 1,
      ok: true,
      counts: { all: 4, clients: 0, handlers: 2 },
    });
    expect(json.changes[0]).toMatchObject({
      kind: "request.property-removed",
      operation: { key: "POST /users", name: "createUser" },
      where: "body.email",
      clients: "notable",
      handlers: "breaking",
      infrastructure: "none",
      message: "createUser: body.email was removed",
    });
  });

  it("says what git says where there is no such revision, and never takes one for an option", async () => {
    const folder = repository();
    const missing = await run(folder, "diff", "git:nowhere:api.yaml", "api.yaml");
    expect(missing.code).toBe(2);
    expect(missing.err).toContain("error: git cannot find nowhere:api.yaml: ");
    const option = await run(folder, "diff", "git:--help:api.yaml", "api.yaml");
    expect(option.err).toContain("the revision does not exist");
  });

  it("takes a record that somebody has damaged for none", async () => {
    const folder = repository();
    await run(folder, "init", "app", "--spec", "api.yaml", "--yes");
    const app = join(folder, "app");
    const record = join(app, ".sls-gen", "contract.json");
    const records = [
      "",
      "[]",
      '{"version":1,"operations":{"POST /users":null},"schemas":{"User":5}}',
      '{"version":1,"operations":[],"schemas":{"A":{"ref":"A"}},"functions":{"x":null},"api":[]}',
    ];
    for (const text of records) {
      writeFileSync(record, text);
      expect((await run(app, "generate")).code, text).toBe(0);
      writeFileSync(record, text);
      expect([0, 2], text).toContain((await run(app, "diff")).code);
    }
  });

  it("compares with what the project was last generated from, where nothing is named", async () => {
    const folder = repository();
    expect((await run(folder, "diff")).code).toBe(2);
    expect(await run(folder, "init", "app", "--spec", "api.yaml", "--yes")).toMatchObject({
      code: 0,
    });
    const app = join(folder, "app");
    expect((await run(app, "diff")).out).toBe("no changes");
    const path = join(app, "api.yaml");
    writeFileSync(path, readFileSync(path, "utf8").replace("security: []", "security: [{}]"));
    writeFileSync(join(app, "parts", "user.yaml"), user("email"));
    expect((await run(app, "diff")).out).toContain(
      "createUser, putUser: body.name is now optional",
    );
    const { code, err } = await run(app, "generate");
    expect(code).toBe(0);
    expect(err).toContain("changed: createUser, putUser: body.name is now optional\n");
    expect((await run(app, "diff")).out).toBe("no changes");
  });
});
