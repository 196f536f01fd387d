import { apiKeyScheme, iamScheme } from "./authorizers.ts";
import type { Authorizer, Method, Scheme } from "./gateway.ts";

/** The security schemes that some method asks for. */
export function schemesOf(
  methods: readonly Method[],
  authorizers: readonly Authorizer[],
): Scheme[] {
  const plain = { authorizer: null };
  const all: Scheme[] = [
    ...(methods.some(({ access }) => access.kind === "iam")
      ? [{ key: iamScheme, kind: "iam" as const, ...plain }]
      : []),
    ...(methods.some(({ access }) => access.needsApiKey)
      ? [{ key: apiKeyScheme, kind: "apiKey" as const, ...plain }]
      : []),
    ...authorizers.map((authorizer) => ({
      key: authorizer.name.camel,
      kind: authorizer.own === null ? authorizer.kind : ("own" as const),
      authorizer,
    })),
  ];
  return all.sort((a, b) => (a.key < b.key ? -1 : 1));
}
