import { readFileSync, rmSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { run } from "../support/cli.ts";
import { readFiles } from "../support/folder.ts";
import { edit, newProject } from "../support/project.ts";

const title = (text: string) => text.replace(/title: .*/, "title: Another");
const table = "\n  Table:\n    Type: AWS::DynamoDB::Table\n";

describe("a file of both sides", () => {
  it("takes what changes with the document, and keeps what people added", async () => {
    const folder = await newProject();
    const template = join(folder, "template.yaml");
    edit(template, (text) => text.replace("\n\nOutputs:", `${table}\nOutputs:`));
    expect(await run(folder, "check")).toMatchObject({ code: 0 });
    edit(join(folder, "users.yaml"), title);
    expect(await run(folder, "check")).toMatchObject({
      code: 3,
      out: expect.stringContaining("M template.yaml"),
    });
    const { code, out } = await run(folder, "generate");
    expect({ code, out }).toEqual({ code: 0, out: expect.stringContaining("M template.yaml") });
    expect(readFileSync(template, "utf8")).toContain(table);
    expect(readFileSync(template, "utf8")).toContain("Another");
    expect(await run(folder, "check")).toMatchObject({ code: 0, err: "in sync" });
  });

  it("stops where both changed the same, writes nothing, and shows it", async () => {
    const folder = await newProject();
    edit(join(folder, "template.yaml"), (text) =>
      text.replace(/^Description: .*/m, "Description: Mine"),
    );
    edit(join(folder, "users.yaml"), title);
    const before = readFiles(folder);
    const { code, err } = await run(folder, "generate");
    expect(code).toBe(4);
    expect(err).toContain("error: template.yaml was changed by you and by sls-gen");
    expect(err).toContain(
      '+<<<<<<< yours\n Description: Mine\n+=======\n+Description: "Another"\n+>>>>>>> sls-gen',
    );
    expect(readFiles(folder)).toEqual(before);
    expect(await run(folder, "check")).toMatchObject({
      code: 4,
      out: expect.stringContaining("C template.yaml"),
    });
  });

  it("keeps what is there where people say so", async () => {
    const folder = await newProject();
    const template = join(folder, "template.yaml");
    edit(template, (text) => text.replace(/^Description: .*/m, "Description: Mine"));
    edit(join(folder, "users.yaml"), title);
    expect(await run(folder, "generate", "--conflict", "yours")).toMatchObject({ code: 0 });
    expect(readFileSync(template, "utf8")).toContain("Description: Mine\n");
    expect(await run(folder, "check")).toMatchObject({ code: 0 });
  });

  it("writes marks on request, and stops until they are settled", async () => {
    const folder = await newProject();
    const template = join(folder, "template.yaml");
    edit(template, (text) => text.replace(/^Description: .*/m, "Description: Mine"));
    edit(join(folder, "users.yaml"), title);
    expect(await run(folder, "generate", "--conflict", "markers")).toMatchObject({ code: 4 });
    expect(readFileSync(template, "utf8")).toContain("<<<<<<< yours\nDescription: Mine\n");
    expect(await run(folder, "generate")).toMatchObject({ code: 4 });
    edit(template, (text) =>
      text.replace(/<<<<<<< yours\n(.*\n)=======\n.*\n>>>>>>> sls-gen\n/, "$1"),
    );
    expect(await run(folder, "generate")).toMatchObject({ code: 0 });
    expect(readFileSync(template, "utf8")).toContain("Description: Mine\n");
  });

  it("is taken for edited where what it was made from is gone", async () => {
    const folder = await newProject();
    edit(join(folder, "template.yaml"), (text) => `${text}# mine\n`);
    rmSync(join(folder, ".sls-gen", "pristine"), { recursive: true });
    edit(join(folder, "users.yaml"), title);
    expect(await run(folder, "generate")).toMatchObject({ code: 4 });
    expect(await run(folder, "generate", "--conflict", "yours")).toMatchObject({ code: 0 });
    expect(readFileSync(join(folder, "template.yaml"), "utf8")).toContain("# mine");
    expect(await run(folder, "check")).toMatchObject({ code: 0 });
  });

  it("goes with its record where another infrastructure is chosen", async () => {
    const folder = await newProject();
    edit(join(folder, "sls-gen.config.yaml"), (text) => text.replace("iac: sam", "iac: terraform"));
    expect(await run(folder, "generate")).toMatchObject({ code: 0 });
    const paths = [...readFiles(folder).keys()];
    expect(paths).not.toContain("template.yaml");
    expect(paths.filter((path) => path.startsWith(".sls-gen/pristine"))).toEqual([
      ".sls-gen/pristine/package.json",
    ]);
  });
});
