import { describe, expect, it } from "vitest";
import { routePaths } from "../../src/gateway/paths.ts";
import type { Operation } from "../../src/model/api.ts";

const routesOf = (...keys: string[]) => {
  const operations = keys.map(
    (key) => ({ key, method: key.split(" ")[0], path: key.split(" ")[1] }) as Operation,
  );
  const routes = routePaths(operations);
  return keys.map((key) => {
    const route = routes.get(key);
    return route === undefined ? null : "path" in route ? route.path : route.reason;
  });
};

describe("routePaths", () => {
  it("keeps what API Gateway takes", () => {
    expect(routesOf("GET /", "GET /a/{id}", "POST /a/{id}/b-c")).toEqual([
      "/",
      "/a/{id}",
      "/a/{id}/b-c",
    ]);
  });

  it("gives the variable of one level one name, whatever the order", () => {
    expect(routesOf("GET /a/{x}", "GET /a/{b}/c")).toEqual(["/a/{b}", "/a/{b}/c"]);
    expect(routesOf("GET /a/{b}/c", "GET /a/{x}")).toEqual(["/a/{b}/c", "/a/{b}"]);
  });

  it("does not give two variables of a path one name", () => {
    expect(routesOf("GET /a/{a}/b/{z}", "GET /{q}/{a}", "GET /a/{z}/b/{a}/c")).toEqual([
      "/a/{a}/b/{a2}",
      "/{q}/{a}",
      "/a/{a}/b/{a2}/c",
    ]);
  });

  it("lets a variable fill its segment", () => {
    const operations = [{ key: "k", method: "GET", path: "/files/{name}.{ext}" } as Operation];
    expect(routePaths(operations).get("k")).toEqual({
      path: "/files/{nameext}",
      variables: [
        {
          gateway: "nameext",
          names: ["name", "ext"],
          pattern: { source: "^(.(?:(?!\\.).)*)\\.(.+?)$", flags: "" },
          segment: "{name}.{ext}",
        },
      ],
    });
  });

  it.each([
    ["TRACE /a", "it has no TRACE method"],
    ["GET /a#b", "contains `#`"],
    ["GET /a?b=c", "contains `?`"],
    ["GET /a/$count", "the segment `$count`"],
  ])("refuses %s", (key, reason) => {
    expect(routesOf(key)[0]).toContain(reason);
  });

  it("refuses the second of two operations that become one resource", () => {
    expect(routesOf("GET /a", "GET /a/")).toEqual([
      "/a",
      "it would be the same resource as GET /a",
    ]);
    expect(routesOf("GET /a/{id}", "GET /a/{id}.json")[1]).toContain("the same resource");
  });
});
