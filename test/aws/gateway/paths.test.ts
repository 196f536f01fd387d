import { describe, expect, it } from "vitest";
import { pathnameOf } from "../../../src/read/segments.ts";
import { routePaths } from "../../../src/aws/gateway/paths.ts";
import type { Operation } from "../../../src/api/api.ts";

const routesOf = (...keys: string[]) => {
  const operations = keys.map(
    (key) =>
      ({ key, method: key.split(" ")[0], path: pathnameOf(key.split(" ")[1] ?? "") }) as Operation,
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
    ["GET /a//b", "empty segment"],
  ])("refuses %s", (key, reason) => {
    expect(routesOf(key)[0]).toContain(reason);
  });

  it("has what one resource cannot be called under a variable, which takes nothing else", () => {
    const patternOf = (path: string) => {
      const operations = [{ key: "k", method: "GET", path } as Operation];
      const route = routePaths(operations).get("k");
      return route !== undefined && "path" in route
        ? [route.path, route.variables[0]?.pattern?.source]
        : [];
    };
    for (const [segment, taken, refused] of [
      ["$count", ["$count", "%24count"], ["count", "$counts"]],
      ["~me", ["~me", "%7Eme", "%7eme"], ["me"]],
      ["@me", ["@me", "%40me"], ["%41me"]],
      ["two words", ["two%20words", "two words"], ["two+words"]],
      ["größe", ["größe", "gr%C3%B6%C3%9fe"], ["gr%C3%B6sse"]],
      ["a(b)*", ["a(b)*", "a%28b%29%2A"], ["ab", "a(b)(b)"]],
    ] as const) {
      const [path, source = ""] = patternOf(`/x/${segment}/y`);
      expect(path).toBe("/x/{value}/y");
      expect(taken.filter((text) => !new RegExp(source).test(text))).toEqual([]);
      expect(refused.filter((text) => new RegExp(source).test(text))).toEqual([]);
    }
  });

  it("leaves a query or a fragment away where that makes no two operations one", () => {
    expect(routesOf("GET /a?b=c", "POST /a?b=d", "DELETE /t/{x}#keys")).toEqual([
      "/a",
      "/a",
      "/t/{x}",
    ]);
    expect(routesOf("GET /a?b=c", "GET /a")).toEqual([expect.stringContaining("after `?`"), "/a"]);
    const both = routesOf("POST /#Action=A", "POST /#Action=B");
    expect(both).toEqual([expect.stringContaining("`#`"), expect.stringContaining("`#`")]);
  });

  it("lets methods of one resource call its variable what they like", () => {
    expect(routesOf("GET /a/{x}", "DELETE /a/{y}")).toEqual(["/a/{x}", "/a/{x}"]);
    expect(routesOf("GET /a/{x}", "GET /a/{y}")[1]).toContain("the same path as /a/{x}");
  });

  it("keeps a variable that takes the rest of the path", () => {
    expect(routesOf("GET /files/{path+}", "GET /files", "ANY /{proxy+}")).toEqual([
      "/files/{path+}",
      "/files",
      "/{proxy+}",
    ]);
    expect(routesOf("GET /files/{path+}/x")[0]).toContain("its last segment");
    expect(routesOf("GET /files/{path+}.json")[0]).toContain("its last segment");
    expect(routesOf("GET /files/{id}", "GET /files/{path+}")[1]).toContain(
      "a plain variable there",
    );
  });

  it("refuses the second of two operations that no request tells apart", () => {
    expect(routesOf("GET /a", "GET /a/")).toEqual(["/a", "it has the same resource as GET /a"]);
    expect(routesOf("GET /a/{id}.json", "GET /a/{id}.json/")[1]).toContain("the same resource");
  });

  it("has operations under one resource where a segment tells them apart", () => {
    expect(routesOf("GET /a/{id}", "GET /a/{id}.json", "GET /a/~me")).toEqual([
      "/a/{id}",
      "/a/{id}",
      "/a/{id}",
    ]);
  });
});
