/** A request as it came over the wire. */
export type HttpRequest = {
  /** Upper case. */
  readonly method: string;
  /** Still encoded, without the query. */
  readonly path: string;
  /** Still encoded, without `?`; empty where there is none. */
  readonly query: string;
  /** In the order received, names as sent. */
  readonly headers: readonly (readonly [name: string, value: string])[];
  readonly body: Buffer;
};

/** Names and values of headers in turn, as Node.js has them raw, in pairs. */
export function headerPairs(raw: readonly string[]): (readonly [name: string, value: string])[] {
  return Array.from(
    { length: raw.length / 2 },
    (_, index) => [raw[index * 2] ?? "", raw[index * 2 + 1] ?? ""] as const,
  );
}

/** All values of a header, whatever the case of its name. */
export function headersNamed(request: Pick<HttpRequest, "headers">, name: string): string[] {
  return request.headers
    .filter(([each]) => each.toLowerCase() === name.toLowerCase())
    .map(([, value]) => value);
}

/** The last value of a header; null where it was not sent. */
export function headerNamed(request: Pick<HttpRequest, "headers">, name: string): string | null {
  return headersNamed(request, name).at(-1) ?? null;
}

/** The parameters of a query, decoded, in order; `+` is a space (API Gateway: proxy integration, event). */
export function queryPairs(query: string): [name: string, value: string][] {
  return query
    .split("&")
    .filter((pair) => pair !== "")
    .map((pair) => {
      const at = pair.indexOf("=");
      const [name, value] = at < 0 ? [pair, ""] : [pair.slice(0, at), pair.slice(at + 1)];
      return [decoded(name.replaceAll("+", " ")), decoded(value.replaceAll("+", " "))];
    });
}

/** Text that is not well encoded stands for itself. */
export function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
