// Yours: written once by `sls-gen generate`, never rewritten.
import { putReceipt } from "../generated/operations/putReceipt.ts";
import { notImplemented } from "../generated/runtime/problem.ts";

/** PUT /orders/{orderId}/receipt */
export const handler = putReceipt(async () => {
  throw notImplemented("putReceipt");
});
