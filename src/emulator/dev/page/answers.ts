import type { LocalResponse } from "../../gateway/answer.ts";

/** 404 */
export function nothing(): LocalResponse {
  return text(404, "there is nothing here");
}

export function json(status: number, data: unknown): LocalResponse {
  return answer(status, "application/json", JSON.stringify(data));
}

export function text(status: number, body: string): LocalResponse {
  return answer(status, "text/plain; charset=utf-8", body);
}

/** Responses to the page are not cached, and their content type is not sniffed. */
function answer(status: number, type: string, body: string): LocalResponse {
  const headers = [
    ["Content-Type", type],
    ["Cache-Control", "no-store"],
    ["X-Content-Type-Options", "nosniff"],
  ] as const;
  return { status, headers, body: Buffer.from(body) };
}
