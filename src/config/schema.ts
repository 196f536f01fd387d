import type { ErrorObject, ValidateFunction } from "ajv/dist/2020.js";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { nearest } from "../lib/nearest.ts";
import { rawAt } from "../lib/json.ts";
import { escapeToken, tokensOf } from "../lib/pointer.ts";
import { packageRoot, precompiled } from "../lib/package.ts";
import type { Subject } from "./subjects.ts";

/** Something that the schema forbids. `pointer` leads to it, `key` is the name as written. */
export type Fault =
  | {
      readonly kind: "unknown";
      readonly pointer: string;
      readonly key: string;
      readonly suggestion: string;
    }
  | {
      readonly kind: "value";
      readonly pointer: string;
      readonly key: string;
      readonly reason: string;
      readonly fix: string;
    };

/** Everything that the schema of a subject forbids in a value. */
export function faultsOf(subject: Subject, value: unknown): Fault[] {
  const validate = precompiled<Readonly<Record<Subject, ValidateFunction>>>("settings")[subject];
  validate(value);
  return (validate.errors ?? []).flatMap((error) => faultOf(error));
}

function faultOf(error: ErrorObject): Fault[] {
  const { instancePath, keyword, params, parentSchema } = error;
  const key = tokensOf(instancePath).join(".") || "the value";
  switch (keyword) {
    case "additionalProperties": {
      const unknown = String(params["additionalProperty"]);
      const names = Object.keys((parentSchema as { properties?: object }).properties ?? {});
      const pointer = `${instancePath}/${escapeToken(unknown)}`;
      const suggestion = insideFunction(unknown, names) ?? suggestionFor(unknown, names);
      return [{ kind: "unknown", pointer, key: unknown, suggestion }];
    }
    case "propertyNames":
      return [];
    case "pattern":
      if (error.propertyName !== undefined) {
        const name = error.propertyName;
        const at = `${instancePath}/${escapeToken(name)}`;
        const inner = tokensOf(at).join(".");
        return [{ kind: "value", pointer: at, key: inner, ...nameWords(error) }];
      }
      return [{ kind: "value", pointer: instancePath, key, ...wordsFor(error) }];
    case "dependentRequired":
    case "required": {
      const missing = String(params["missingProperty"]);
      const inner = instancePath === "" ? missing : `${key}.${missing}`;
      const fix = missing === "spec" ? "write `spec: openapi.yaml`" : `write \`${missing}\``;
      return [{ kind: "value", pointer: instancePath, key: inner, reason: "is missing", fix }];
    }
    default:
      return [{ kind: "value", pointer: instancePath, key, ...wordsFor(error) }];
  }
}

/** What is said of a function stands under `function` where all of them are meant. */
function insideFunction(unknown: string, names: readonly string[]): string | null {
  return names.includes("function") && functionKeys().includes(unknown)
    ? "write it below `function`, which is for all functions, or in x-sls-gen of an operation"
    : null;
}

function functionKeys(): string[] {
  const path = join(packageRoot, "schemas", "x-sls-gen.schema.json");
  const schema: unknown = JSON.parse(readFileSync(path, "utf8"));
  return Object.keys(rawAt(rawAt(rawAt(schema, "$defs"), "function"), "properties"));
}

/** What a name must be, where the schema says it in words (`x-form`). */
function nameWords({ parentSchema, params }: ErrorObject): { reason: string; fix: string } {
  const form = (parentSchema as { readonly "x-form"?: string })["x-form"];
  return form === undefined
    ? {
        reason: "is not a valid name",
        fix: `write the name in the form ${String(params["pattern"])}`,
      }
    : { reason: `is not a valid name: ${form}`, fix: "give it another name" };
}

function suggestionFor(unknown: string, names: readonly string[]): string {
  const near = nearest(unknown, names);
  return near === null ? `the keys are ${names.join(", ")}` : `did you mean \`${near}\`?`;
}

function wordsFor({ keyword, message, params, data }: ErrorObject): {
  reason: string;
  fix: string;
} {
  const said = typeof data === "object" ? "that" : `\`${String(data)}\``;
  switch (keyword) {
    case "enum": {
      const values = (params["allowedValues"] as unknown[]).map(String);
      const near = typeof data === "string" ? nearest(data, values) : null;
      const list = `${values.slice(0, -1).join(", ")} or ${values.at(-1)}`;
      const fix = values.length === 1 ? `write ${values[0]}` : `write ${list}`;
      return {
        reason: `cannot be ${said}`,
        fix: near === null ? fix : `did you mean \`${near}\`?`,
      };
    }
    case "type": {
      const type = String(params["type"]).replaceAll(",", " or ").replaceAll("string", "text");
      return { reason: `must be ${type}`, fix: `write it as ${type}` };
    }
    case "minimum":
    case "exclusiveMinimum":
      return bound("must be at least", params, "write a larger number");
    case "maximum":
    case "exclusiveMaximum":
      return bound("must be at most", params, "write a smaller number");
    case "minItems":
      return bound("must have at least so many items:", params, "name more");
    case "maxItems":
      return bound("must have at most so many items:", params, "name fewer");
    case "minLength":
      return bound("must have at least so many characters:", params, "write a longer text");
    case "maxLength":
      return bound("must have at most so many characters:", params, "write a shorter text");
    case "uniqueItems":
      return { reason: "contains duplicates", fix: "list each value once" };
    case "pattern":
      return {
        reason: `cannot be ${said}`,
        fix: `write it in the form ${String(params["pattern"])}`,
      };
    default:
      return { reason: message ?? "is not allowed", fix: "correct its value" };
  }
}

function bound(words: string, params: ErrorObject["params"], fix: string) {
  return { reason: `${words} ${String(params["limit"])}`, fix };
}
