// Yours: written once by `sls-gen generate`, never rewritten.
import { listOrders } from "../generated/operations/listOrders.ts";
import { notImplemented } from "../generated/runtime/problem.ts";

/** GET /orders */
export const handler = listOrders(async () => {
  throw notImplemented("listOrders");
});
