// What a request costs in a generated function: from an event of API Gateway to a typed input and an answer, beside the
// same adapter without validation and with Ajv compiled ahead of time.
import Ajv2020 from "ajv/dist/2020.js";
import standalone from "ajv/dist/standalone/index.js";
import addFormats from "ajv-formats";
import { buildSync } from "esbuild";
import { spawnSync } from "node:child_process";
import { mkdirSync, statSync, symlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { here, median, newFolder, ratio, root, table } from "./measure.js";

const names = { bare: "no validation", ajv: "Ajv standalone", ours: "sls-gen" };

/** Measures everything about requests. @returns a section of RESULTS.md */
export async function request({ quick }) {
  const work = makeProject();
  const rounds = quick ? 5 : 9;
  const count = quick ? 40_000 : 150_000;
  const sizes = Object.fromEntries(Object.keys(names).map((name) => [name, bundle(work, name)]));
  const handlers = {};
  for (const name of Object.keys(names)) {
    handlers[name] = (await import(pathToFileURL(join(work, `${name}.bundle.mjs`)))).handler;
  }
  const events = {
    valid: eventOf(small),
    invalid: eventOf({ ...small, email: "ada", tags: ["Ä"] }),
    large: eventOf(large()),
  };
  await mustAgree(handlers, events);
  const times = await timed(handlers, events, rounds, count);
  const cold = coldStarts(work, quick ? 10 : 30);
  const rows = Object.keys(names).map((name) => [
    names[name],
    ...Object.keys(events).map((event) => `${times[name][event].toFixed(2)} µs`),
    `${(sizes[name] / 1000).toFixed(1)} kB`,
    `${cold[name].toFixed(2)} ms`,
  ]);
  const over = (event, of) => ratio(times.ours[event] / times[of][event]);
  return [
    "## Request path: POST /users\n",
    `An event of a REST API becomes a typed, validated input, and what the handler returns becomes an answer. Median of ${rounds} rounds of ${count} events, contestants in turn. The large body has ${events.large.body.length} bytes.\n`,
    table(["", "valid", "invalid", "large", "bundle", "import and first event"], rows),
    `sls-gen over no validation: valid ${over("valid", "bare")}, invalid ${over("invalid", "bare")}, large ${over("large", "bare")}. Over Ajv: valid ${over("valid", "ajv")}, invalid ${over("invalid", "ajv")}, large ${over("large", "ajv")}.\n`,
  ].join("\n");
}

const small = {
  email: "ada@example.com",
  name: "Ada Lovelace",
  nickname: "Countess",
  status: "active",
  tags: ["mathematics", "engines"],
};

/** A body of 13.7 kB: many addresses of one user. */
function large() {
  const address = {
    street: "12 St James's Square",
    city: "London",
    country: "GB",
    code: "SW1Y 4JH",
    isMain: false,
  };
  return { ...small, addresses: Array.from({ length: 130 }, () => address) };
}

function document() {
  const text = (more) => ({ type: "string", minLength: 1, maxLength: 100, ...more });
  const user = {
    type: "object",
    required: ["email", "name"],
    additionalProperties: false,
    properties: {
      email: { type: "string", format: "email", maxLength: 254 },
      name: text(),
      nickname: { type: ["string", "null"], minLength: 2, maxLength: 40 },
      status: { type: "string", enum: ["active", "invited", "closed"] },
      tags: {
        type: "array",
        maxItems: 10,
        uniqueItems: true,
        items: { type: "string", pattern: "^[a-z][a-z0-9-]{0,29}$" },
      },
      addresses: {
        type: "array",
        maxItems: 200,
        items: {
          type: "object",
          required: ["street", "city", "country"],
          additionalProperties: false,
          properties: {
            street: text(),
            city: text(),
            country: { type: "string", pattern: "^[A-Z]{2}$" },
            code: text({ maxLength: 12 }),
            isMain: { type: "boolean" },
          },
        },
      },
    },
  };
  const json = (schema) => ({ content: { "application/json": { schema } } });
  return {
    openapi: "3.1.0",
    info: { title: "Users", version: "1" },
    paths: {
      "/users": {
        post: {
          operationId: "createUser",
          requestBody: { required: true, ...json({ $ref: "#/components/schemas/User" }) },
          responses: {
            201: {
              description: "Created.",
              headers: { Location: { required: true, schema: { type: "string" } } },
              ...json({ $ref: "#/components/schemas/Created" }),
            },
          },
        },
      },
    },
    components: {
      schemas: {
        User: user,
        Created: {
          type: "object",
          required: ["userId"],
          properties: { userId: { type: "string" } },
        },
      },
    },
  };
}

/** Three functions that answer the same: ours, and two by hand around the same handler. */
function makeProject() {
  const work = newFolder();
  writeFileSync(join(work, "users.json"), JSON.stringify(document()));
  const init = [join(root, "bin", "sls-gen.js"), "init", "ours", "--spec", "users.json", "--yes"];
  const { status, stderr } = spawnSync(process.execPath, init, { cwd: work, encoding: "utf8" });
  if (status !== 0) {
    throw new Error(stderr);
  }
  mkdirSync(join(work, "node_modules"));
  for (const name of ["ajv", "ajv-formats", "fast-deep-equal"]) {
    symlinkSync(join(here, "node_modules", name), join(work, "node_modules", name));
  }
  const adapter = (check) =>
    `${check === null ? "" : 'import validate from "./validate.cjs";\n'}
const answer = (statusCode, type, body, headers) => ({ statusCode, headers: { "Content-Type": type, ...headers }, body: JSON.stringify(body) });
export const handler = async (event) => {
  let body;
  try { body = JSON.parse(event.body); } catch { return answer(400, "application/problem+json", { title: "Bad Request", status: 400 }); }
  ${check ?? ""}
  const returned = { status: 201, headers: { Location: "/users/1" }, body: { userId: "1" } };
  return answer(returned.status, "application/json", returned.body, returned.headers);
};
`;
  writeFileSync(join(work, "bare.ts"), adapter(null));
  const refuse =
    'if (!validate(body)) return answer(400, "application/problem+json", { type: "about:blank", title: "Bad Request", status: 400, errors: validate.errors.map(({ instancePath, keyword, message }) => ({ in: "body", pointer: instancePath, keyword, message })) });';
  writeFileSync(join(work, "ajv.ts"), adapter(refuse));
  writeFileSync(join(work, "validate.cjs"), ajvModule());
  const ours = `import { createUser } from "./ours/src/generated/operations/createUser.ts";
export const handler = createUser(async () => ({ status: 201, headers: { Location: "/users/1" }, body: { userId: "1" } }));
`;
  writeFileSync(join(work, "ours.ts"), ours);
  return work;
}

function ajvModule() {
  const ajv = new Ajv2020.default({ allErrors: true, code: { source: true } });
  addFormats.default(ajv);
  return standalone.default(ajv, ajv.compile(document().components.schemas.User));
}

/** Bundles a contestant as `sam build` would. @returns its bytes, minified */
function bundle(work, name) {
  const outfile = join(work, `${name}.bundle.mjs`);
  buildSync({
    entryPoints: [join(work, `${name}.ts`)],
    outfile,
    bundle: true,
    minify: true,
    platform: "node",
    format: "esm",
    target: "node20",
    logLevel: "error",
  });
  return statSync(outfile).size;
}

/** The event of a REST API as it arrives: fifteen headers, each twice. */
function eventOf(body) {
  const headers = {
    Accept: "*/*",
    "Accept-Encoding": "gzip, deflate, br",
    "CloudFront-Forwarded-Proto": "https",
    "CloudFront-Viewer-Country": "DE",
    "Content-Type": "application/json",
    Host: "abcdefghij.execute-api.eu-central-1.amazonaws.com",
    "User-Agent": "curl/8.5.0",
    Via: "2.0 0123456789abcdef.cloudfront.net (CloudFront)",
    "X-Amz-Cf-Id": "0123456789abcdef==",
    "x-amz-date": "20260101T000000Z",
    "X-Amzn-Trace-Id": "Root=1-00000000-000000000000000000000000",
    "X-Forwarded-For": "192.0.2.1, 198.51.100.1",
    "X-Forwarded-Port": "443",
    "X-Forwarded-Proto": "https",
    authorization:
      "AWS4-HMAC-SHA256 Credential=AKIDEXAMPLE/20260101/eu-central-1/execute-api/aws4_request",
  };
  return {
    resource: "/users",
    path: "/users",
    httpMethod: "POST",
    headers,
    multiValueHeaders: Object.fromEntries(
      Object.entries(headers).map(([name, text]) => [name, [text]]),
    ),
    queryStringParameters: null,
    multiValueQueryStringParameters: null,
    pathParameters: null,
    stageVariables: null,
    requestContext: {
      accountId: "123456789012",
      apiId: "abcdefghij",
      stage: "prod",
      requestId: "00000000-0000-0000-0000-000000000000",
      identity: {
        accountId: "123456789012",
        userArn: "arn:aws:iam::123456789012:user/ada",
        caller: "AIDAEXAMPLE",
        user: "AIDAEXAMPLE",
        accessKey: "AKIDEXAMPLE",
        sourceIp: "192.0.2.1",
      },
    },
    body: JSON.stringify(body),
    isBase64Encoded: false,
  };
}

const context = {
  awsRequestId: "1",
  functionName: "createUser",
  getRemainingTimeInMillis: () => 3000,
};

async function mustAgree(handlers, events) {
  for (const [name, handler] of Object.entries(handlers)) {
    for (const [kind, event] of Object.entries(events)) {
      const { statusCode, body } = await handler(event, context);
      const expected = kind === "invalid" && name !== "bare" ? 400 : 201;
      if (statusCode !== expected) {
        throw new Error(`${name} answers ${statusCode} to the ${kind} event: ${body}`);
      }
    }
  }
}

/** Microseconds an event: each contestant in turn, every round. */
async function timed(handlers, events, rounds, count) {
  const samples = {};
  for (let round = -1; round < rounds; round += 1) {
    for (const [name, handler] of Object.entries(handlers)) {
      for (const [kind, event] of Object.entries(events)) {
        const times = kind === "large" ? count / 20 : count;
        const began = process.cpuUsage();
        for (let at = 0; at < times; at += 1) {
          await handler(event, context);
        }
        const { user, system } = process.cpuUsage(began);
        if (round >= 0) {
          ((samples[name] ??= {})[kind] ??= []).push((user + system) / times);
        }
      }
    }
  }
  return Object.fromEntries(
    Object.entries(samples).map(([name, kinds]) => [
      name,
      Object.fromEntries(Object.entries(kinds).map(([kind, all]) => [kind, median(all)])),
    ]),
  );
}

/** Milliseconds from the import of a bundle to its first answer, each in a process of its own. */
function coldStarts(work, times) {
  const event = JSON.stringify(eventOf(small));
  writeFileSync(join(work, "event.json"), event);
  writeFileSync(
    join(work, "cold.mjs"),
    `import { readFileSync } from "node:fs";
const event = JSON.parse(readFileSync(new URL("event.json", import.meta.url), "utf8"));
const began = performance.now();
const { handler } = await import(process.argv[2]);
await handler(event, { awsRequestId: "1" });
console.log(performance.now() - began);
`,
  );
  const samples = {};
  for (let round = 0; round < times; round += 1) {
    for (const name of Object.keys(names)) {
      const { stdout } = spawnSync(
        process.execPath,
        [join(work, "cold.mjs"), `./${name}.bundle.mjs`],
        { encoding: "utf8" },
      );
      (samples[name] ??= []).push(Number(stdout));
    }
  }
  return Object.fromEntries(Object.entries(samples).map(([name, all]) => [name, median(all)]));
}
