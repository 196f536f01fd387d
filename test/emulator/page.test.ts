import { devOptions } from "../support/dev.ts";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { startDev } from "../../src/emulator/dev/dev.ts";
import { localSettings } from "../../src/emulator/dev/settings.ts";
import { run } from "../support/cli.ts";
import { gateway, proxy, send, signed, type Said } from "../support/gateway.ts";
import { example, root, served } from "../support/page.ts";

/** A request in the history, as the page is told of it. */
type Shown = {
  readonly id: string;
  readonly request: { readonly method: string; readonly target: string; readonly body: string };
  readonly answer: { readonly status: number; readonly body: string };
  readonly event: { readonly resource: string } | null;
  readonly logs: string;
  readonly canReplay: boolean;
};

describe("what the page is told", () => {
  let project: Awaited<ReturnType<typeof served>>;
  beforeAll(async () => {
    project = await served(example);
  }, 60_000);
  afterAll(() => project.end());

  const ask = (said: Said) => send(project.dev.url, said);
  const own = (path: string) => ask({ path: `/_sls-gen/${path}` });
  const requests = async () => JSON.parse((await own("requests")).text) as Shown[];
  const sign = (said: Said & { readonly query?: boolean }, date?: string) =>
    signed(project.dev.url, said, {
      ...(localSettings(project.folder).principal as { accessKeyId: string }),
      ...(date === undefined ? {} : { date }),
    });

  it("comes from the package and lets nothing else in", async () => {
    const page = await own("");
    expect([page.status, page.headers["content-type"]]).toEqual([200, "text/html; charset=utf-8"]);
    expect(page.headers["content-security-policy"]).toContain(
      "default-src 'none'; script-src 'self'",
    );
    const linked = [...page.text.matchAll(/(?:src|href)="([^"#]+)"/g)].map(([, path = ""]) => path);
    for (const path of linked.filter((each) => !each.startsWith("data:"))) {
      expect([path, (await own(path)).status]).toEqual([path, 200]);
    }
    expect(page.text).not.toMatch(/https?:/);
    expect((await ask({ path: "/_sls-gen" })).headers["location"]).toBe("/_sls-gen/");
  });

  it.each([
    "../package.json",
    "assets/../../package.json",
    "assets/%2e%2e/index.html",
    "document/../package.json",
    "document/.sls-gen/local.yaml",
    "other",
  ])("has nothing under %s", async (path) => {
    expect((await own(path)).status).toBe(404);
  });

  it("answers what makes no sense", async () => {
    expect((await own("document/%E0%A4%A")).status).toBe(404);
    const token = (body: string) => ask({ method: "POST", path: "/_sls-gen/token", body });
    expect((await token('{"exp":1e999}')).status).toBe(400);
    expect((await token("[".repeat(20_000))).status).toBe(400);
    for (const method of ["PUT", "DELETE", "PATCH"]) {
      expect((await ask({ method, path: "/_sls-gen/state" })).status).toBe(405);
    }
    const forwarded = ["X-Forwarded-For", "192.0.2.1"];
    expect((await ask({ path: "/_sls-gen/state", headers: forwarded })).status).toBe(403);
    const asked = ["Authorization", "AWS4-HMAC-SHA256 x"];
    await ask({ path: '/users/%E0%A4%A"', headers: asked });
    const [entry] = await requests();
    const again = await ask({ method: "POST", path: `/_sls-gen/requests/${entry?.id}/replay` });
    expect([200, 404]).toContain(again.status);
  });

  it("names the functions, their settings, and what they answer", async () => {
    const { functions, credentials } = JSON.parse((await own("state")).text);
    expect(functions).toContainEqual({
      id: "GetUser",
      entry: "src/handlers/getUser.ts",
      memory: 512,
      timeout: 28,
      environment: ["USERS_TABLE"],
      routes: ["GET /users/{userId}"],
    });
    expect(credentials).toMatchObject({ region: "us-east-1" });
    expect((await own("enforcement")).text).toContain("# Enforcement by layer");
  });

  it.each<[string, readonly string[]]>([
    ["under the name of somebody else", ["Host", "evil.example"]],
    ["for a page of somebody else", ["Origin", "https://evil.example"]],
    ["for a page of somebody else that hides itself", ["Sec-Fetch-Site", "cross-site"]],
    ["for a page under another port of this machine", ["Sec-Fetch-Site", "same-site"]],
  ])("is not told %s", async (_, headers) => {
    for (const path of ["", "state", "requests", "document/users.yaml"]) {
      expect((await ask({ path: `/_sls-gen/${path}`, headers })).status).toBe(403);
    }
    const token = await ask({ method: "POST", path: "/_sls-gen/token", headers });
    expect(token.status).toBe(403);
  });

  it("keeps the last hundred requests, with event, answer and logs", async () => {
    const id = "3f1d0c1e-8f5a-4c55-9b58-2f6f0c9a1b2e";
    await ask(sign({ path: `/users/${id}` }));
    const [first] = await requests();
    expect(first).toMatchObject({
      request: { method: "GET", target: `/users/${id}` },
      answer: { status: 404 },
      event: { resource: "/users/{userId}", pathParameters: { userId: id } },
      operation: "getUser",
      who: "arn:aws:iam::123456789012:user/local",
    });
    await expect.poll(async () => (await requests())[0]?.logs).toBe(`looking ${id}\n`);
    for (let count = 0; count < 105; count += 1) {
      await ask({ path: "/nowhere" });
    }
    const all = await requests();
    expect(all).toHaveLength(100);
    expect(all[0]).toMatchObject({ answer: { status: 403 }, event: null, operation: null });
  });

  it("sends a request again, signed anew where it was signed", async () => {
    const body = JSON.stringify({ email: "ada@example.com", name: "Ada" });
    const post = {
      method: "POST",
      path: "/users",
      headers: ["Content-Type", "application/json"],
      body,
    };
    for (const said of [
      sign(post),
      sign({ path: "/users?limit=2", query: true }),
      { path: "/users" },
    ]) {
      const before = await ask(said);
      const [entry] = await requests();
      const again = await ask({ method: "POST", path: `/_sls-gen/requests/${entry?.id}/replay` });
      expect(again.status).toBe(200);
      const made = JSON.parse(again.text) as Shown;
      expect(made.answer.status).toBe(before.status);
      expect(made.request.body).toBe(entry?.request.body);
      expect(made.id).not.toBe(entry?.id);
      expect((await requests())[0]?.id).toBe(made.id);
    }
    const late = sign({ path: "/users" }, "20200101T000000Z");
    expect((await ask(late)).status).toBe(403);
    const [old] = await requests();
    const again = await ask({ method: "POST", path: `/_sls-gen/requests/${old?.id}/replay` });
    expect((JSON.parse(again.text) as Shown).answer.status).toBe(200);
  });

  it("sends a request again as it was", async () => {
    const headers = ["X-Dup", "1", "X-Dup", "2"];
    await ask(sign({ path: "/users?limit=1", headers: [] }));
    const [first] = await requests();
    await ask({ method: "POST", path: `/_sls-gen/requests/${first?.id}/replay` });
    await ask({ path: "/users", headers });
    const [plain] = await requests();
    await ask({ method: "POST", path: `/_sls-gen/requests/${plain?.id}/replay` });
    const [again, , signedAgain] = await requests();
    const names = (shown: Shown | undefined) =>
      (shown as unknown as { request: { headers: [string, string][] } }).request.headers.map(
        ([name, value]) => (/^x-amz|^auth/i.test(name) ? name.toLowerCase() : `${name}: ${value}`),
      );
    expect(names(again)).toEqual(names(plain));
    expect(names(signedAgain).sort()).toEqual(names(first).sort());
  });

  it("keeps no more of a large body than can be shown, and does not send that again", async () => {
    await ask({ method: "POST", path: "/users", body: "x".repeat(2_000_000) });
    const [entry] = await requests();
    expect(entry?.canReplay).toBe(false);
    expect(entry?.request.body.length).toBeLessThan(110_000);
    const again = await ask({ method: "POST", path: `/_sls-gen/requests/${entry?.id}/replay` });
    expect(again.status).toBe(404);
  });
});

describe("the documentation", () => {
  it("is that of a document in several files, whose requests come here", async () => {
    const folder = mkdtempSync(join(tmpdir(), "sls-gen-page-"));
    const spec = join(root, "specs", "orders", "openapi.yaml");
    await run(folder, "init", "--spec", spec, "--yes");
    const dev = await startDev(devOptions(folder));
    const own = async (path: string) => (await send(dev.url, { path: `/_sls-gen/${path}` })).text;
    const { document } = JSON.parse(await own("state"));
    expect(document).toBe("document/openapi.yaml");
    expect(JSON.parse(await own(document))).toMatchObject({ servers: [{ url: "/" }] });
    expect(JSON.parse(await own("document/paths/orders.yaml"))).toHaveProperty("get");
    await dev.end();
    rmSync(folder, { recursive: true, force: true });
  }, 60_000);

  it("is that of the gateway where the project has no document", async () => {
    const fixture = await gateway({ paths: { "/echo": { get: proxy("echo") } } });
    const own = async (path: string) => (await fixture.send({ path: `/_sls-gen/${path}` })).text;
    const { document } = JSON.parse(await own("state"));
    expect(JSON.parse(await own(document)).paths).toHaveProperty("/echo");
    expect(await own("enforcement")).toContain("run `sls-gen generate`");
    await fixture.end();
  });
});
