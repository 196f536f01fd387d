import type { LocalResponse } from "./answer.ts";
import type { Call } from "./call.ts";
import { headerNamed, queryPairs } from "./request.ts";

const ignored = [
  "Warning",
  "199 Cache-control headers were ignored because the caller was unauthorized.",
] as const;

/** The largest answer that is kept (API Gateway: quotas). */
const mostBytes = 1_048_576;

type Entry = { readonly until: number; readonly answer: LocalResponse };

/** The stage's cache (API Gateway: caching): answers of GET, by the parameters that are keys. */
export class Cache {
  readonly #entries = new Map<string, Entry>();

  /**
   * The kept answer, else a new one, kept for so many seconds. `Cache-Control: max-age=0` asks for a new one, which
   * takes a caller with a policy for it: others are told that they are not (API Gateway: cache invalidation).
   */
  async through(
    key: string,
    ttl: number,
    { request, time, identity }: Call,
    make: () => Promise<LocalResponse>,
  ): Promise<LocalResponse> {
    const known = this.#entries.get(key);
    const asksAnew = /\bmax-age=0\b/.test(headerNamed(request, "cache-control") ?? "");
    const isAllowed = identity.userArn !== null;
    const told = (answer: LocalResponse): LocalResponse =>
      asksAnew && !isAllowed ? { ...answer, headers: [...answer.headers, ignored] } : answer;
    if (known !== undefined && known.until > time && !(asksAnew && isAllowed)) {
      return told(known.answer);
    }
    const answer = await make();
    if (answer.body.length > mostBytes) {
      return told(answer);
    }
    this.#entries.set(key, { until: time + ttl * 1000, answer });
    return told(answer);
  }
}

/** What an answer is kept by: the method, and the values of its cache keys. */
export function cacheOf({ request, route }: Call, keys: readonly string[]): string {
  const query = new Map(queryPairs(request.query));
  const values = keys.map((key) => {
    const [, place, name = ""] =
      /^method\.request\.(path|querystring|header)\.(.+)$/.exec(key) ?? [];
    return place === "path"
      ? route.variables[name]
      : place === "querystring"
        ? query.get(name)
        : headerNamed(request, name);
  });
  return JSON.stringify([route.method.method, route.method.resource, values]);
}
