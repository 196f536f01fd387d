import { mkdirSync, rmSync, writeFileSync } from "node:fs";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { join } from "node:path";
import { describe, expect, it, onTestFinished } from "vitest";
import type { Code } from "../../src/diagnostics/catalogue.ts";
import { apply } from "../../src/project/apply.ts";
import type { FileChange } from "../../src/project/change.ts";
import { run } from "../support/cli.ts";
import { newFolder, writeFiles } from "../support/folder.ts";
import { edit, newProject, users } from "../support/project.ts";

/** A command line that is told a problem, and the folder in which it runs. */
type Provoked = { readonly folder: string; readonly argv: readonly string[] };

const config = "sls-gen.config.yaml";

/** A project in which something was changed before a command runs. */
async function changed(
  argv: readonly string[],
  change: (folder: string) => void = () => undefined,
): Promise<Provoked> {
  const folder = await newProject();
  change(folder);
  return { folder, argv };
}

/** A folder that holds some files and no project. */
function plain(argv: readonly string[], files: Readonly<Record<string, string>> = {}): Provoked {
  const folder = newFolder();
  writeFiles(folder, files);
  return { folder, argv };
}

/** The users document without one of its operations. */
function withoutOperation(folder: string): void {
  edit(join(folder, "users.yaml"), (text) => text.replace(/^ {4}post:[^]*?(?=^ {2}\/)/m, ""));
}

async function takenPort(): Promise<string> {
  const server = createServer().listen(0, "127.0.0.1");
  await new Promise((listening) => server.once("listening", listening));
  onTestFinished(() => void server.close());
  return String((server.address() as AddressInfo).port);
}

const dev = ["dev", "--port", "0"];

/** How each problem comes about that no document causes. */
const ways: Readonly<Partial<Record<Code, () => Provoked | Promise<Provoked>>>> = {
  "config/not-found": () => plain(["generate"]),
  "config/syntax": () => changed(["check"], (at) => writeFileSync(join(at, config), "- a\n")),
  "config/unknown-key": () =>
    changed(["check"], (at) => writeFileSync(join(at, config), "specs: a\n")),
  "config/flag": () => plain(["init", "--yes"]),
  "config/consent": async () => {
    const { folder } = await changed([], (at) => {
      edit(join(at, "src/handlers/createUser.ts"), (text) => `${text}// mine\n`);
      withoutOperation(at);
    });
    await run(folder, "generate");
    return { folder, argv: ["prune"] };
  },
  "local/not-generated": () => plain(dev),
  "local/environment": () => changed([...dev, "--env", "missing.env"]),
  "local/settings": () =>
    changed(dev, (at) => writeFiles(at, { ".sls-gen/local.yaml": "- not a mapping\n" })),
  "local/port": async () => changed(["dev", "--port", await takenPort()]),
  "local/build": () =>
    changed(dev, (at) => writeFileSync(join(at, "src/handlers/getUser.ts"), "const = 1;\n")),
  "local/database": async () => {
    const folder = newFolder();
    await run(folder, "init", ".", "--example", "users", "--yes");
    writeFiles(folder, { "items.txt": "a file" });
    return { folder, argv: [...dev, "--data", "items.txt"] };
  },
  "local/not-emulated": () =>
    changed(dev, (at) =>
      edit(join(at, "gateway/openapi.json"), (text) =>
        text.replace(
          '"paths"',
          '"x-amazon-apigateway-policy": { "Statement": [{ "Effect": "Allow", "Action": "*", "Resource": "*", "Principal": "*", "Condition": { "Unheard": { "aws:SourceVpc": "vpc-1" } } }] }, "paths"',
        ),
      ),
    ),
  "template/unknown": () =>
    changed(["generate", "--dry-run"], (at) =>
      writeFiles(at, { "templates/handler/lambda/handlr.ts.hbs": "" }),
    ),
  "template/no-such": () => changed(["templates", "eject", "handler/lambda/handlr.ts.hbs"]),
  "template/not-yours": () => changed(["templates", "diff", "handler/lambda/handler.ts.hbs"]),
  "template/no-packs": () => changed(["templates", "test"]),
  "template/type": () =>
    changed(["templates", "test"], (at) => {
      edit(join(at, config), (text) => `${text}packs: { notes: ./packs/notes }\n`);
      const file = { id: "a", template: "a.md.hbs", path: "a.md", mode: "generated" };
      writeFiles(at, {
        "packs/notes/pack.json": JSON.stringify({ slot: "notes", about: "Notes", files: [file] }),
        "packs/notes/a.md.hbs": "{{! takes Api }}\n",
      });
    }),
  "template/pack": () =>
    changed(["check"], (at) => edit(join(at, config), (text) => `${text}packs: { notes: ./no }\n`)),
  "write/collides": () => plain(["init", "--spec", users, "--yes"], { "template.yaml": "mine\n" }),
  "write/exists": () => changed(["init", "--spec", users, "--yes"]),
  "write/blocked": async () => {
    const { folder } = await changed([], withoutOperation);
    await run(folder, "generate");
    writeFiles(folder, { "src/handlers/removed.ts": "mine\n" });
    edit(join(folder, "users.yaml"), (text) =>
      text.replace("operationId: getUser", "operationId: removed"),
    );
    writeFiles(folder, { "src/generated/operations/removed.ts": "mine\n" });
    return { folder, argv: ["generate"] };
  },
  "write/package": () =>
    plain(["init", "--spec", users, "--yes"], {
      "package.json": '{ "type": "commonjs" }\n',
      "index.js": "module.exports = 1;\n",
    }),
  "write/by-hand": () =>
    changed(["generate", "--dry-run"], (at) =>
      writeFileSync(join(at, "tsconfig.json"), '{ "extends": "./x.json" }\n'),
    ),
  "write/locked": () =>
    changed(["generate"], (at) => writeFiles(at, { ".sls-gen/lock": `${process.ppid}\n` })),
  "write/interrupted": () =>
    changed(["generate", "--dry-run"], (at) =>
      writeFiles(at, { ".sls-gen/journal.json.tmp": "{" }),
    ),
  "write/no-contract": () => changed(["diff"], (at) => rmSync(join(at, ".sls-gen/contract.json"))),
  "write/manifest": () =>
    changed(["check"], (at) => writeFileSync(join(at, ".sls-gen/manifest.json"), "{")),
  "write/refused": () =>
    changed(["generate"], (at) => {
      rmSync(join(at, ".sls-gen/contract.json"));
      mkdirSync(join(at, ".sls-gen/contract.json"));
    }),
};

describe("a problem that no document causes", () => {
  it.each(Object.entries(ways))("is told by its code: %s", async (code, way) => {
    const { folder, argv } = await way();
    const { err } = await run(folder, ...argv);
    expect(err).toMatch(new RegExp(`(?:error|warning): .* \\[${code}\\]`));
  });
});

it("tells by write/changed of a file that is another one than was compared", async () => {
  const folder = newFolder();
  writeFiles(folder, { "a.txt": "changed since\n" });
  const change = {
    kind: "update",
    path: "a.txt",
    mode: "generated",
    text: "new\n",
    found: "compared\n",
    from: null,
    fromFound: null,
    backup: null,
    operation: null,
  } as const satisfies FileChange;
  await expect(apply(folder, [change], [])).rejects.toThrow(
    "was changed while sls-gen was running",
  );
});
