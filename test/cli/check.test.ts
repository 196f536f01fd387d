import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { run } from "../support/cli.ts";
import { readFiles } from "../support/folder.ts";
import { edit, newProject } from "../support/project.ts";

describe("sls-gen check", () => {
  it("exits 0 in sync and 3 when anything would change, writing nothing", async () => {
    const folder = await newProject();
    expect(await run(folder, "check")).toMatchObject({ code: 0, out: "" });
    edit(join(folder, "users.yaml"), (text) => text.replace("maximum: 100", "maximum: 50"));
    const before = readFiles(folder);
    const { code, out, err } = await run(folder, "check");
    expect(code).toBe(3);
    expect(out).toContain("M src/generated/operations/listUsers.ts");
    expect(err).toContain("run `sls-gen generate`");
    expect(readFiles(folder)).toEqual(before);
  });

  it("exits 4 where a generated file was edited, and 5 with --strict where orphans are left", async () => {
    const folder = await newProject();
    const schema = join(folder, "src", "generated", "schemas", "User.ts");
    const text = readFileSync(schema, "utf8");
    edit(schema, (before) => `${before}// mine\n`);
    expect(await run(folder, "check")).toMatchObject({
      code: 4,
      out: "E src/generated/schemas/User.ts",
    });
    const annotated = await run(folder, "check", "--format", "github");
    expect(annotated.out).toBe(
      "::error file=src/generated/schemas/User.ts::src/generated/schemas/User.ts is generated, and was edited",
    );
    writeFileSync(schema, text);
    edit(join(folder, "src", "handlers", "deleteUser.ts"), (before) => `${before}// mine\n`);
    edit(join(folder, "users.yaml"), (before) =>
      before.replace(/ {4}delete:[\s\S]*?(?=components:)/, ""),
    );
    expect(await run(folder, "generate")).toMatchObject({ code: 0 });
    expect(await run(folder, "check")).toMatchObject({ code: 0, out: "" });
    expect(await run(folder, "check", "--strict")).toMatchObject({
      code: 5,
      out: "? src/handlers/deleteUser.ts",
    });
  });
});
