// Writes accepted values as TypeScript: each must be assignable to the type of the schema that accepted it.

/** `o`, `a` and `l` keep literals and tuples exact without making a literal fresh (no excess property check). */
const helpers = `
declare function o<T extends object>(value: T): T;
declare function a<T extends unknown[]>(...items: T): T;
declare function l<const T>(value: T): T;
/**
 * A type in whose objects undeclared names are allowed, as they are in JSON: TypeScript wants one declared name. What has no
 * member is every value that is there (\`{}\`), and open already.
 */
type Open<T> = T extends readonly unknown[]
  ? { [K in keyof T]: Open<T[K]> }
  : keyof T extends never
    ? T
  : T extends object
    ? { [K in keyof T]: Open<T[K]> } & { [name: string]: unknown }
    : T;
`;

/** A module that declares a constant of a schema's type for each accepted value. */
export function samplesModule(accepted) {
  const names = [...new Set(accepted.map(({ name }) => name))];
  const imports = names.map(
    (name) => `import type { ${name} } from "./generated/schemas/${name}.ts";`,
  );
  const lines = accepted.map(
    ({ name, value }, index) => `export const v${index}: Open<${name}> = ${expressionOf(value)};`,
  );
  return [...imports, helpers, ...lines, ""].join("\n");
}

function expressionOf(value) {
  if (Array.isArray(value)) {
    return `a(${value.map(expressionOf).join(", ")})`;
  }
  if (typeof value !== "object" || value === null) {
    return value === null ? "null" : `l(${JSON.stringify(value)})`;
  }
  const members = Object.entries(value).map(([key, item]) => {
    const name = key === "__proto__" ? '["__proto__"]' : JSON.stringify(key);
    return `${name}: ${expressionOf(item)}`;
  });
  return `o({ ${members.join(", ")} })`;
}
