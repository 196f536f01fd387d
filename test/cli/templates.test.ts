import { mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { describe, expect, it } from "vitest";
import { run } from "../support/cli.ts";
import { readFiles, writeFiles } from "../support/folder.ts";
import { edit, newProject } from "../support/project.ts";

const stub = "handler/lambda/handler.ts.hbs";
const runtime = "handler/lambda/runtime/problem.ts";

/** As if the built-in template had been another when it was ejected: what an upgrade leaves behind. */
function age(folder: string, name: string, change: (text: string) => string): void {
  edit(join(folder, ".sls-gen", "ejected", name), change);
  edit(join(folder, "templates", name), change);
}

describe("sls-gen templates", () => {
  it("lists every template, and says which are the project's", async () => {
    const folder = await newProject();
    expect(await run(folder, "templates", "eject", stub)).toMatchObject({ code: 0 });
    const { code, out } = await run(folder, "templates", "list");
    expect(code).toBe(0);
    const lines = out.split("\n");
    expect(lines).toContain(`yours    ${stub}`);
    expect(lines).toContain("built-in iac/sam/template.yaml.hbs");
    expect(lines.filter((line) => line.startsWith("yours"))).toHaveLength(1);
    const json = JSON.parse((await run(folder, "templates", "list", "--json")).out);
    expect(json.templates).toContainEqual({ name: stub, state: "yours" });
  });

  it("uses a template that is the project's, partials and runtime files too", async () => {
    const folder = await newProject();
    for (const name of [stub, runtime, "handler/lambda/wiring.hbs"]) {
      await run(folder, "templates", "eject", name);
    }
    expect(await run(folder, "generate")).toMatchObject({ code: 0, out: "" });
    edit(join(folder, "templates", runtime), (text) => `// ours\n${text}`);
    rmSync(join(folder, "src", "handlers", "getUser.ts"));
    edit(join(folder, "templates", stub), (text) => `// from the house\n${text}`);
    const { code, out } = await run(folder, "generate");
    expect({ code, out: out.split("\n") }).toEqual({
      code: 0,
      out: ["M src/generated/runtime/problem.ts", "A src/handlers/getUser.ts"],
    });
    expect(readFiles(folder).get("src/handlers/getUser.ts")).toMatch(/^\/\/ from the house\n/);
    expect(readFiles(folder).get("src/generated/runtime/problem.ts")).toMatch(/^\/\/ ours\n/);
  });

  it("records what was replaced, and forgets it with the template", async () => {
    const folder = await newProject();
    await run(folder, "templates", "eject", stub);
    await run(folder, "generate");
    const manifest = () => JSON.parse(readFiles(folder).get(".sls-gen/manifest.json") ?? "");
    expect(Object.keys(manifest().overrides)).toEqual([stub]);
    rmSync(join(folder, "templates"), { recursive: true });
    await run(folder, "generate");
    expect(manifest().overrides).toBeUndefined();
    expect([...readFiles(folder).keys()].filter((path) => path.includes("ejected"))).toEqual([]);
  });

  it("says which templates to look at after an upgrade, and shows both sides", async () => {
    const folder = await newProject();
    await run(folder, "templates", "eject", stub);
    await run(folder, "templates", "eject", runtime);
    await run(folder, "generate");
    age(folder, stub, (text) => text.replace("notImplemented", "oldName"));
    edit(join(folder, "templates", stub), (text) => `// mine\n${text}`);
    edit(join(folder, "templates", runtime), (text) => `// mine\n${text}`);
    const { code, err } = await run(folder, "generate");
    expect(code).toBe(0);
    expect(err.match(/warning: .*\[template\/outdated\]/g)).toEqual([
      `warning: templates/${stub} overrides a built-in template that has changed since [template/outdated]`,
    ]);
    const diff = await run(folder, "templates", "diff", stub);
    expect(diff.out).toContain("+// mine\n");
    expect(diff.out).toMatch(/-.*oldName.*\n\+.*notImplemented/);
    expect(err).toContain(diff.out);
    expect((await run(folder, "templates", "list")).out).toContain(`outdated ${stub}`);
  });

  it("brings both sides together, and stops where both changed the same", async () => {
    const folder = await newProject();
    await run(folder, "templates", "eject", stub);
    age(folder, stub, (text) => text.replace("notImplemented", "oldName"));
    const path = join(folder, "templates", stub);
    edit(path, (text) => `// mine\n${text}`);
    expect(await run(folder, "templates", "eject", stub)).toMatchObject({
      code: 0,
      err: `templates/${stub}: now includes the changes of the built-in template`,
    });
    expect(readFileSync(path, "utf8")).toMatch(/^\/\/ mine\n[^]*notImplemented/);
    expect(await run(folder, "templates", "eject", stub)).toMatchObject({
      err: expect.stringContaining("is already yours"),
    });

    age(folder, stub, (text) => text.replace("notImplemented", "oldName"));
    edit(path, (text) => text.replace("oldName", "myName"));
    const before = readFiles(folder);
    expect(await run(folder, "templates", "eject", stub)).toMatchObject({
      code: 4,
      err: expect.stringContaining("write/conflict"),
    });
    expect(readFiles(folder)).toEqual(before);
    const marked = await run(folder, "templates", "eject", stub, "--conflict", "markers");
    expect(marked.code).toBe(4);
    expect(readFileSync(path, "utf8")).toContain("<<<<<<< yours\n");
  });

  it("suggests a name, and tells of a file that stands for nothing", async () => {
    const folder = await newProject();
    expect(await run(folder, "templates", "eject", "handler.ts.hbs")).toMatchObject({
      code: 2,
      err: expect.stringContaining(`did you mean ${stub}?`),
    });
    expect(await run(folder, "templates", "diff", stub)).toMatchObject({ code: 2 });
    writeFiles(folder, {
      "templates/handler/lambda/handlr.ts.hbs": "x",
      "templates/mail/a.hbs": "{{",
    });
    const { code, err } = await run(folder, "generate");
    expect(code).toBe(0);
    expect(err).toContain("warning: templates/handler/lambda/handlr.ts.hbs");
    expect(err).not.toContain("mail");
  });

  it("tells a misspelt name in a template of the project instead of printing nothing", async () => {
    const folder = await newProject();
    await run(folder, "templates", "eject", stub);
    edit(join(folder, "templates", stub), (text) => `{{#if operation.nope}}x{{/if}}\n${text}`);
    const { code, err } = await run(folder, "generate");
    expect(code).toBe(1);
    expect(err).toContain("[template/broken]");
    expect(err).toContain("the view has no nope");
  });

  it("removes nothing because of a name in a manifest that leads elsewhere", async () => {
    const folder = await newProject();
    const path = join(folder, ".sls-gen", "manifest.json");
    const data = JSON.parse(readFileSync(path, "utf8"));
    data.overrides = { "../../src/handlers/getUser.ts": "0" };
    data.files["../../tsconfig.json"] = { mode: "shared", sha256: "0" };
    writeFileSync(path, JSON.stringify(data));
    mkdirSync(dirname(join(folder, ".sls-gen", "ejected", "x")), { recursive: true });
    mkdirSync(join(folder, ".sls-gen", "pristine"), { recursive: true });
    expect(await run(folder, "generate")).toMatchObject({ code: 0 });
    expect([...readFiles(folder).keys()]).toEqual(
      expect.arrayContaining(["src/handlers/getUser.ts", "tsconfig.json"]),
    );
  });
});
