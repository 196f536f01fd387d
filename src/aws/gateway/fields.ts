import type { Collector } from "../../diagnostics/collector.ts";
import type { Api, Operation } from "../../api/api.ts";
import type { Json } from "../../api/json.ts";
import type { ApiSettings } from "../settings/settings.ts";
import { isRaw } from "../../lib/json.ts";
import { binaryField } from "./binary.ts";
import type { GatewayField } from "./gateway.ts";
import { integrationField } from "./integration.ts";
import { responsesField } from "./responses.ts";
import { validatorsField } from "./validators.ts";

const prefix = "x-amazon-apigateway-";

const endpointField = `${prefix}endpoint-configuration`;

/** Fields of HTTP APIs, which a REST API ignores (API Gateway: OpenAPI extensions). */
const ofHttpApis = new Set([`${prefix}cors`, `${prefix}importexport-version`]);

/** Fields that are printed in a place of their own. */
const placed = new Set([
  integrationField,
  responsesField,
  validatorsField,
  `${prefix}any-method`,
  `${prefix}auth`,
  endpointField,
]);

/** The user's own fields of an operation, as they are: they win over what is made. */
export function ownFields({ extensions }: Operation): GatewayField[] {
  return Object.entries(extensions)
    .filter(([name]) => name.startsWith(prefix) && !placed.has(name))
    .map(([name, value]) => ({ name, value }))
    .sort((a, b) => (a.name < b.name ? -1 : 1));
}

/** Fields at the root of the gateway document: what the settings ask for, and the user's own. */
export function rootFields(
  api: Api,
  settings: ApiSettings,
  binary: readonly string[],
  found: Collector,
): GatewayField[] {
  const own = Object.entries(api.extensions).filter(
    ([name]) => name.startsWith(prefix) && !placed.has(name),
  );
  for (const [name] of own.filter(([each]) => ofHttpApis.has(each))) {
    const where = { file: api.origin.file, pointer: `${api.origin.pointer}/${name}` };
    found.add("gateway/ignored", { name }, where);
  }
  const made: (readonly [string, Json])[] = [
    ...(binary.length === 0 ? [] : [[binaryField, binary] as const]),
    ...(settings.compression === null
      ? []
      : [[`${prefix}minimum-compression-size`, settings.compression.least] as const]),
    ...(settings.policy === null ? [] : [[`${prefix}policy`, settings.policy] as const]),
  ];
  const endpoint = endpointOf(api, settings);
  const overridden = made.filter(
    ([name]) => name !== binaryField && own.some(([each]) => each === name),
  );
  for (const [name] of overridden) {
    const where = { file: api.origin.file, pointer: `${api.origin.pointer}/${name}` };
    found.add("gateway/overridden", { name, key: name.replace(/^.*-(?=policy|size)/, "") }, where);
  }
  const all = new Map([
    ...(endpoint === null ? [] : [endpoint]),
    ...made,
    ...own.filter(([name]) => !ofHttpApis.has(name)),
  ]);
  return [...all]
    .map(([name, value]) => ({ name, value }))
    .sort((a, b) => (a.name < b.name ? -1 : 1));
}

/** Where the API is reached; with a domain of its own, only there (API Gateway: endpoint configuration). */
function endpointOf(api: Api, { domain }: ApiSettings): readonly [string, Json] | null {
  const said = api.extensions[endpointField];
  const made = domain === null ? {} : { disableExecuteApiEndpoint: true };
  const value = { ...made, ...(isRaw(said) ? (said as { [name: string]: Json }) : {}) };
  return Object.keys(value).length === 0
    ? null
    : ["servers", [{ url: "/", [endpointField]: value }]];
}
