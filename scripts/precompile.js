// Makes, when the package is built, what is the same on every machine: the validators of OpenAPI documents and of our
// settings, and the templates of the built-in packs. A run then compiles neither.
import { buildSync } from "esbuild";
import Ajv04 from "ajv-draft-04";
import Ajv2020 from "ajv/dist/2020.js";
import standalone from "ajv/dist/standalone/index.js";
import addFormats from "ajv-formats";
import { mkdirSync, readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";
import { subjects } from "../dist/src/config/subjects.js";
import { precompiledModule } from "../dist/src/packs/compiled.js";
import { loadPack } from "../dist/src/packs/load.js";
import { builtInSlots, packNames, templatesFolder } from "../dist/src/packs/slots.js";

const root = join(import.meta.dirname, "..");
const target = join(root, "dist", "precompiled");
const require = createRequire(import.meta.url);
const readJson = (path) => JSON.parse(readFileSync(path, "utf8"));

/** The schemas of OpenAPI 2.0 and 3.2, as the package that keeps them compiles them. */
function documentValidator(Ajv, version) {
  const home = "@seriousme/openapi-schema-validator/package.json";
  const schema = readJson(join(require.resolve(home), "..", "schemas", version, "schema.json"));
  const ajv = new Ajv.default({ allErrors: true, strict: false, code: { source: true } });
  addFormats.default(ajv);
  ajv.addFormat("media-range", true);
  return standalone.default(ajv, ajv.compile(schema));
}

function settingsValidators() {
  const ajv = new Ajv2020.default({
    allErrors: true,
    verbose: true,
    allowUnionTypes: true,
    code: { source: true },
  });
  // Describes in words what a name must look like.
  ajv.addKeyword("x-form");
  for (const name of ["x-sls-gen", "config", "pack"]) {
    ajv.addSchema(readJson(join(root, "schemas", `${name}.schema.json`)));
  }
  return standalone.default(ajv, subjects);
}

/** One file without imports: what validators need of Ajv is put in. */
function write(name, contents) {
  buildSync({
    stdin: { contents, resolveDir: root },
    outfile: join(target, `${name}.cjs`),
    bundle: true,
    minify: true,
    platform: "node",
    format: "cjs",
    target: "node20",
    logLevel: "warning",
  });
}

mkdirSync(target, { recursive: true });
write("swagger", documentValidator(Ajv04, "v2.0"));
write("openapi", documentValidator(Ajv2020, "v3.2"));
write("settings", settingsValidators());
// Packs are read with the validators that stand above.
write("templates", precompiledModule(builtInTemplates()));

function builtInTemplates() {
  return builtInSlots().flatMap((slot) =>
    packNames(slot).flatMap((name) =>
      [...loadPack(slot, name, templatesFolder).texts]
        .filter(([path]) => path.endsWith(".hbs"))
        .map(([, text]) => text),
    ),
  );
}
