// Writes schemas/backend.schema.json from the types that it describes. Usage: node scripts/backend-schema.js [--check]
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { format, resolveConfig } from "prettier";
import { createGenerator } from "ts-json-schema-generator";

const root = join(import.meta.dirname, "..");
const path = join(root, "schemas", "backend.schema.json");

const schema = createGenerator({
  path: join(root, "src", "aws", "printed.ts"),
  tsconfig: join(root, "tsconfig.json"),
  type: "PrintedBackend",
  additionalProperties: false,
  skipTypeCheck: true,
}).createSchema("PrintedBackend");
const about = {
  $schema: "https://json-schema.org/draft/2020-12/schema",
  title: "What `sls-gen explain --backend` prints, and packs are given",
};
const text = renamed(JSON.stringify({ ...schema, ...about }));
const made = await format(text, { ...(await resolveConfig(path)), parser: "json" });
/** Types under the names that templates say: `Check.minimum` for a member of a union, `Method` for `PrintedMethod`. */
function renamed(json) {
  const names = Object.keys(schema.definitions).map((name) => {
    const member = /^(On|Limit)<"(\w+)"/.exec(name);
    const plain = name === "PrintedOperation" ? "ServedOperation" : name.replace(/^Printed/, "");
    return [
      name,
      member === null ? plain : `${member[1] === "On" ? "Check" : "Limit"}.${member[2]}`,
    ];
  });
  if (new Set(names.map(([, name]) => name)).size < names.length) {
    const all = names.map(([, name]) => name);
    throw new Error(
      `two types have one name: ${all.filter((name, at) => all.indexOf(name) < at).join(", ")}`,
    );
  }
  return names.reduce(
    (text, [from, to]) =>
      text
        .replaceAll(`"#/definitions/${encodeURIComponent(from)}"`, `"#/definitions/${to}"`)
        .replaceAll(`${JSON.stringify(from)}:{`, `${JSON.stringify(to)}:{`),
    json,
  );
}

if (process.argv.includes("--check")) {
  if (readFileSync(path, "utf8") !== made) {
    process.stderr.write("schemas/backend.schema.json is not that of the types: npm run schema\n");
    process.exitCode = 1;
  }
} else {
  writeFileSync(path, made);
}
