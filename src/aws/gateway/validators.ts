import type { Collector } from "../../diagnostics/collector.ts";
import type { Api } from "../../api/api.ts";
import type { Json } from "../../api/json.ts";
import { isRaw, own, type Raw } from "../../lib/json.ts";
import type { GatewayField, Method, Validates } from "./gateway.ts";

/** Which request validator an operation or the whole API has (API Gateway: x-amazon-apigateway-request-validator). */
export const validatorField = "x-amazon-apigateway-request-validator";
export const validatorsField = `${validatorField}s`;

const check = (validateRequestBody: boolean, validateRequestParameters: boolean) => ({
  validateRequestBody,
  validateRequestParameters,
});

/** The validators that every document of ours declares. */
const made: Readonly<Record<string, Json>> = {
  all: check(true, true),
  body: check(true, false),
  none: check(false, false),
  params: check(false, true),
};

/** The name of the validator that checks this. */
export function validatorFor({ parameters, body }: Validates): string {
  return body ? (parameters ? "all" : "body") : parameters ? "params" : "none";
}

/** What the validator checks that the document itself chooses for a method; null where it chooses none. */
export function ownValidator({ fields }: Method, { extensions }: Api): Validates | null {
  const chosen =
    fields.find(({ name }) => name === validatorField)?.value ?? extensions[validatorField];
  if (chosen === undefined) {
    return null;
  }
  const validator = own(all(extensions), String(chosen));
  return {
    parameters: own(validator, "validateRequestParameters") === true,
    body: own(validator, "validateRequestBody") === true,
  };
}

function all(extensions: Raw): Readonly<Record<string, Json>> {
  const said = extensions[validatorsField];
  return { ...made, ...(isRaw(said) ? (said as { [name: string]: Json }) : {}) };
}

/** The request validators: ours, and those that the document declares. */
export function validatorFields(
  api: Api,
  methods: readonly Method[],
  found: Collector,
): GatewayField[] {
  const known = all(api.extensions);
  for (const { operation, fields } of methods) {
    const chosen = fields.find(({ name }) => name === validatorField)?.value;
    if (chosen !== undefined && !Object.hasOwn(known, String(chosen))) {
      const names = Object.keys(known).join(", ");
      found.add("gateway/validator", { name: String(chosen), known: names }, operation.origin);
    }
  }
  return Object.entries(known)
    .map(([name, value]) => ({ name, value }))
    .sort((a, b) => (a.name < b.name ? -1 : 1));
}
