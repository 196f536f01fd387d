import { Ajv2020 } from "ajv/dist/2020.js";
import { readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { run } from "../support/cli.ts";
import { newFolder } from "../support/folder.ts";

const root = join(import.meta.dirname, "..", "..");
const schema = JSON.parse(readFileSync(join(root, "schemas", "output.schema.json"), "utf8"));
const ajv = new Ajv2020({ allErrors: true, allowUnionTypes: true });
ajv.addSchema(schema);

/** Runs a command, and holds what it prints to one of the forms that the schema declares. */
async function printed(form: string, folder: string, ...args: string[]) {
  const { code, out } = await run(folder, ...args, "--json");
  const data = JSON.parse(out);
  for (const address of [schema.$id, `${schema.$id}#/$defs/${form}`]) {
    const validate = ajv.getSchema(address);
    expect(validate?.(data), JSON.stringify(validate?.errors)).toBe(true);
  }
  return { code, data };
}

describe("--json", () => {
  it("is of a form that the shipped schema declares, for every command, also where it fails", async () => {
    const folder = newFolder();
    const users = join(root, "specs", "users.yaml");
    expect(await run(folder, "init", "--spec", users, "--yes")).toMatchObject({ code: 0 });
    await printed("templates", folder, "templates", "list");
    await printed("enforcement", folder, "explain", "--gateway");
    const document = join(folder, "users.yaml");
    const text = readFileSync(document, "utf8");
    writeFileSync(document, text.replace("operationId: getUser", "operationId: findUser"));
    writeFileSync(join(folder, "template.yaml"), "# mine\n");
    rmSync(join(folder, "src", "handlers", "createUser.ts"));
    const checked = await printed("outcome", folder, "check");
    expect(checked).toMatchObject({ code: 4, data: { written: false, counts: { renamed: 2 } } });
    expect(checked.data.changes).toContainEqual({
      kind: "renamed",
      path: "src/handlers/findUser.ts",
      mode: "yours",
      operation: "GET /users/{userId}",
      from: "src/handlers/getUser.ts",
    });
    expect((await printed("impact", folder, "diff")).data.counts.all).toBeGreaterThan(0);
    await printed("failure", folder, "generate");
    const written = await printed("outcome", folder, "generate", "--conflict", "yours");
    expect(written).toMatchObject({ code: 0, data: { written: true } });
    writeFileSync(document, text.replace("operationId: getUser", "operationId: [getUser"));
    expect(await printed("failure", folder, "generate")).toMatchObject({ code: 1 });
    expect(await printed("failure", folder, "diff")).toMatchObject({ code: 1 });
    expect(await printed("failure", newFolder(), "check")).toMatchObject({ code: 2 });
  });
});
