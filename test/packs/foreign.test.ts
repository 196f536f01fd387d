import { cpSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { run } from "../support/cli.ts";
import { readFiles, writeFiles } from "../support/folder.ts";
import { edit, newProject } from "../support/project.ts";

const routes = join(import.meta.dirname, "routes");
const page = join(import.meta.dirname, "..", "..", "docs", "write-a-pack.md");

/** A project that names a pack of its own under a slot. */
async function projectWith(said: string, slot = "routes") {
  const folder = await newProject();
  edit(join(folder, "sls-gen.config.yaml"), (text) => `${text}packs: { ${slot}: "${said}" }\n`);
  return folder;
}

/** A project with the pack of routes in its folder. */
async function projectWithRoutes() {
  const folder = await projectWith("./packs/routes");
  cpSync(routes, join(folder, "packs", "routes"), { recursive: true });
  return folder;
}

const listed =
  "| `GET /users/{userId}` | a caller with AWS credentials | [getUser](routes/getUser.md) |";

describe("a pack of somebody else's", () => {
  it("is rendered from a folder of the project", async () => {
    const folder = await projectWithRoutes();
    expect(await run(folder, "generate")).toMatchObject({ code: 0 });
    expect(readFileSync(join(folder, "docs/routes.md"), "utf8")).toContain(listed);
    expect(readFileSync(join(folder, "docs/routes/getUser.md"), "utf8")).toContain(
      '"../../src/handlers/getUser.ts"',
    );
    expect(await run(folder, "check")).toMatchObject({ code: 0 });
  });

  it("is rendered from an npm package, also of a scope, and of a workspace above", async () => {
    for (const [name, place] of [
      ["sls-gen-routes", "node_modules/sls-gen-routes"],
      ["@mine/routes", "node_modules/@mine/routes"],
    ] as const) {
      const folder = await projectWith(name);
      cpSync(routes, join(folder, place), { recursive: true });
      expect(await run(folder, "generate"), name).toMatchObject({ code: 0 });
      expect(readFileSync(join(folder, "docs/routes.md"), "utf8")).toContain(listed);
    }
  });

  it("takes the place of a built-in pack", async () => {
    const folder = await projectWith("./packs/plain", "test");
    writeFiles(join(folder, "packs", "plain"), {
      "pack.json": JSON.stringify({
        slot: "test",
        about: "One test a handler, with what Node.js has",
        needs: ["handler"],
        provides: { partials: ["event"], links: ["runtime/contract"] },
        fills: { "project/tests": "scripts" },
        files: [
          {
            id: "test",
            template: "plain.test.ts.hbs",
            each: "operations",
            path: "test/{camel}.plain.ts",
            mode: "yours",
          },
        ],
      }),
      "plain.test.ts.hbs":
        '{{! takes Backend & ServedOperation }}\nimport { handler } from {{link "handler.handler" operation.name}};\nvoid handler;\n',
      "event.hbs": "{{! takes Backend & ServedOperation }}\n",
      "scripts.hbs": '{{! takes Backend }}\n"test": "node --test",\n',
      "runtime/contract.ts": "",
    });
    edit(join(folder, "packs/plain/pack.json"), (text) =>
      text.replace('"files"', '"copy":[{"folder":"runtime","to":"test/plain"}],"files"'),
    );
    expect(await run(folder, "generate", "--dry-run")).toMatchObject({ code: 0 });
    const { out } = await run(folder, "generate", "--dry-run");
    expect(out).toContain("test/getUser.plain.ts");
    expect(out).toContain("test/plain/contract.ts");
    expect(out).not.toContain("test/generated/getUser.test.ts created");
  });

  it("brings code of its own for files that move with their operation", async () => {
    const folder = await projectWithRoutes();
    const pack = join(folder, "packs/routes");
    edit(join(pack, "pack.json"), (text) =>
      text.replace(
        '"files": [',
        '"files": [{ "id": "note", "template": "note.md.hbs", "each": "operations", "path": "notes/{camel}.md", "mode": "yours" },',
      ),
    );
    writeFiles(pack, {
      "note.md.hbs": "{{! takes Backend & ServedOperation }}\nNotes on {{operation.name.camel}}\n",
      "pack.js":
        "export const rename = (text, from, to) => text.replaceAll(`Notes on ${from}`, `Notes on ${to}`);\n",
      "package.json": '{ "type": "module" }\n',
    });
    expect(await run(folder, "generate")).toMatchObject({ code: 0 });
    edit(join(folder, "notes/getUser.md"), (text) => `${text}\nMine.\n`);
    edit(join(folder, "users.yaml"), (text) =>
      text.replace("operationId: getUser", "operationId: readUser"),
    );
    expect(await run(folder, "generate", "--move")).toMatchObject({ code: 0 });
    expect(readFileSync(join(folder, "notes/readUser.md"), "utf8")).toBe(
      "Notes on readUser\n\nMine.\n",
    );
  });
});

describe("a pack that is not as the contract says is refused", () => {
  const file = { id: "a", template: "a.hbs", path: "a.md", mode: "generated" };
  const good = { slot: "extra", about: "x", files: [file] };
  const takes = "{{! takes Backend }}\n";
  it.each<[string, object | string, Record<string, string>, string]>([
    ["that is not JSON", "{", {}, "pack.json"],
    ["of another slot", { ...good, slot: "other" }, {}, "it fills the slot other"],
    ["with a key that there is not", { ...good, fils: [] }, {}, "fils is not a key of pack.json"],
    ["without what it is about", { slot: "extra" }, {}, "about"],
    [
      "that needs a slot that nobody fills",
      { ...good, needs: ["client"] },
      { "a.hbs": takes },
      "it needs the slot client",
    ],
    [
      "that needs itself",
      { ...good, needs: ["extra"] },
      { "a.hbs": takes },
      "it needs itself: extra → extra",
    ],
    [
      "that asks for what nobody fills",
      { ...good, asks: { x: "Backend" } },
      { "a.hbs": takes },
      "no pack fills extra/x",
    ],
    [
      "that fills with what it lacks",
      { ...good, fills: { "project/x": "x" } },
      { "a.hbs": takes },
      "which it does not have",
    ],
    [
      "that writes above the project",
      { ...good, files: [{ ...file, path: "../a.md" }] },
      {},
      "path",
    ],
    [
      "that writes by an absolute path",
      { ...good, files: [{ ...file, path: "/tmp/a.md" }] },
      {},
      "path",
    ],
    [
      "that writes what sls-gen remembers",
      { ...good, files: [{ ...file, path: ".sls-gen/a" }] },
      {},
      "path",
    ],
    [
      "that copies above the project",
      { ...good, copy: [{ folder: "x", to: "a/../../b" }] },
      {},
      "to",
    ],
    [
      "with a base that is not built in",
      { ...good, base: "./packs/extra" },
      { "a.hbs": takes },
      "a base must be a built-in pack",
    ],
    [
      "with an escape that is no expression",
      { ...good, escape: { slots: ["iac"], pattern: "(", with: "" } },
      { "a.hbs": takes },
      "not a regular expression",
    ],
    ["without its template", good, {}, "it has no a.hbs"],
    [
      "that depends on what there is not",
      { ...good, when: "stack.nothing.more" },
      { "a.hbs": takes },
      "Backend has no nothing there",
    ],
    [
      "with a file that depends on what there is not",
      { ...good, files: [{ ...file, when: "nothing" }] },
      { "a.hbs": takes },
      "Backend has no nothing there",
    ],
    [
      "that makes a file that is made already",
      { ...good, files: [{ ...file, path: "TEMPLATE.yaml" }] },
      { "a.hbs": takes },
      "too",
    ],
    [
      "with a list that Backend does not have",
      { ...good, files: [{ ...file, each: "api.nothing" }] },
      { "a.hbs": takes },
      "api.nothing",
    ],
    [
      "with items that have no name",
      { ...good, files: [{ ...file, each: "gateway.paths" }] },
      { "a.hbs": takes },
      "gateway.paths",
    ],
    [
      "that uses a partial of a pack that it does not need",
      good,
      { "a.hbs": `${takes}{{> types/doc}}` },
      "not in `needs`",
    ],
    [
      "that uses a partial that is not provided",
      { ...good, needs: ["types"] },
      { "a.hbs": `${takes}{{> types/member}}` },
      "does not provide it",
    ],
    [
      "that links to a file that is not provided",
      { ...good, needs: ["handler"] },
      { "a.hbs": `${takes}{{link "handler.function" "x"}}` },
      "does not provide it",
    ],
    [
      "that links to a file of its own that it has not",
      good,
      { "a.hbs": `${takes}{{link "extra.b"}}` },
      "which it does not have",
    ],
    ["whose template cannot be read", good, { "a.hbs": `${takes}{{#if}}` }, "a.hbs"],
    [
      "whose template asks for what there is not",
      good,
      { "a.hbs": `${takes}{{str project.nothing}}` },
      "a.hbs",
    ],
  ])("%s", async (_, manifest, files, told) => {
    const folder = await projectWith("./packs/extra", "extra");
    const before = readFiles(folder);
    const json = typeof manifest === "string" ? manifest : JSON.stringify(manifest);
    writeFiles(join(folder, "packs/extra"), { "pack.json": json, ...files });
    const { code, err } = await run(folder, "generate");
    expect([1, 2]).toContain(code);
    expect(err).toContain(told);
    expect(err).not.toContain("has a bug");
    rmSync(join(folder, "packs"), { recursive: true });
    expect(readFiles(folder)).toEqual(before);
  });

  it.each(["./packs/missing", "not-installed", "../outside", "../../etc"])("%s", async (said) => {
    const folder = await projectWith(said);
    const { code, err } = await run(folder, "generate");
    expect(code).toBe(2);
    expect(err).toContain("there is no pack.json");
  });
});

describe("sls-gen templates test", () => {
  it("compares what packs of the project's own make with snapshots beside them", async () => {
    const folder = await projectWithRoutes();
    const first = await run(folder, "templates", "test");
    expect(first).toMatchObject({ code: 3 });
    expect(first.out).toContain("new     packs/routes/snapshots/users/docs/routes.md");
    expect(await run(folder, "templates", "test", "--update")).toMatchObject({ code: 0 });
    expect(await run(folder, "templates", "test")).toMatchObject({ code: 0, out: "" });
    edit(join(folder, "packs/routes/list.md.hbs"), (text) => text.replace("# Routes", "# Paths"));
    const changed = await run(folder, "templates", "test");
    expect(changed).toMatchObject({ code: 3 });
    expect(changed.out).toMatch(/^-# Routes of/m);
    expect(changed.out).toMatch(/^\+# Paths of/m);
    const json = JSON.parse((await run(folder, "templates", "test", "--json")).out);
    expect(json.files[0]).toEqual({
      path: "packs/routes/snapshots/users/docs/routes.md",
      state: "changed",
    });
    edit(join(folder, "packs/routes/pack.json"), (text) =>
      text.replace("docs/routes/{camel}", "docs/page/{camel}"),
    );
    expect(await run(folder, "templates", "test", "--update")).toMatchObject({ code: 0 });
    const left = [...readFiles(join(folder, "packs/routes/snapshots")).keys()];
    expect(left.filter((path) => path.includes("docs/routes/"))).toEqual([]);
  });

  it("gives the same in every project: no path of this machine, no name that a project keeps", async () => {
    const snapshots = await Promise.all(
      ["one", "two"].map(async (state) => {
        const folder = await projectWithRoutes();
        edit(join(folder, "packs/routes/list.md.hbs"), (text) =>
          text.replace(
            "# Routes",
            "{{md project.spec}}{{#each stack.functions}} {{id}}{{/each}}\n# Routes",
          ),
        );
        if (state === "two") {
          // Logical ids that this project gave to operations of the same keys.
          edit(join(folder, ".sls-gen/manifest.json"), (text) =>
            text.replace(/("POST \/users": ")\w+"/, '$1Kept"'),
          );
        }
        await run(folder, "templates", "test", "--update");
        return readFiles(join(folder, "packs/routes/snapshots")).get("users/docs/routes.md");
      }),
    );
    expect(snapshots[0]).toMatch(/^users\\?\.yaml /);
    expect(snapshots[1]).toBe(snapshots[0]);
  });

  it("takes a document of the pack in place of an example of the same name", async () => {
    const folder = await projectWithRoutes();
    writeFiles(join(folder, "packs/routes/fixtures"), {
      "users.yaml":
        'openapi: 3.1.0\ninfo: { title: Mine, version: "1" }\npaths: { /a: { get: { operationId: getA, responses: { "204": { description: A. } } } } }\n',
    });
    expect(await run(folder, "templates", "test", "--update")).toMatchObject({ code: 0 });
    const files = readFiles(join(folder, "packs/routes/snapshots"));
    expect([...files.keys()]).toEqual(["users/docs/routes.md", "users/docs/routes/getA.md"]);
    expect(await run(folder, "templates", "test")).toMatchObject({ code: 0 });
  });

  it("tries them with documents of their own", async () => {
    const folder = await projectWithRoutes();
    cpSync(join(folder, "users.yaml"), join(folder, "packs/routes/fixtures/mine.yaml"));
    await run(folder, "templates", "test", "--update");
    expect([...readFiles(join(folder, "packs/routes/snapshots")).keys()]).toContain(
      "mine/docs/routes.md",
    );
    expect(await run(folder, "generate")).toMatchObject({ code: 0 });
  });

  it.each([
    ["{{! takes Api }}\nx\n", "receives Backend, and its first line names Api"],
    ["x\n", "names no type"],
  ])("tells of a template that names another type than it receives: %s", async (text, told) => {
    const folder = await projectWithRoutes();
    writeFileSync(join(folder, "packs/routes/list.md.hbs"), text);
    const { code, err } = await run(folder, "templates", "test");
    expect(code).toBe(1);
    expect(err).toContain(told);
  });

  it("says where packs are named, in a project without any", async () => {
    const { code, err } = await run(await newProject(), "templates", "test");
    expect(code).toBe(2);
    expect(err).toContain("under `packs` in the config");
  });
});

describe("the page that shows how to write a pack", () => {
  it.each(["pack.json", "list.md.hbs", "page.md.hbs"])("shows %s as it is", (name) => {
    expect(readFileSync(page, "utf8")).toContain(readFileSync(join(routes, name), "utf8"));
  });
});
