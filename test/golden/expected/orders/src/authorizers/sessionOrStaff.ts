// Yours: written once by `sls-gen generate`, never rewritten.
import { sessionOrStaff } from "../generated/authorizers/sessionOrStaff.ts";

/** The context that handlers receive as `auth.context`; all values are strings. */
export type Context = Record<never, never>;

/**
 * Decides who may call; return null to deny.
 *
 * session: apiKey
 * staff: http bearer
 */
export const handler = sessionOrStaff<Context>(async () => null);
