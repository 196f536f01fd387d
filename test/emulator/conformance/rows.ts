import { afterAll, beforeAll, expect, it } from "vitest";
import { gateway, type Fixture, type Got, type Said } from "../../support/gateway.ts";

export type Expected = {
  readonly status?: number;
  readonly errorType?: string;
  readonly message?: string | null;
  readonly headers?: Readonly<Record<string, unknown>>;
  /** Parts of the event that the function was given. */
  readonly event?: object;
  readonly text?: string;
  readonly check?: (got: Got) => void;
};

/**
 * A row of the conformance table: what is sent, and what AWS answers. A request that needs the address, to be signed,
 * is made from it.
 */
export type Row = readonly [name: string, said: Said | ((url: string) => Said), expected: Expected];

export const json = ["Content-Type", "application/json"] as const;

export const get = (path: string, ...headers: string[]): Said => ({ path, headers });

export const post = (path: string, text: string, ...headers: string[]): Said => ({
  method: "POST",
  path,
  body: text,
  headers: headers.length === 0 ? json : headers,
});

export const unknown: Expected = {
  status: 403,
  errorType: "MissingAuthenticationTokenException",
  message: "Missing Authentication Token",
};

/** Runs rows over HTTP, each against the same API, in the order in which they stand. */
export function conforms(fixture: Fixture, rows: readonly Row[]): void {
  let served: Awaited<ReturnType<typeof gateway>>;
  beforeAll(async () => {
    served = await gateway(fixture);
  });
  afterAll(() => served.end());

  it.each(rows.map(([name, said, expected]) => ({ name, said, expected })))(
    "$name",
    async ({ said, expected }) => {
      const got = await served.send(typeof said === "function" ? said(served.url) : said);
      const { status, errorType, message, headers, event: part, text, check } = expected;
      const shown = got.text.slice(0, 300);
      if (status !== undefined) {
        expect(got.status, shown).toBe(status);
      }
      if (errorType !== undefined) {
        expect(got.headers["x-amzn-errortype"]).toBe(errorType);
      }
      if (message !== undefined) {
        expect(JSON.parse(got.text)).toEqual({ message });
      }
      for (const [name, value] of Object.entries(headers ?? {})) {
        expect(got.headers[name], name).toEqual(value);
      }
      if (part !== undefined) {
        expect(JSON.parse(got.text).event).toMatchObject(part);
      }
      if (text !== undefined) {
        expect(got.text).toBe(text);
      }
      check?.(got);
      expect(got.headers["x-amzn-requestid"]).toMatch(/^[0-9a-f-]{36}$/);
    },
  );
}
