import type { Rate } from "./api.ts";

type Bucket = { tokens: number; at: number };

/** Token buckets by name (API Gateway: throttling): as many at once as `burst`, refilled at `rate` a second. */
export class Throttler {
  readonly #buckets = new Map<string, Bucket>();

  /** Takes a token. @param now milliseconds since 1970. @returns false where there is none */
  take(name: string, { rate, burst }: Rate, now: number): boolean {
    const known = this.#buckets.get(name) ?? { tokens: burst, at: now };
    const tokens = Math.min(burst, known.tokens + ((now - known.at) / 1000) * rate);
    const isThere = tokens >= 1;
    this.#buckets.set(name, { tokens: isThere ? tokens - 1 : tokens, at: now });
    return isThere;
  }
}

const periods: Readonly<Record<string, number>> = {
  DAY: 86_400_000,
  WEEK: 7 * 86_400_000,
  MONTH: 30 * 86_400_000,
};

/** Quotas of usage plans: so many requests in a period. */
export class Quota {
  readonly #used = new Map<string, { count: number; until: number }>();

  /** Counts a request. @returns false where the plan has none left */
  take(
    name: string,
    { limit, period }: { readonly limit: number; readonly period: string },
    now: number,
  ): boolean {
    const known = this.#used.get(name);
    const used =
      known === undefined || known.until <= now
        ? { count: 0, until: now + (periods[period] ?? periods["DAY"] ?? 0) }
        : known;
    used.count += 1;
    this.#used.set(name, used);
    return used.count <= limit;
  }
}
