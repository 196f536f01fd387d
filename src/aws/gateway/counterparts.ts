import type { Api, SecurityScheme } from "../../api/api.ts";
import type { Json } from "../../api/json.ts";
import type { Counterpart } from "../../config/counterpart.ts";
import { mappable } from "./mappable.ts";

/** The fields by which API Gateway knows an authorizer in a security scheme. */
export const authorizerField = "x-amazon-apigateway-authorizer";
export const authtypeField = "x-amazon-apigateway-authtype";

/** True for a scheme that stands for IAM (API Gateway: x-amazon-apigateway-authtype). */
export function isSigV4(authtype: Json | undefined): boolean {
  return typeof authtype === "string" && authtype.toLowerCase() === "awssigv4";
}

/** True for a scheme that needs no counterpart: the document says itself what API Gateway does. */
export function saysItself({ extensions }: SecurityScheme): boolean {
  return isSigV4(extensions[authtypeField]) || authorizerField in extensions;
}

/**
 * What `init` writes for a scheme: always something that denies by default. A gateway API key for an
 * apiKey in the header x-api-key, a Lambda authorizer that denies for everything else.
 */
export function proposedCounterpart({ type, key }: SecurityScheme): Counterpart {
  if (type === "apiKey" && key !== null && key.in === "header") {
    return key.wire.toLowerCase() === "x-api-key"
      ? { kind: "apiKey" }
      : mappable.test(key.wire)
        ? { kind: "token", header: key.wire }
        : { kind: "request" };
  }
  return type === "http" || type === "oauth2" || type === "openIdConnect"
    ? { kind: "token" }
    : { kind: "request" };
}

/** The config's `security` that `init` writes: every scheme of the document that needs a counterpart. */
export function proposedSecurity(api: Api): { [scheme: string]: Counterpart } {
  const needed = api.schemes.filter((scheme) => !saysItself(scheme));
  return Object.fromEntries(needed.map((each) => [each.name.wire, proposedCounterpart(each)]));
}
