import { spawnSync } from "node:child_process";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { expect, it } from "vitest";
import { newFolder } from "../support/folder.ts";

const root = join(import.meta.dirname, "..", "..");

/** Runs a command to its end; fails the test with all that it printed where it fails. */
function command(cwd: string, name: string, ...args: readonly string[]): string {
  const env = { ...process.env, CI: "true", NODE_ENV: "" };
  const { status, stdout, stderr } = spawnSync(name, args, { cwd, encoding: "utf8", env });
  expect(status, `${name} ${args.join(" ")}\n${stdout}\n${stderr}`).toBe(0);
  return stdout;
}

it("works from the packed package, in an empty folder, to an answering bundle", async () => {
  const folder = newFolder();
  command(root, "npm", "pack", "--ignore-scripts", "--pack-destination", folder);
  const tarball = readdirSync(folder).find((name) => name.endsWith(".tgz")) ?? "";
  command(folder, "npm", "install", "--save-dev", tarball);
  command(folder, "npx", "sls-gen", "init", "--spec", join(root, "specs", "users.yaml"), "--yes");
  command(folder, "npm", "install", "--no-audit", "--no-fund");
  command(folder, "npm", "run", "typecheck");
  command(folder, "npm", "test");
  command(folder, "npm", "run", "build");
  expect(command(folder, "npx", "sls-gen", "check")).toBe("");

  const text = readFileSync(join(folder, "dist", "createUser", "createUser.mjs"), "utf8");
  expect(text).not.toMatch(/\b(require|import)\b\s*\(|ajv|sls-gen/);
  const bundle = await import(
    pathToFileURL(join(folder, "dist", "createUser", "createUser.mjs")).href
  );
  const identity = { userArn: "arn:aws:iam::123456789012:user/a" };
  const event = {
    httpMethod: "POST",
    multiValueHeaders: { "content-type": ["application/json"] },
    requestContext: { identity },
    isBase64Encoded: false,
  };
  const send = (body: string) => bundle.handler({ ...event, body }, { awsRequestId: "r" });
  expect(await send('{"email":"a@b.org","name":"A"}')).toMatchObject({ statusCode: 501 });
  const refused = await send('{"email":"nothing"}');
  expect(refused).toMatchObject({
    statusCode: 400,
    headers: { "Content-Type": "application/problem+json" },
  });
  expect(JSON.parse(refused.body).errors).toEqual([
    { in: "body", pointer: "/email", message: "must be a valid email", keyword: "format" },
    { in: "body", pointer: "/name", message: "is required", keyword: "required" },
  ]);
}, 300_000);
