import { headerNamed, type HttpRequest } from "../../gateway/request.ts";

/**
 * True for what comes from this machine, under its own name, and from no page of others: the page shows credentials,
 * and a name that somebody else's domain points here with must not open it.
 */
export function isOwn(request: HttpRequest, sourceIp: string, host: string): boolean {
  const isLoopback = /^(127\.|::1$|::ffff:127\.)/.test(sourceIp);
  const named = headerNamed(request, "host") ?? "";
  const name = named.replace(/:\d+$/, "").toLowerCase();
  const isKnown = ["127.0.0.1", "localhost", "[::1]", host, `[${host}]`].includes(name);
  const isForwarded = ["forwarded", "x-forwarded-for"].some(
    (each) => headerNamed(request, each) !== null,
  );
  const origin = headerNamed(request, "origin");
  const isSame = origin === null || origin === `http://${named}`;
  const site = headerNamed(request, "sec-fetch-site") ?? "same-origin";
  return isLoopback && !isForwarded && isKnown && isSame && ["same-origin", "none"].includes(site);
}
