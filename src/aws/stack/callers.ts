import { makeNames } from "../../read/names.ts";
import type { Method } from "../gateway/gateway.ts";
import type { CallerPolicy } from "./stack.ts";

/**
 * What those who sign with IAM need to call each operation, and all operations of each tag: exactly
 * these methods and paths, `*` only where the path has a variable (API Gateway: execute-api ARNs).
 */
export function callersOf(methods: readonly Method[]): CallerPolicy[] {
  const signed = methods.filter(({ access }) => access.kind === "iam");
  const tags = [...new Set(signed.flatMap(({ operation }) => operation.tags))].sort();
  const names = makeNames(
    tags.map((wire) => ({ identity: wire, wire, fallback: `tag ${wire}` })),
    "type",
  );
  const each = signed.map((method) => ({
    name: `operations/${method.operation.name.camel}`,
    about: method.operation.key,
    arns: [arnOf(method)],
  }));
  const all = tags.map((tag) => ({
    name: `tags/${names.get(tag)?.camel ?? ""}`,
    about: `every operation of the tag ${tag}`,
    arns: signed.filter(({ operation }) => operation.tags.includes(tag)).map(arnOf),
  }));
  return [...each, ...all].sort((a, b) => (a.name < b.name ? -1 : 1));
}

/** The end of the ARN: which API and which stage are said in the words of each infrastructure. */
function arnOf({ arnMethod, arnPath }: Method): { readonly arnPath: string } {
  return { arnPath: `${arnMethod}/${arnPath}` };
}
