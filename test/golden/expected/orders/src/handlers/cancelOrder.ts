// Yours: written once by `sls-gen generate`, never rewritten.
import { cancelOrder } from "../generated/operations/cancelOrder.ts";
import { notImplemented } from "../generated/runtime/problem.ts";

/** DELETE /orders/{orderId} */
export const handler = cancelOrder(async () => {
  throw notImplemented("cancelOrder");
});
