import { readFileSync } from "node:fs";
import { join } from "node:path";
import { packageRoot } from "../../../lib/package.ts";
import type { LocalResponse } from "../../gateway/answer.ts";

const types = {
  html: "text/html; charset=utf-8",
  css: "text/css; charset=utf-8",
  js: "text/javascript; charset=utf-8",
} as const;

/** Files of the package by the path that the page asks for: nothing else is ever read. */
const files: Readonly<Record<string, readonly string[]>> = {
  "index.html": ["page", "index.html"],
  ...Object.fromEntries(
    ["page.css", "page.js", "show.js", "sign.js", "requests.js"].map((name) => [
      `assets/${name}`,
      ["page", name],
    ]),
  ),
  ...Object.fromEntries(
    ["swagger-ui.css", "swagger-ui-bundle.js", "aws4fetch.js"].map((name) => [
      `assets/${name}`,
      ["dist", "page", name],
    ]),
  ),
};

/** Only what this server has may run in the page; Swagger UI has styles and small images within. */
const policy = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self' 'unsafe-inline'",
  "img-src 'self' data:",
  "connect-src 'self'",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
].join("; ");

/** A file of the page; null for what is none. */
export function assetOf(path: string): LocalResponse | null {
  const file = Object.hasOwn(files, path) ? files[path] : undefined;
  if (file === undefined) {
    return null;
  }
  const type = types[path.split(".").at(-1) as keyof typeof types];
  return {
    status: 200,
    headers: [
      ["Content-Type", type],
      ["Content-Security-Policy", policy],
      ["X-Content-Type-Options", "nosniff"],
      ["Referrer-Policy", "no-referrer"],
      ["Cache-Control", "no-cache"],
    ],
    body: readFileSync(join(packageRoot, ...file)),
  };
}
