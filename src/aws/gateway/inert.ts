import type { Collector } from "../../diagnostics/collector.ts";
import type { Api } from "../../api/api.ts";
import type { Choices } from "../../config/choices.ts";
import type { Origin } from "../../lib/origin.ts";
import type { Json } from "../../api/json.ts";
import { isRaw } from "../../lib/json.ts";
import { escapeToken } from "../../lib/pointer.ts";

/**
 * What infrastructure evaluates wherever it stands: dynamic references of CloudFormation, tokens of CDK, and the
 * places of the gateway document that Terraform fills in.
 */
const live = /\{\{(?=\s*resolve)|[$#]\{Token\[|PARAMETER-|function:NAME-/i;

/** Names by which an object is a function of CloudFormation (CloudFormation: intrinsic functions). */
const intrinsic = /^(Ref|Fn::.*)$/s;

/** Numbers as large as those by which CDK encodes its tokens. */
const tokenNumber = 1e280;

/** True for a text that no infrastructure evaluates. */
export function isInertText(text: string): boolean {
  return !live.test(text);
}

/** True for a name that a mapping may have without being evaluated. */
export function isInertName(name: string): boolean {
  return isInertText(name) && !intrinsic.test(name);
}

/** Makes text inert that an infrastructure tool would evaluate. */
export function inertText(text: string): string {
  return text
    .replaceAll("{{", "{ {")
    .replaceAll(/(?<=[$#])\{(?=Token\[)/gi, " {")
    .replaceAll(/(PARAMETER|function:NAME)-/gi, "$1 -");
}

/** Where a value holds something that infrastructure evaluates: a JSON pointer in it; null where it does not. */
export function liveIn(value: Json): string | null {
  if (typeof value === "string") {
    return isInertText(value) ? null : "";
  }
  if (typeof value === "number") {
    return Math.abs(value) < tokenNumber ? null : "";
  }
  if (typeof value !== "object" || value === null) {
    return null;
  }
  for (const [key, item] of Object.entries(value)) {
    const below = Array.isArray(value) || isInertName(key) ? liveIn(item as Json) : "";
    if (below !== null) {
      return `/${escapeToken(key)}${below}`;
    }
  }
  return null;
}

/** Fields of the document that reach a template as they are written. */
const handedOn = /^x-(amazon-apigateway-|sls-gen)/;

/**
 * Refuses what the document would let infrastructure evaluate through its own fields, unless the config says to keep
 * it: a document of somebody else's could read a secret into a public API.
 */
export function reportLive(api: Api, { intrinsics }: Choices, found: Collector): void {
  if (intrinsics === "keep") {
    return;
  }
  const check = (fields: object, { file, pointer }: Origin) => {
    for (const [name, value] of Object.entries(fields)) {
      const at = handedOn.test(name) ? liveIn(value as Json) : null;
      if (at !== null) {
        const where = { file, pointer: `${pointer}/${escapeToken(name)}${at}` };
        found.add("gateway/evaluated", { name }, where);
      }
    }
  };
  check(api.extensions, api.origin);
  api.operations.forEach(({ extensions, origin }) => check(extensions, origin));
  api.schemes.forEach(({ written, origin }) => check(isRaw(written) ? written : {}, origin));
}
