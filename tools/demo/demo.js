// Makes the users project in ./demo, serves it as API Gateway would, with its database, and sends it signed requests. On
// a terminal it goes on serving until Ctrl-C; with `--once`, and off a terminal, it ends by itself.
import aws4 from "aws4";
import { rmSync } from "node:fs";
import { join, relative, resolve } from "node:path";
import { main } from "../../dist/src/cli/main.js";
import { startDev } from "../../dist/src/emulator/dev/dev.js";
import { localSettings } from "../../dist/src/emulator/dev/settings.js";
import { changedIn, remember } from "./mine.js";

const root = join(import.meta.dirname, "..", "..");
const at = process.argv.indexOf("--dir");
const project = at < 0 ? join(root, "demo") : resolve(process.argv[at + 1]);
const show = (text) => process.stdout.write(`${text}\n`);

const mine = changedIn(project);
if (mine.length > 0) {
  const names = mine.slice(0, 5).join(", ");
  process.stderr.write(
    `${relative(root, project)} holds work of yours (${names}): it stays as it is. Move it away or remove it, then run the demo again.\n`,
  );
  process.exit(2);
}
rmSync(project, { recursive: true, force: true });
show("$ npx sls-gen init demo --example users --yes\n");
const terminal = { out: show, err: show, cwd: root, isInteractive: false };
const code = await main(["init", project, "--example", "users", "--yes"], terminal);
if (code !== 0) {
  process.exit(code);
}
remember(project);
show("\n$ npx sls-gen generate --dry-run");
await main(["generate", "--config", join(project, "sls-gen.config.yaml"), "--dry-run"], terminal);
await serve();
show(`\nThe project is in ${relative(process.cwd(), project)}: cd demo && npm install && npm test`);

/** Serves the project, and sends it what a client would send. */
async function serve() {
  const line = ({ answer, method, path, milliseconds, who }) =>
    show(`  ${answer.status} ${method} ${path} ${milliseconds} ms ${who ?? "nobody"}`);
  const place = { folder: project, host: "127.0.0.1", port: 0, stage: "local" };
  const how = { authorizes: true, env: null, data: null, request: line, log: show };
  const dev = await startDev({ ...place, ...how });
  const keys = localSettings(project).principal;
  const ada = '{"email":"ada@example.com","name":"Ada Lovelace"}';
  show(`\n$ npx sls-gen dev\n${dev.api.title} at ${dev.url}; its page is ${dev.url}/_sls-gen/\n`);
  show(
    `$ curl --aws-sigv4 aws:amz:us-east-1:execute-api -u ${keys.accessKeyId}:${keys.secretAccessKey} ` +
      `-H 'Content-Type: application/json' -d '${ada}' ${dev.url}/users`,
  );
  const made = await ask(dev, keys, "POST", "/users", ada);
  show("\nthat user, and a page of all:");
  await ask(dev, keys, "GET", `/users/${JSON.parse(made).userId}`);
  await ask(dev, keys, "GET", "/users?limit=1");
  show("\nwhat the document forbids:");
  await ask(dev, keys, "POST", "/users", '{"email":"nowhere","name":"Ada","tags":["a","a"]}');
  show("\nand unsigned:");
  show(await (await fetch(`${dev.url}/users`)).text());
  if (process.stdout.isTTY && !process.argv.includes("--once")) {
    show("\nIt goes on until Ctrl-C.");
    await new Promise((resolve) => process.once("SIGINT", resolve));
  }
  await dev.end();
}

/** Sends a request with a signature, and shows the answer. @returns its body */
async function ask(dev, { accessKeyId, secretAccessKey }, method, path, body) {
  const { host } = new URL(dev.url);
  const headers = body === undefined ? {} : { "Content-Type": "application/json" };
  const request = { host, method, path, headers, body, service: "execute-api", region: "us-east-1" };
  const signed = aws4.sign(request, { accessKeyId, secretAccessKey });
  const { Host: _, "Content-Length": __, ...sent } = signed.headers;
  const answer = await fetch(dev.url + path, { method, headers: sent, body });
  const text = await answer.text();
  show(text);
  return text;
}
