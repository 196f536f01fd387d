// Yours: written once by `sls-gen generate`, never rewritten.
import { getOrder } from "../generated/operations/getOrder.ts";
import { notImplemented } from "../generated/runtime/problem.ts";

/** GET /orders/{orderId} */
export const handler = getOrder(async () => {
  throw notImplemented("getOrder");
});
