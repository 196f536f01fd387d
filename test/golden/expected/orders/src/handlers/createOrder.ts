// Yours: written once by `sls-gen generate`, never rewritten.
import { createOrder } from "../generated/operations/createOrder.ts";
import { notImplemented } from "../generated/runtime/problem.ts";

/** POST /orders */
export const handler = createOrder(async () => {
  throw notImplemented("createOrder");
});
