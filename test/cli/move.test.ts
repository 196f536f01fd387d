import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { run } from "../support/cli.ts";
import { readFiles } from "../support/folder.ts";
import { edit, newProject } from "../support/project.ts";

/** A project whose getUser was worked on, and is called findUser now. */
async function renamedProject(): Promise<string> {
  const folder = await newProject();
  edit(join(folder, "src", "handlers", "getUser.ts"), () =>
    [
      'import { type GetUserResponse, getUser, getUserAnswers as answers } from "../generated/operations/getUser.ts";',
      'import { createUser } from "../generated/operations/createUser.ts";',
      "void [answers, createUser];",
      "export const handler = getUser(async (): Promise<GetUserResponse> => {",
      '  throw new Error("getUser");',
      "});",
      "",
    ].join("\n"),
  );
  edit(join(folder, "test", "getUser.test.ts"), (text) => `// mine\n${text}`);
  edit(join(folder, "users.yaml"), (text) =>
    text.replace("operationId: getUser", "operationId: findUser"),
  );
  return folder;
}

describe("sls-gen generate --move", () => {
  it("leaves worked-on files where they are without it, and says how they can be moved", async () => {
    const folder = await renamedProject();
    const { code, err } = await run(folder, "generate");
    expect(code).toBe(0);
    expect(err).toContain("its handler stays in src/handlers/getUser.ts and is re-exported");
    expect(err).toContain("test/getUser.test.ts has a former name of GET /users/{userId}");
    expect(err).not.toContain("no longer part of the API");
  });

  it.each([["at once"], ["after a run without it"]])(
    "moves them %s, changing only imports",
    async (when) => {
      const folder = await renamedProject();
      if (when !== "at once") {
        await run(folder, "generate");
      }
      const { code, out } = await run(folder, "generate", "--move");
      expect(code).toBe(0);
      expect(out).toContain("R src/handlers/getUser.ts -> src/handlers/findUser.ts");
      expect(out).toContain("R test/getUser.test.ts -> test/findUser.test.ts");
      const files = readFiles(folder);
      expect(files.get("src/handlers/findUser.ts")).toBe(
        [
          'import { type FindUserResponse as GetUserResponse, findUser as getUser, findUserAnswers as answers } from "../generated/operations/findUser.ts";',
          'import { createUser } from "../generated/operations/createUser.ts";',
          "void [answers, createUser];",
          "export const handler = getUser(async (): Promise<GetUserResponse> => {",
          '  throw new Error("getUser");',
          "});",
          "",
        ].join("\n"),
      );
      expect(files.get("test/findUser.test.ts")).toMatch(
        /^\/\/ mine\n[^]*from "\.\.\/src\/handlers\/findUser\.ts"[^]*readCases\("findUser"\)/,
      );
      expect([...files.keys()].filter((path) => path.includes("getUser"))).toEqual([]);
      expect(await run(folder, "check", "--strict")).toMatchObject({ code: 0 });
    },
  );

  it("takes the stub away that only handed on to what moves", async () => {
    const folder = await renamedProject();
    await run(folder, "generate");
    edit(join(folder, "users.yaml"), (text) =>
      text.replace("operationId: findUser", "operationId: readUser"),
    );
    const { code, out } = await run(folder, "generate", "--move");
    expect(code).toBe(0);
    expect(out).toContain("R src/handlers/getUser.ts -> src/handlers/readUser.ts");
    expect(out).toContain("D src/handlers/findUser.ts");
    expect(readFiles(folder).has("src/handlers/findUser.ts")).toBe(false);
    expect(await run(folder, "check", "--strict")).toMatchObject({ code: 0 });
  });

  it("writes a stub anew that nobody worked on, where its name is another operation's now", async () => {
    const folder = await renamedProject();
    await run(folder, "generate");
    edit(join(folder, "users.yaml"), (text) =>
      text
        .replace("operationId: findUser", "operationId: readUser")
        .replace("operationId: deleteUser", "operationId: findUser"),
    );
    expect(await run(folder, "generate")).toMatchObject({ code: 0 });
    const files = readFiles(folder);
    expect(files.get("src/handlers/findUser.ts")).toContain("/** DELETE /users/{userId} */");
    expect(files.get("src/handlers/readUser.ts")).toContain('from "./getUser.ts"');
  });

  it("takes what was moved for worked on: it outlives its operation", async () => {
    const folder = await renamedProject();
    await run(folder, "generate", "--move");
    edit(join(folder, "users.yaml"), (text) =>
      text.replace("get:\n      operationId: findUser", "patch:\n      operationId: patchUser"),
    );
    const { code, out } = await run(folder, "generate");
    expect({ code, out }).toEqual({
      code: 0,
      out: expect.stringContaining("? src/handlers/findUser.ts"),
    });
  });

  it("says which handler serves another operation, where two change places", async () => {
    const folder = await renamedProject();
    edit(join(folder, "src", "handlers", "deleteUser.ts"), (text) => `${text}// mine\n`);
    edit(join(folder, "users.yaml"), (text) =>
      text.replace("operationId: deleteUser", "operationId: getUser"),
    );
    const { code, err } = await run(folder, "generate");
    expect(code).toBe(0);
    expect(err).toContain(
      "src/handlers/getUser.ts serves DELETE /users/{userId} now; it was written for GET /users/{userId}",
    );
  });
});
