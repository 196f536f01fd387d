import Ajv04Module, { type ErrorObject, type ValidateFunction } from "ajv-draft-04";
import { escapeToken } from "../../lib/pointer.ts";
import type { LocalApi } from "./api.ts";
import type { Call } from "./call.ts";
import { fail } from "./failure.ts";
import { bareType } from "./media.ts";
import { headersNamed, queryPairs } from "./request.ts";

/** Checks requests as API Gateway does: presence of parameters, then the body against its model. */
export class Validator {
  readonly #ajv;
  readonly #models = new Map<string, ValidateFunction>();

  constructor(api: LocalApi) {
    // Models are JSON Schema draft-04; what the gateway does not know of it, it leaves out.
    this.#ajv = new Ajv04Module.default({
      strict: false,
      allErrors: true,
      verbose: true,
      validateSchema: false,
      validateFormats: false,
    });
    this.#ajv.addSchema(api.document, root);
  }

  /** @throws Failed with BAD_REQUEST_PARAMETERS or BAD_REQUEST_BODY */
  check(call: Call): void {
    const { validates } = call.route.method;
    if (validates.parameters) {
      checkParameters(call);
    }
    if (validates.body) {
      this.#checkBody(call);
    }
  }

  /** Without a model for the media type nothing is checked; an absent body is an empty object. */
  #checkBody({ request, route }: Call): void {
    const said = bareType(headersNamed(request, "content-type").at(-1) ?? "application/json");
    const { models, pointer } = route.method;
    const type = models.find((each) => bareType(each) === said);
    if (type === undefined) {
      return;
    }
    const validate = this.#modelAt(`${pointer}/requestBody/content/${escapeToken(type)}/schema`);
    const text = request.body.toString("utf8");
    const body = parse(text === "" ? "{}" : text);
    if (body === null) {
      fail("BAD_REQUEST_BODY", { validation: "[the body is not JSON]" });
    }
    if (!validate(body.value)) {
      fail("BAD_REQUEST_BODY", { validation: `[${messagesOf(validate.errors ?? []).join(", ")}]` });
    }
  }

  #modelAt(pointer: string): ValidateFunction {
    const fragment = pointer.split("/").map(encodeURIComponent).join("/");
    const known = this.#models.get(pointer);
    const validate = known ?? this.#ajv.compile({ $ref: `${root}#${fragment}` });
    this.#models.set(pointer, validate);
    return validate;
  }
}

const root = "gateway";

function parse(text: string): { readonly value: unknown } | null {
  try {
    return { value: JSON.parse(text) };
  } catch {
    return null;
  }
}

/** Checks that required parameters are present and not blank; returns missing names by location, then in order. */
function checkParameters({ request, route }: Call): void {
  const query = new Map(queryPairs(request.query));
  const missing = route.method.required
    .filter(({ in: place, name }) => {
      const value =
        place === "path"
          ? route.variables[name]
          : place === "query"
            ? query.get(name)
            : headersNamed(request, name).at(-1);
      return value === undefined || value.trim() === "";
    })
    .sort((a, b) => order(a.in) - order(b.in) || (a.name < b.name ? -1 : 1))
    .map(({ name }) => name);
  if (missing.length > 0) {
    const message = `Missing required request parameters: [${missing.join(", ")}]`;
    fail("BAD_REQUEST_PARAMETERS", { message });
  }
}

function order(place: string): number {
  return ["header", "path", "query"].indexOf(place);
}

/** What is wrong with a body, in the words of the validator behind API Gateway. */
function messagesOf(errors: readonly ErrorObject[]): string[] {
  const required = errors
    .filter(({ keyword }) => keyword === "required")
    .map(({ params }) => String(params["missingProperty"]));
  const others = errors.filter(({ keyword }) => keyword !== "required").map(messageOf);
  return required.length === 0
    ? others
    : [`object has missing required properties (${list(required.sort())})`, ...others];
}

function messageOf({ keyword, params, data, schema, message = "" }: ErrorObject): string {
  const text = JSON.stringify(data);
  const length = typeof data === "string" ? [...data].length : 0;
  switch (keyword) {
    case "type":
      return `instance type (${typeOf(data)}) does not match any allowed primitive type (allowed: ${list([schema].flat())})`;
    case "enum":
      return `instance value (${text}) not found in enum (possible values: ${list(schema as unknown[])})`;
    case "maxLength":
      return `string ${text} is too long (length: ${length}, maximum allowed: ${params["limit"]})`;
    case "minLength":
      return `string ${text} is too short (length: ${length}, required minimum: ${params["limit"]})`;
    case "pattern":
      return `ECMA 262 regex "${params["pattern"]}" does not match input string ${text}`;
    case "maximum":
      return `numeric instance is greater than the required maximum (maximum: ${params["limit"]}, found: ${text})`;
    case "minimum":
      return `numeric instance is lower than the required minimum (minimum: ${params["limit"]}, found: ${text})`;
    case "additionalProperties":
      return `object instance has properties which are not allowed by the schema: ${list([params["additionalProperty"]])}`;
    default:
      return message;
  }
}

function list(values: readonly unknown[]): string {
  return `[${values.map((value) => JSON.stringify(value)).join(",")}]`;
}

function typeOf(data: unknown): string {
  return data === null
    ? "null"
    : Array.isArray(data)
      ? "array"
      : typeof data === "number" && Number.isInteger(data)
        ? "integer"
        : typeof data;
}
