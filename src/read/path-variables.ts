import { listAt, type Raw } from "../lib/json.ts";
import type { OperationReading } from "./reading.ts";
import { variableOf, variablesOf } from "./segments.ts";

/**
 * Every variable of the path needs a parameter (OpenAPI 3.1 §4.8.8.2); one without is an error, or
 * text where the config says so.
 *
 * @returns parameters for those that are assumed
 */
export function undeclaredVariables(reading: OperationReading, pathItem: Raw): Raw[] {
  const { context, key } = reading;
  const { found, spec, options } = context;
  const where = spec.originOf(reading.operation);
  return missing(reading, pathItem).flatMap((name) => {
    if (options.undeclared === "refuse") {
      found.add("spec/path-variable", { name, key }, where);
      return [];
    }
    found.add(
      "spec/assumed",
      { what: `the path variable \`${name}\` of ${key}`, taken: "text" },
      where,
    );
    const parameter = { name, in: "path", required: true, schema: { type: "string" } };
    spec.adopt(parameter, reading.operation);
    spec.adopt(parameter.schema, reading.operation);
    return [parameter];
  });
}

function missing({ context, path, operation }: OperationReading, pathItem: Raw): string[] {
  const declared = [...listAt(pathItem, "parameters"), ...listAt(operation, "parameters")]
    .map((node) => context.mapping(node))
    .filter((parameter) => parameter["in"] === "path")
    .map((parameter) => variableOf(String(parameter["name"])));
  return [...new Set(variablesOf(path))].filter((name) => !declared.includes(name));
}
