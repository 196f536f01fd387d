import { describe, expect, it } from "vitest";
import { catalogue } from "../../src/diagnostics/catalogue.ts";
import { run } from "../support/cli.ts";
import { newFolder } from "../support/folder.ts";

describe("sls-gen explain CODE", () => {
  it.each(Object.keys(catalogue))("says of %s why, how to fix it, and an example", async (code) => {
    const { code: exit, out } = await run(newFolder(), "explain", code);
    expect(exit).toBe(0);
    expect(out).toMatch(/\n\nWhy: \S[^]*\n\nFix: \S[^]*\n\nExample:\n\n {4}\S/);
    expect(out.slice(0, out.indexOf("\n\nExample:"))).not.toMatch(/undefined|\{(?!\w+\}` to)/);
  });

  it("takes a code with the brackets of a message, and prints data", async () => {
    const { out } = await run(newFolder(), "explain", "[spec/path-variable]", "--json");
    expect(JSON.parse(out)).toMatchObject({ code: "spec/path-variable", severity: "error" });
  });

  it("suggests what was meant", async () => {
    const { code, err } = await run(newFolder(), "explain", "spec/path-varible");
    expect(code).toBe(2);
    expect(err).toContain("did you mean spec/path-variable?");
  });
});
