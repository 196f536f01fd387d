import { randomUUID } from "node:crypto";
import type { LocalApi } from "./api.ts";
import type { HttpRequest } from "./request.ts";
import type { RouteMatch } from "./router.ts";

/** Where the local gateway says that it is. */
export type CallPlace = {
  readonly accountId: string;
  readonly apiId: string;
  readonly region: string;
  readonly stage: string;
};

/** Who called, as far as the gateway knows (API Gateway: `$context.identity`, `$context.authorizer`). */
export type Identity = {
  readonly accessKey: string | null;
  readonly accountId: string | null;
  readonly caller: string | null;
  readonly user: string | null;
  readonly userArn: string | null;
  readonly apiKey: string | null;
  readonly apiKeyId: string | null;
};

/** One request on its way through the gateway. */
export type Call = {
  readonly api: LocalApi;
  readonly place: CallPlace;
  readonly request: HttpRequest;
  /** The path without the stage, as the client encoded it. */
  readonly path: string;
  readonly route: RouteMatch;
  readonly requestId: string;
  readonly sourceIp: string;
  /** Milliseconds since 1970. */
  readonly time: number;
  identity: Identity;
  /** What an authorizer said; null where none ran. */
  authorizer: Readonly<Record<string, unknown>> | null;
};

export const nobody: Identity = {
  accessKey: null,
  accountId: null,
  caller: null,
  user: null,
  userArn: null,
  apiKey: null,
  apiKeyId: null,
};

/** A new id of a request. */
export const newRequestId = (): string => randomUUID();

/** The ARN of what is called, with the path as it was sent (API Gateway: execute-api ARN). */
export function methodArn(
  { accountId, apiId, region, stage }: CallPlace,
  method: string,
  path: string,
): string {
  const below = path.replace(/^\//, "");
  return `arn:aws:execute-api:${region}:${accountId}:${apiId}/${stage}/${method}/${below}`;
}
