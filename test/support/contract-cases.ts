/** A case as the generated tests have it, with its whole request. */
export type ReadCase = {
  readonly name: string;
  readonly request: {
    readonly method: string;
    readonly path: string;
    readonly pathParameters: { readonly [name: string]: string };
    readonly query: { readonly [name: string]: readonly string[] };
    readonly headers: { readonly [name: string]: string };
    readonly body: string | null;
    readonly isBase64Encoded: boolean;
  };
  /** Of a request that is accepted: what the handler must see. */
  readonly decoded: { readonly [member: string]: unknown };
  /** Of a request that is refused. */
  readonly status: number;
  readonly errors: readonly string[] | null;
};

type Line = { readonly [member: string]: unknown };

/** The requests of a file of cases. */
export function casesIn(text = ""): {
  readonly accepted: ReadCase[];
  readonly refused: ReadCase[];
} {
  const lines = text
    .split("\n")
    .filter((line) => line !== "")
    .map((line) => JSON.parse(line) as Line);
  const base = lines[0]?.["request"] as object;
  const of = (kind: string) =>
    lines
      .filter((line) => Object.hasOwn(line, kind))
      .map((line) => ({
        ...line,
        name: line[kind],
        request: { ...base, ...(line["with"] as object) },
        decoded: line["gives"],
      })) as unknown as ReadCase[];
  return { accepted: of("accepts"), refused: of("refuses") };
}
