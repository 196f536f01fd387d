// Yours: written once by `sls-gen generate`, never rewritten.
import { sessionOrStaff } from "../generated/authorizers/sessionOrStaff.ts";

/** What the authorizer tells handlers about a caller: they get it as `auth.context`, in texts. */
export type Context = Record<never, never>;

/**
 * Says who may call; null denies.
 *
 * session: apiKey
 * staff: http bearer
 */
export const handler = sessionOrStaff<Context>(async () => null);
