import type { SecurityScheme } from "../../api/api.ts";
import type { Name } from "../../api/name.ts";
import type { Counterpart } from "../../config/counterpart.ts";
import { textAt } from "../../lib/json.ts";
import { authorizerField, authtypeField } from "./counterparts.ts";
import type { Authorizer } from "./gateway.ts";
import { mappable } from "./mappable.ts";
import { fieldsOf } from "./own.ts";

/** An authorizer before it is known what it protects. */
export type Maker = Omit<Authorizer, "protects" | "target">;

/** A REQUEST authorizer of the user's that is asked for each request. */
export function plain(name: Name): Maker {
  return {
    name,
    kind: "request",
    header: "Authorization",
    identitySource: "",
    ttl: 0,
    keeps: "once",
    validation: null,
    userPools: [],
    userPoolParameter: `${name.pascal}UserPoolArn`,
    isYours: true,
    own: null,
    schemes: [],
  };
}

/** The authorizer that the config names for a scheme. */
export function makerOf(name: Name, scheme: SecurityScheme, said: Counterpart): Maker {
  const header = said.header ?? headerOf(scheme.key);
  const ttl = said.ttl ?? 0;
  const keeps = ttl === 0 ? ("once" as const) : ("kept" as const);
  const base = { ...plain(name), schemes: [scheme], ttl, keeps };
  switch (said.kind) {
    case "cognito":
      return { ...base, kind: "cognito", header, userPools: said.userPools ?? [], isYours: false };
    case "token":
      return { ...base, kind: "token", header, validation: said.validation ?? null };
    default: {
      const sources = (said.identitySources ?? defaultSources(scheme, base.ttl)).map(sourceOf);
      return { ...base, kind: "request", header: "Unused", identitySource: sources.join(", ") };
    }
  }
}

/** The header that carries what a scheme shows: that of an apiKey, else Authorization. */
function headerOf(key: SecurityScheme["key"]): string {
  return key?.in === "header" && mappable.test(key.wire) ? key.wire : "Authorization";
}

/** Decisions are kept for what tells callers apart, so something must where they are kept. */
function defaultSources({ key }: SecurityScheme, ttl: number): string[] {
  if (ttl === 0) {
    return [];
  }
  if (key?.in === "query" && mappable.test(key.wire)) {
    return [`query.${key.wire}`];
  }
  return [`header.${key?.in === "cookie" ? "Cookie" : headerOf(key)}`];
}

function sourceOf(source: string): string {
  const [place = "", name = ""] = source.split(/\.(.*)/s);
  const places: { [place: string]: string } = { header: "header", query: "querystring" };
  return places[place] === undefined ? source : `method.request.${places[place]}.${name}`;
}

/** The document's own definition of an authorizer is kept as it is. */
export function ownMaker(name: Name, scheme: SecurityScheme): Maker {
  const type = textAt(scheme.extensions[authorizerField], "type")?.toLowerCase();
  const authtype = String(scheme.extensions[authtypeField] ?? "").toLowerCase();
  const isCognito = authtype === "cognito_user_pools" || type === "cognito_user_pools";
  return {
    ...plain(name),
    kind: isCognito ? "cognito" : type === "token" ? "token" : "request",
    isYours: false,
    own: { fields: fieldsOf(scheme.written) },
    schemes: [scheme],
  };
}
