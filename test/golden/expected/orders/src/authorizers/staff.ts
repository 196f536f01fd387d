// Yours: written once by `sls-gen generate`, never rewritten.
import { staff } from "../generated/authorizers/staff.ts";

/** The context that handlers receive as `auth.context`; all values are strings. */
export type Context = Record<never, never>;

/**
 * Decides who may call; return null to deny.
 *
 * staff: http bearer
 */
export const handler = staff<Context>(async () => null);
