// Puts the command line in few files: loading a hundred modules takes longer than most runs. What is large and seldom
// needed stays where npm has put it, and commands are loaded when they are asked for.
import { buildSync } from "esbuild";
import { readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";

const root = join(import.meta.dirname, "..");
const target = join(root, "dist", "bundle");
const kept = ["chokidar", "dynalite", "esbuild", "handlebars", "inquirer", "prettier", "refa"];

rmSync(target, { recursive: true, force: true });
const { metafile } = buildSync({
  entryPoints: [join(root, "dist", "src", "cli", "main.js")],
  // As deep as the compiled sources, which find built-in packs from where they are.
  outdir: join(target, "cli"),
  absWorkingDir: root,
  bundle: true,
  splitting: true,
  minifyWhitespace: true,
  minifySyntax: true,
  platform: "node",
  format: "esm",
  target: "node20",
  external: [...kept, ...kept.map((name) => `${name}/*`)],
  // Some packages are CommonJS and ask for modules of Node.js.
  banner: {
    js: 'import { createRequire as requireFrom } from "node:module"; const require = requireFrom(import.meta.url);',
  },
  legalComments: "none",
  metafile: true,
  logLevel: "warning",
});

const packages = new Set(
  Object.keys(metafile.inputs).flatMap(
    (path) => /^node_modules\/(?:@[^/]+\/)?[^/]+/.exec(path) ?? [],
  ),
);
writeFileSync(join(target, "LICENSES.txt"), [...packages].sort().map(licenseOf).join("\n\n"));

/** The name of a package and the text that allows its use. */
function licenseOf(path) {
  const name = readdirSync(join(root, path)).find((each) => /^licen[cs]e/i.test(each));
  const { license } = JSON.parse(readFileSync(join(root, path, "package.json"), "utf8"));
  const text = name === undefined ? license : readFileSync(join(root, path, name), "utf8");
  return `${path.slice("node_modules/".length)}\n\n${text.trim()}\n`;
}
