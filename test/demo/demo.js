// Generates the users API into ./demo and sends its functions real API Gateway events.
// Always ends by itself; `--once` is accepted for scripts that say so.
import { build } from "esbuild";
import { readFileSync, rmSync } from "node:fs";
import { join, relative } from "node:path";
import { pathToFileURL } from "node:url";
import { main } from "../../dist/src/cli/main.js";

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

/** The event that API Gateway sends to a function (Lambda proxy integration). */
function eventOf(request, body) {
  const multiValueHeaders = Object.fromEntries(Object.entries(request.headers).map(([name, value]) => [name, [value]]));
  const identity = { userArn: "arn:aws:iam::123456789012:user/demo" };
  return { ...request, httpMethod: request.method, multiValueHeaders, body, requestContext: { identity }, isBase64Encoded: false };
}
