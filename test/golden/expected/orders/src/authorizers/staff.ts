// Yours: written once by `sls-gen generate`, never rewritten.
import { staff } from "../generated/authorizers/staff.ts";

/** What the authorizer tells handlers about a caller: they get it as `auth.context`, in texts. */
export type Context = Record<never, never>;

/**
 * Says who may call; null denies.
 *
 * staff: http bearer
 */
export const handler = staff<Context>(async () => null);
