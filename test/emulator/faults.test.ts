import { connect, type Socket } from "node:net";
import { once } from "node:events";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { gateway, proxy } from "../support/gateway.ts";

let served: Awaited<ReturnType<typeof gateway>>;

beforeAll(async () => {
  served = await gateway({
    paths: {
      "/echo": { get: proxy("echo"), post: proxy("echo") },
      "/counter": { get: proxy("counter") },
      "/slow": { get: proxy("slow") },
      "/answer": { post: proxy("answer") },
    },
  });
});

afterAll(() => served.end());

/** A connection on which things are said that no client should say. */
async function connection(): Promise<{ socket: Socket; text: () => string }> {
  const { hostname, port } = new URL(served.url);
  const socket = connect(Number(port), hostname);
  let text = "";
  socket.on("data", (chunk) => (text += chunk.toString("utf8")));
  socket.on("error", () => undefined);
  await once(socket, "connect");
  return { socket, text: () => text };
}

const goesOn = async () => expect((await served.send({ path: "/echo" })).status).toBe(200);

describe("answers that nothing can carry", () => {
  const answers = (value: object) =>
    served.send({ method: "POST", path: "/answer", body: JSON.stringify({ value }) });

  it.each([
    ["a header of another alphabet", { statusCode: 200, headers: { "X-Name": "日本" } }],
    ["a header of two lines", { statusCode: 200, headers: { "X-Name": "a\r\nX-Other: b" } }],
    ["a header that ends early", { statusCode: 200, headers: { "X-Name": "a\u0000" } }],
  ])("are 502: %s", async (_, value) => {
    const got = await answers(value);
    expect([got.status, got.text]).toEqual([502, '{"message":"Internal server error"}']);
  });

  it("are 500 and told, whoever made them", async () => {
    for (const value of [
      { statusCode: 200, headers: { "X Name": "a" } },
      { statusCode: 101, headers: {} },
    ]) {
      const got = await answers(value);
      expect([got.status, got.text]).toEqual([500, '{"message":"Internal server error"}']);
    }
    expect(served.lines.at(-1)?.error?.message).toBe("the status 101 cannot be sent");
    await goesOn();
  });
});

describe("clients that behave badly", () => {
  it("go away in the middle of a body", async () => {
    const { socket } = await connection();
    socket.write("POST /echo HTTP/1.1\r\nHost: x\r\nContent-Length: 100\r\n\r\nshort");
    socket.destroy();
    await goesOn();
  });

  it("go away while the function runs", async () => {
    const { socket } = await connection();
    socket.write("GET /slow HTTP/1.1\r\nHost: x\r\n\r\n");
    await new Promise((resolve) => setTimeout(resolve, 100));
    socket.destroy();
    await goesOn();
  });

  it("say less than they send: the rest is no request", async () => {
    const { socket, text } = await connection();
    socket.write(
      "POST /echo HTTP/1.1\r\nHost: x\r\nContent-Length: 2\r\n\r\nab no request\r\n\r\n",
    );
    await once(socket, "close");
    expect(text()).toMatch(/^HTTP\/1\.1 (200 OK[^]*HTTP\/1\.1 )?400 Bad Request/);
    await goesOn();
  });

  it("say nothing that is HTTP", async () => {
    const { socket, text } = await connection();
    socket.write("\x16\x03\x01 hello\r\n\r\n");
    await once(socket, "close");
    expect(text()).toMatch(/^HTTP\/1\.1 400 Bad Request/);
    await goesOn();
  });

  it("send slowly, and are answered", async () => {
    const { socket, text } = await connection();
    const closed = once(socket, "close");
    for (const part of ["GET /ec", "ho HTTP/1.1\r\nHo", "st: x\r\nConnection: close\r\n", "\r\n"]) {
      socket.write(part);
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
    await closed;
    expect(text()).toMatch(/^HTTP\/1\.1 200 OK/);
  });

  it("send headers without end", async () => {
    const { socket, text } = await connection();
    socket.write(`GET /echo HTTP/1.1\r\nHost: x\r\nX-A: ${"a".repeat(100_000)}\r\n\r\n`);
    await once(socket, "close");
    expect(text()).toMatch(/^HTTP\/1\.1 4\d\d /);
    await goesOn();
  });
});

describe("many requests at once", () => {
  it("share a bounded number of instances, one event at a time in each", async () => {
    const all = await Promise.all(
      Array.from({ length: 60 }, () => served.send({ path: "/counter" })),
    );
    expect(new Set(all.map(({ status }) => status))).toEqual(new Set([200]));
    // Each instance counts for itself: as many have answered first as there are instances.
    const firsts = all.filter(({ text }) => text === "1").length;
    expect(firsts).toBeGreaterThan(0);
    expect(firsts).toBeLessThanOrEqual(10);
  });
});
