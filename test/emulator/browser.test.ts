import { existsSync } from "node:fs";
import { chromium, type Browser, type Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { example, served } from "../support/page.ts";

const browserPath = [
  process.env["CHROMIUM"] ?? "",
  "/usr/bin/chromium",
  "/usr/bin/chromium-browser",
].find((path) => existsSync(path));

describe.skipIf(browserPath === undefined)("the page in a browser (skipped: no chromium)", () => {
  let project: Awaited<ReturnType<typeof served>>;
  let browser: Browser;
  let page: Page;
  const outside: string[] = [];
  const errors: string[] = [];

  beforeAll(async () => {
    project = await served(example);
    browser = await chromium.launch({
      executablePath: browserPath ?? "",
      args: ["--no-sandbox", "--disable-dev-shm-usage"],
    });
    page = await browser.newPage({ viewport: { width: 1300, height: 900 } });
    page.on("request", (request) => {
      if (!/^(data:|blob:)/.test(request.url()) && !request.url().startsWith(project.dev.url)) {
        outside.push(request.url());
      }
    });
    page.on("pageerror", (error) => errors.push(error.message));
    await page.goto(`${project.dev.url}/_sls-gen/`);
  }, 120_000);
  afterAll(async () => {
    await browser?.close();
    await project?.end();
  });

  const create = "#operations-users-createUser";
  const status = `${create} .live-responses-table td.response-col_status:not(.col_header)`;
  const answer = `${create} .live-responses-table .highlight-code .microlight`;

  /** Waits until the page shows the text: a browser renders after the click, not in it. */
  const shows = async (place: string, text: string | RegExp) => {
    await page.locator(place).filter({ hasText: text, visible: true }).first().waitFor();
  };
  const body = async () => JSON.parse((await page.textContent(answer)) ?? "");

  it("lists the operations", async () => {
    await page.waitForSelector(".opblock");
    const listed = await page.$$eval(".opblock-summary", (all) =>
      all.map((each) =>
        [".opblock-summary-method", ".opblock-summary-path"]
          .map((part) => each.querySelector(part)?.textContent?.replaceAll("\u200b", ""))
          .join(" "),
      ),
    );
    expect(listed).toEqual([
      "GET /users",
      "POST /users",
      "GET /users/{userId}",
      "PUT /users/{userId}",
      "PATCH /users/{userId}",
      "DELETE /users/{userId}",
    ]);
  }, 60_000);

  it("sends a request that it has signed, and shows 201", async () => {
    await page.click(`${create} .opblock-summary-control`);
    await page.click(`${create} .execute`);
    await shows(status, /^201/);
    await expect.poll(body).toMatchObject({ email: "ada@example.com" });
  }, 60_000);

  it("shows 400 and where the request is wrong", async () => {
    await page.fill(`${create} textarea.body-param__text`, '{"email":"nowhere","name":"Ada"}');
    await page.click(`${create} .execute`);
    await shows(status, /^400/);
    await expect.poll(body).toMatchObject({ errors: [{ in: "body", pointer: "/email" }] });
  }, 60_000);

  it("is refused when nobody signs", async () => {
    await page.selectOption("#caller", "nobody");
    await page.click(`${create} .execute`);
    await shows(status, /^403/);
    await page.selectOption("#caller", "iam");
  }, 60_000);

  it("shows the last requests, and sends one again", async () => {
    await page.click('nav a[href="#requests"]');
    const rows = "#list tbody tr";
    const count = () => page.$$eval(rows, (all) => all.length);
    await expect.poll(count).toBe(3);
    await page.click(`${rows}:last-child`);
    await page.click("#details button");
    await expect.poll(count).toBe(4);
    await shows(`${rows}:first-child`, "201POST /users");
    await shows("#details", '"resource": "/users"');
  }, 60_000);

  it("shows the functions, and who enforces what", async () => {
    await page.click('nav a[href="#functions"]');
    await shows("#functions", "src/handlers/createUser.ts");
    await page.click('nav a[href="#enforcement"]');
    await shows("#enforcement", "Enforcement by layer");
    // The address names the part, also where nobody clicked: going back in a driven browser is no sure thing.
    await page.evaluate("location.hash = '#functions'");
    await shows("#functions", "src/handlers/createUser.ts");
    expect(await page.isHidden("#enforcement")).toBe(true);
  }, 60_000);

  it("needs no network and makes no mistake", () => {
    expect(outside).toEqual([]);
    expect(errors).toEqual([]);
  });
});
