import { spawnSync } from "node:child_process";
import { cpSync, existsSync, mkdirSync, readFileSync, symlinkSync } from "node:fs";
import { join, posix } from "node:path";
import { expect } from "vitest";
import { main } from "../../src/cli/main.ts";
import { readManifest } from "../../src/project/manifest.ts";
import { writeFiles } from "./folder.ts";
import {
  checkOutWithCrlf,
  documentFiles,
  editDocument,
  editPackage,
  firstDraft,
  handlerText,
  type Draft,
  type Edit,
} from "./history.ts";

const root = join(import.meta.dirname, "..", "..");

export const isLong = process.env["SLS_GEN_TEST_LONG"] !== undefined;

export const runs = Number(process.env["SLS_GEN_HISTORIES"] ?? (isLong ? 1000 : 12));

/** What people wrote, by path: every byte must still be there after each run. */
type Mine = { readonly texts: Map<string, string>; readonly marks: Map<string, string[]> };

type Run = { readonly code: number; readonly err: string };

async function command(cwd: string, ...argv: string[]): Promise<Run> {
  const said: string[] = [];
  const say = (text: string) => said.push(text);
  const code = await main(argv, {
    out: say,
    command: say,
    err: say,
    cwd,
    isInteractive: false,
    ended: () => AbortSignal.abort(),
  });
  return { code, err: said.join("\n") };
}

/** One history: edits, a run, and what must hold after it, ten times; then the compiler over all of them. */
export class History {
  readonly #folder: string;
  readonly #snapshots: string;
  readonly #draft: Draft = firstDraft();
  readonly #mine: Mine = { texts: new Map(), marks: new Map() };
  /** What runs said so far. */
  readonly #told: string[] = [];
  /** Files that may not compile after each step: what runs had said by then. */
  readonly #toldBy: string[] = [];
  readonly #excluded: string[] = [];
  /** Where files that moved were before. */
  readonly #names = new Map<string, string[]>();
  readonly #everMine = new Set<string>();
  #isMoving = false;
  #mark = 0;

  constructor(folder: string) {
    this.#folder = join(folder, "project");
    this.#snapshots = join(folder, "snapshots");
    mkdirSync(this.#folder);
    mkdirSync(this.#snapshots);
  }

  async begin(): Promise<void> {
    writeFiles(this.#folder, documentFiles(this.#draft));
    const { code, err } = await command(this.#folder, "init", "--spec", "openapi.json", "--yes");
    expect(code, err).toBe(0);
  }

  async step(edits: readonly Edit[]): Promise<void> {
    for (const edit of edits) {
      if (!editDocument(this.#draft, edit)) {
        this.#editMine(edit);
      }
    }
    writeFiles(this.#folder, documentFiles(this.#draft));
    const { code, err } = await this.#generate();
    expect(code, err).toBe(0);
    this.#told.push(err);
    [...err.matchAll(/^R (\S+) -> (\S+)$/gm)].forEach(([, from = "", to = ""]) =>
      this.#moved(from, to),
    );
    this.#holdsMine();
    this.#keep();
  }

  /** Where both sides changed a shared file nothing is written: people then say that theirs is to stay. */
  async #generate(): Promise<Run> {
    const consent = this.#isMoving ? ["--move"] : [];
    this.#isMoving = false;
    const first = await command(this.#folder, "generate", ...consent);
    if (first.code !== 4) {
      return first;
    }
    expect(first.err).toContain("write/conflict");
    this.#holdsMine();
    return command(this.#folder, "generate", "--conflict", "yours", ...consent);
  }

  /** A second run has nothing to do. */
  async settled(): Promise<void> {
    const { code, err } = await command(this.#folder, "check");
    expect(code, err).toBe(0);
  }

  /** With consent a file moved: only what it imports may have changed. */
  #moved(from: string, to: string): void {
    const text = this.#mine.texts.get(from);
    if (text === undefined) {
      return;
    }
    const now = readFileSync(join(this.#folder, to), "utf8");
    const own = (all: string) => all.split("\n").filter((line) => !/import|readCases/.test(line));
    expect(own(now)).toEqual(own(text));
    this.#mine.texts.delete(from);
    this.#mine.texts.set(to, now);
    this.#everMine.add(to);
    this.#names.set(to, [...(this.#names.get(from) ?? []), from]);
  }

  #editMine({ kind, a, b }: Edit): void {
    this.#mark += 1;
    const mark = `mine ${this.#mark}`;
    switch (kind) {
      case "touchHandler":
        this.#append(this.#written("handler/lambda/handler.ts.hbs", a)?.path, `// ${mark}\n`);
        break;
      case "touchTest":
        this.#append(this.#written("test/vitest/handler.test.ts.hbs", a)?.path, `// ${mark}\n`);
        break;
      case "writeHandler": {
        const found = this.#written("handler/lambda/handler.ts.hbs", a);
        const { path = "", key = "", camel = "" } = found ?? {};
        const text = handlerText(this.#draft, key, camel, this.#mark);
        if (text !== null) {
          this.#write(path, text);
        }
        break;
      }
      case "move":
        this.#isMoving = true;
        break;
      case "addFile":
        this.#write(`src/mine/file${a}.ts`, `export const mine = ${b}; // ${mark}\n`);
        break;
      case "useSchema":
        this.#useSchema(a);
        break;
      case "editPackage":
        editPackage(this.#folder, this.#mark);
        this.#remember("package.json", `"m${this.#mark}": true`);
        break;
      case "editTemplate":
        this.#template(mark, a);
        break;
      default:
        checkOutWithCrlf(this.#folder, new Set(this.#mine.texts.keys()));
    }
  }

  #template(mark: string, a: number): void {
    const text = readFileSync(join(this.#folder, "template.yaml"), "utf8");
    const lines = text.split("\n");
    lines.splice(a % lines.length, 0, `# ${mark}`);
    writeFiles(this.#folder, { "template.yaml": lines.join("\n") });
    this.#remember("template.yaml", `# ${mark}`);
  }

  #remember(path: string, line: string): void {
    this.#mine.marks.set(path, [...(this.#mine.marks.get(path) ?? []), line]);
  }

  #useSchema(a: number): void {
    const { files } = readManifest(this.#folder);
    const paths = Object.keys(files).filter((path) => path.startsWith("src/generated/schemas/"));
    const name = posix.basename(paths[a % Math.max(1, paths.length)] ?? "", ".ts");
    if (name !== "") {
      const from = `../generated/schemas/${name}.ts`;
      this.#write(
        `src/mine/use${name}.ts`,
        `import type { ${name} } from "${from}";\nexport type Mine = ${name};\n`,
      );
    }
  }

  #written(template: string, a: number) {
    const { files } = readManifest(this.#folder);
    const all = Object.entries(files)
      .filter(
        ([path, entry]) => entry.template === template && existsSync(join(this.#folder, path)),
      )
      .map(([path, { operation, operationId }]) => ({
        path,
        key: operation ?? "",
        camel: operationId ?? "",
      }));
    return all[a % Math.max(1, all.length)];
  }

  #append(path: string | undefined, text: string): void {
    if (path !== undefined) {
      this.#write(path, `${readFileSync(join(this.#folder, path), "utf8")}${text}`);
    }
  }

  #write(path: string, text: string): void {
    writeFiles(this.#folder, { [path]: text });
    this.#mine.texts.set(path, text);
    this.#everMine.add(path);
  }

  #holdsMine(): void {
    for (const [path, text] of this.#mine.texts) {
      const full = join(this.#folder, path);
      expect(existsSync(full) ? readFileSync(full, "utf8") : null, path).toBe(text);
    }
    for (const [path, lines] of this.#mine.marks) {
      const text = readFileSync(join(this.#folder, path), "utf8");
      lines.forEach((line) => expect(text, path).toContain(line));
    }
  }

  /** Takes a copy of the code as it is, to be compiled with those of the other steps. */
  #keep(): void {
    const step = String(this.#toldBy.length);
    for (const name of ["src", "test"]) {
      cpSync(join(this.#folder, name), join(this.#snapshots, step, name), { recursive: true });
    }
    const base = join(this.#folder, "src", "generated", "tsconfig.base.json");
    const { exclude } = JSON.parse(readFileSync(base, "utf8")) as { exclude: string[] };
    this.#excluded.push(...exclude.map((path) => posix.join(step, "src/generated", path)));
    this.#toldBy.push(this.#told.join("\n"));
  }

  /** Where strict TypeScript fails, it does in files of people's, whose operation a run had named. */
  compiles(): void {
    const base = join(this.#folder, "src", "generated", "tsconfig.base.json");
    const { compilerOptions } = JSON.parse(readFileSync(base, "utf8"));
    const settings = { compilerOptions, include: ["*/src", "*/test"], exclude: this.#excluded };
    writeFiles(this.#snapshots, { "tsconfig.json": JSON.stringify(settings) });
    symlinkSync(join(root, "node_modules"), join(this.#snapshots, "node_modules"));
    const tsc = join(root, "node_modules", ".bin", "tsc");
    const { stdout } = spawnSync(tsc, ["-p", "."], { cwd: this.#snapshots, encoding: "utf8" });
    const errors = stdout.split("\n").filter((line) => /^\d+\/.*error TS/.test(line));
    for (const error of errors) {
      const [, step = "", path = ""] = /^(\d+)\/([^(]+)\(/.exec(error) ?? [];
      expect(this.#everMine.has(path), `${error}\nis in no file of people's`).toBe(true);
      const names = [path, ...(this.#names.get(path) ?? [])].map((each) => nameIn(each).source);
      expect(this.#toldBy[Number(step)], error).toMatch(new RegExp(names.join("|"), "m"));
    }
    this.errors = errors.length;
  }

  errors = 0;
}

/** A run names the operation that a handler or test is of, or the schema that a file uses. */
function nameIn(path: string): RegExp {
  const name = posix.basename(path).replace(/(\.test)?\.ts$/, "");
  return path.startsWith("src/mine/use")
    ? new RegExp(`changed: the schema ${name.slice(3)} was removed`)
    : new RegExp(`^changed: ([^:]*, )?${name}(, [^:]*)?: |is not called ${name} any more`, "m");
}
