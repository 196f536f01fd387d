import type { AcceptedCase, RefusedCase, RequestChange, WireRequest } from "../../../api/cases.ts";

/** Cases with their whole requests, before they are told as changes of one. */
export type WholeAccepted = Omit<AcceptedCase, "request"> & { readonly request: WireRequest };
export type WholeRefused = Omit<RefusedCase, "request"> & { readonly request: WireRequest };

/** What is different in a request. */
export function differenceOf(base: WireRequest, request: WireRequest): RequestChange {
  const members = Object.entries(request) as [keyof WireRequest, unknown][];
  return Object.fromEntries(
    members.filter(([name, value]) => JSON.stringify(value) !== JSON.stringify(base[name])),
  );
}
