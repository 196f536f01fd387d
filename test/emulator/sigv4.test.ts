import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import type { HttpRequest } from "../../src/emulator/gateway/request.ts";
import { verify } from "../../src/emulator/gateway/sigv4/verify.ts";

const corpus = join(import.meta.dirname, "..", "..", "..", "shared", "corpus", "sigv4", "v4");
const cases = existsSync(corpus) ? readdirSync(corpus).sort() : [];

/** A request as a vector writes it: raw, lines of a folded header are one value. */
function parse(text: string): HttpRequest {
  const [head = "", ...rest] = text.split("\n\n");
  const [first = "", ...lines] = head.split("\n");
  const [, method = "", target = ""] = /^(\S+) (.*) HTTP\/1\.1$/.exec(first) ?? [];
  const headers: [string, string][] = [];
  for (const line of lines) {
    const last = headers.at(-1);
    if (/^\s/.test(line) && last !== undefined) {
      last[1] += `\n${line}`;
    } else {
      const at = line.indexOf(":");
      headers.push([line.slice(0, at), line.slice(at + 1)]);
    }
  }
  const at = target.indexOf("?");
  const [path, query] = at < 0 ? [target, ""] : [target.slice(0, at), target.slice(at + 1)];
  return { method, path, query, headers, body: Buffer.from(rest.join("\n\n")) };
}

describe.skipIf(cases.length === 0)("vectors of Signature Version 4 (skipped: no corpus)", () => {
  it.each(
    cases.flatMap(
      (name) =>
        [
          ["header", name],
          ["query", name],
        ] as const,
    ),
  )("%s %s", (form, name) => {
    const read = (file: string) => readFileSync(join(corpus, name, file), "utf8");
    const context = JSON.parse(read("context.json"));
    const { access_key_id, secret_access_key, token = null } = context.credentials;
    const credentials = {
      accessKeyId: access_key_id,
      secretAccessKey: secret_access_key,
      sessionToken: token,
    };
    const request = parse(read(`${form}-signed-request.txt`));
    const found = verify(request, {
      credentials: [credentials],
      region: context.region,
      service: context.service,
      now: Date.parse(context.timestamp),
    });
    expect(found).toEqual(credentials);
  });
});
