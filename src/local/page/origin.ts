import { headerNamed, type WireRequest } from "../request.ts";

/**
 * True for what comes from this machine, under its own name, and from no page of others: the page shows credentials,
 * and a name that somebody else's domain points here with must not open it.
 */
export function isOwn(request: WireRequest, sourceIp: string, host: string): boolean {
  const isLoopback = /^(127\.|::1$|::ffff:127\.)/.test(sourceIp);
  const named = headerNamed(request, "host") ?? "";
  const name = named.replace(/:\d+$/, "");
  const isKnown = ["127.0.0.1", "localhost", "[::1]", host].includes(name);
  const origin = headerNamed(request, "origin");
  const isSame = origin === null || origin === `http://${named}`;
  const site = headerNamed(request, "sec-fetch-site") ?? "same-origin";
  return isLoopback && isKnown && isSame && ["same-origin", "none"].includes(site);
}
