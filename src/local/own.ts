import type { Answer } from "./answer.ts";
import type { UserPool } from "./auth/cognito.ts";
import { isRaw } from "../spec/json.ts";
import type { WireRequest } from "./request.ts";

/** Where the local gateway answers for itself; no API has such a path. */
const prefix = "/_sls-gen/";

/**
 * Answers what is asked of the local gateway itself: `POST /_sls-gen/token` makes a token of the local user pool, with
 * the claims that the body says.
 *
 * @returns null for what is the API's
 */
export async function ownAnswer(request: WireRequest, pool: UserPool): Promise<Answer | null> {
  if (!request.path.startsWith(prefix)) {
    return null;
  }
  const isToken = request.path === `${prefix}token` && request.method === "POST";
  if (!isToken || pool.sign === null) {
    return text(404, "there is nothing here");
  }
  const claims = parsed(request.body.toString("utf8") || "{}");
  return claims === null
    ? text(400, "the claims are no JSON object")
    : text(200, await pool.sign(claims));
}

function parsed(said: string): Record<string, unknown> | null {
  try {
    const data: unknown = JSON.parse(said);
    return isRaw(data) ? { ...data } : null;
  } catch {
    return null;
  }
}

function text(status: number, body: string): Answer {
  return { status, headers: [["Content-Type", "text/plain"]], body: Buffer.from(body) };
}
