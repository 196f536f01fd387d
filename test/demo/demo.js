// Generates the users API into ./demo, sends one of its functions real API Gateway events, then serves it as API
// Gateway would and sends a signed request. On a terminal it goes on serving until Ctrl-C; with `--once`, and off a
// terminal, it ends by itself.
import aws4 from "aws4";
import { build } from "esbuild";
import { readFileSync, rmSync } from "node:fs";
import { join, relative } from "node:path";
import { pathToFileURL } from "node:url";
import { main } from "../../dist/src/cli/main.js";
import { startDev } from "../../dist/src/local/dev.js";
import { localSettings } from "../../dist/src/local/settings.js";

const root = join(import.meta.dirname, "..", "..");
const project = join(root, "demo");
const show = (text) => process.stdout.write(`${text}\n`);

rmSync(project, { recursive: true, force: true });
show("$ npx sls-gen init demo --spec specs/users.yaml --yes\n");
const terminal = { out: show, err: show, cwd: root, isInteractive: false };
const code = await main(["init", "demo", "--spec", "specs/users.yaml", "--yes"], terminal);
if (code !== 0) {
  process.exit(code);
}
show("\n$ npx sls-gen generate --dry-run");
await main(["generate", "--config", "demo/sls-gen.config.yaml", "--dry-run"], terminal);
await answers("createUser", [
  ["what the document allows (a fresh handler is a stub, so 501)", '{"email":"ada@example.com","name":"Ada Lovelace"}'],
  ["what it forbids", '{"email":"nowhere","nickname":"x","tags":["A"],"admin":true}'],
  ["malformed JSON", '{"email":'],
]);
await serve();
show(`\nThe project is in ${relative(process.cwd(), project)}: cd demo && npm install && npm test`);

/** Bundles one handler as a deployment would, and shows what it answers to each body. */
async function answers(name, bodies) {
  const outfile = join(project, "dist", `${name}.mjs`);
  const entry = join(project, "src", "handlers", `${name}.ts`);
  const made = await build({ entryPoints: [entry], outfile, bundle: true, minify: true, platform: "node", format: "esm", metafile: true });
  const bytes = Object.values(made.metafile.outputs)[0]?.bytes ?? 0;
  const { handler } = await import(pathToFileURL(outfile).href);
  const { request } = JSON.parse(readFileSync(join(project, "test", "generated", `${name}.json`), "utf8")).accepted[0];
  show(`\nPOST /users, one function of ${(bytes / 1000).toFixed(1)} kB:`);
  for (const [what, body] of bodies) {
    const answer = await handler(eventOf(request, body), { awsRequestId: "demo" });
    show(`\n  ${what}\n  > ${body}\n  < ${answer.statusCode} ${answer.headers["Content-Type"]}\n  < ${answer.body}`);
  }
}

/** Serves the project, and sends the request that is shown as a curl command. */
async function serve() {
  const options = { folder: project, host: "127.0.0.1", port: 0, stage: "local", authorizes: true, env: null };
  const line = ({ answer, method, path, milliseconds, who }) =>
    show(`  ${answer.status} ${method} ${path} ${milliseconds} ms ${who ?? "nobody"}`);
  const dev = await startDev({ ...options, request: line, log: show });
  const { accessKeyId, secretAccessKey } = localSettings(project).principal;
  show(`\n$ npx sls-gen dev\n${dev.api.title} at ${dev.url}`);
  show(`\n$ curl --aws-sigv4 aws:amz:us-east-1:execute-api -u ${accessKeyId}:${secretAccessKey} ${dev.url}/users`);
  const { host } = new URL(dev.url);
  const request = { host, path: "/users", service: "execute-api", region: "us-east-1" };
  const { headers } = aws4.sign(request, { accessKeyId, secretAccessKey });
  const signed = await fetch(`${dev.url}/users`, { headers });
  show(await signed.text());
  show("\nand unsigned:");
  show(await (await fetch(`${dev.url}/users`)).text());
  if (process.stdout.isTTY && !process.argv.includes("--once")) {
    show("\nIt goes on until Ctrl-C.");
    await new Promise((resolve) => process.once("SIGINT", resolve));
  }
  await dev.end();
}

/** The event that API Gateway sends to a function (Lambda proxy integration). */
function eventOf(request, body) {
  const multiValueHeaders = Object.fromEntries(Object.entries(request.headers).map(([name, value]) => [name, [value]]));
  const identity = { userArn: "arn:aws:iam::123456789012:user/demo" };
  return { ...request, httpMethod: request.method, multiValueHeaders, body, requestContext: { identity }, isBase64Encoded: false };
}
