// Loads bundles as Lambda does, and has each answer an event of a caller whom nobody knows: what was built works.
import { pathToFileURL } from "node:url";

const event = {
  httpMethod: "GET",
  resource: "/",
  path: "/",
  headers: {},
  multiValueHeaders: {},
  pathParameters: null,
  multiValueQueryStringParameters: null,
  requestContext: { identity: {} },
  body: null,
  isBase64Encoded: false,
};
const statuses = [];
for (const file of process.argv.slice(2)) {
  const { handler } = await import(pathToFileURL(file).href);
  // Nobody waits for an asynchronous function: it throws what it would answer. An authorizer throws its 401, or denies.
  const answer = await handler(event, { awsRequestId: "r" }).catch((error) => error);
  const denies = answer.message === "Unauthorized" || answer.policyDocument !== undefined;
  statuses.push(denies ? 401 : (answer.statusCode ?? answer.details?.status));
}
const isAnswer = (status) => Number.isInteger(status) && status >= 400 && status < 500;
process.stdout.write(`${statuses.length} answered: ${[...new Set(statuses)].join(", ")}\n`);
process.exitCode = statuses.length > 0 && statuses.every(isAnswer) ? 0 : 1;
