import { describe, expect, it } from "vitest";
import { makeNames, type WantedName } from "../../src/read/names.ts";

const wanted = (wire: string, identity = wire): WantedName => ({
  wire,
  identity,
  fallback: "get /x/{id}",
});
const camelOf = (...wires: string[]) =>
  wires.map((wire) => makeNames([wanted(wire)], "function").get(wire)?.camel);

describe("names", () => {
  it.each([
    ["getUser", "getUser"],
    ["get-user", "getUser"],
    ["Get_User.v2", "getUserV2"],
    ["HTTPServer", "httpServer"],
    ["HTTPServerURL", "httpServerURL"],
    ["URL", "url"],
    ["APIs", "apis"],
    ["XMLHttpRequest", "xmlHttpRequest"],
    ["GETUsers", "getUsers"],
    ["getURL", "getURL"],
    ["APet", "aPet"],
    ["iOSDevice", "iOSDevice"],
    ["größe Änderung", "groesseAenderung"],
    ["Ærøskøbing", "aeroskobing"],
    ["naïve-café", "naiveCafe"],
    ["Привет мир", "privetMir"],
    ["delete", "deleteOperation"],
    ["isUser", "isUserOperation"],
    ["errorsOfUser", "errorsOfUserOperation"],
    ["constructor", "constructorOperation"],
    ["2fa", "n2Fa"],
    ["", "getXId"],
    ["日本", "getXId"],
    ["a`${b}\n*/", "aB"],
  ])("spell %j as %s", (wire, camel) => {
    expect(camelOf(wire)[0]).toBe(camel);
  });

  it.each([
    ["HTTPServer", "HTTPServer"],
    ["URL", "URL"],
    ["user", "User"],
    ["größe", "Groesse"],
  ])("spell the type %j as %s", (wire, pascal) => {
    expect(makeNames([wanted(wire)], "type").get(wire)?.pascal).toBe(pascal);
  });

  it("keep long names within a function's limit on AWS", () => {
    const [name = ""] = camelOf("x".repeat(300));
    expect(name).toHaveLength(48);
  });

  it("settle clashes by identity, whatever the order", () => {
    const all = [
      wanted("get-thing", "GET /a"),
      wanted("getThing", "GET /b"),
      wanted("GET_THING", "GET /c"),
    ];
    const forward = makeNames(all, "function");
    const backward = makeNames([...all].reverse(), "function");
    expect(forward.get("GET /b")?.camel).toBe("getThing");
    expect(new Set([...forward.values()].map((name) => name.camel.toLowerCase())).size).toBe(3);
    all.forEach(({ identity }) => expect(backward.get(identity)).toEqual(forward.get(identity)));
  });

  it("are not renamed by a further clash", () => {
    const two = makeNames([wanted("a-b", "1"), wanted("aB", "2")], "function");
    const three = makeNames(
      [wanted("a-b", "1"), wanted("a_b", "3"), wanted("aB", "2")],
      "function",
    );
    expect(three.get("1")).toEqual(two.get("1"));
    expect(three.get("2")).toEqual(two.get("2"));
  });
});
