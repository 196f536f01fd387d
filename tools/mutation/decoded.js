// Says of a setting of an operation whether any request is read otherwise with it.
import { join } from "node:path";
import { pathToFileURL } from "node:url";

/** Texts that are read differently by different styles and types. */
const texts = [
  "",
  ".",
  ".a",
  ".1",
  ".a.b",
  ";a=1",
  "1",
  "1.5",
  "-1",
  "true",
  "null",
  "a",
  "a,b",
  "1,2",
  "a.b",
  "a=1",
  "a,1,b,2",
  "a=1,b=2",
  "x y",
  "a|b",
  '{"a":1}',
  "[1]",
  "007",
  "1e3",
  "%20",
  "a%2Cb",
];

/**
 * @returns a request that is read otherwise with the mutant; null where none of many is: then it counts as equivalent
 */
export async function decodedDifference(mutant, work) {
  const load = (path) => import(pathToFileURL(join(work, path)).href);
  const loaded = await load(mutant.path.replace(/\.ts$/, ".mjs"));
  const { readCases } = await load("test/generated/cases.mjs");
  const { readRequest } = await load("src/generated/runtime/lambda.mjs");
  const operation = Object.values(loaded).find((each) => Array.isArray(each.locations));
  const { accepted } = readCases(operation.name);
  for (const { request } of accepted) {
    for (const varied of [request, ...variationsOf(request, operation)]) {
      const event = eventOf(varied, operation);
      const [without, on] = [await readBy(-1), await readBy(mutant.id)];
      if (without !== on) {
        return varied;
      }
      async function readBy(id) {
        globalThis.activeMutant = id;
        try {
          const { event: _, context: __, ...read } = await readRequest(operation, event, {});
          return JSON.stringify(read, plain);
        } catch (error) {
          return JSON.stringify(error.details ?? error.message);
        } finally {
          globalThis.activeMutant = -1;
        }
      }
    }
  }
  return null;
}

const plain = (_, value) => (typeof value === "bigint" ? `${value}n` : value);

function variationsOf(request, operation) {
  const names = operation.locations.flatMap((location) =>
    location.parameters.map(({ name }) => [location.in, name]),
  );
  return names.flatMap(([place, name]) =>
    texts.flatMap((text) => {
      switch (place) {
        case "path":
          return [
            {
              ...request,
              pathParameters: { ...request.pathParameters, [name]: encodeURIComponent(text) },
            },
            { ...request, pathParameters: { ...request.pathParameters, [name]: text } },
          ];
        case "query":
          return [
            { ...request, query: { ...request.query, [name]: [text] } },
            { ...request, query: { ...request.query, [name]: ["1", text] } },
            { ...request, query: { ...request.query, [`${name}[a]`]: [text] } },
          ];
        case "header":
          return [{ ...request, headers: { ...request.headers, [name]: text } }];
        default:
          return [{ ...request, headers: { ...request.headers, Cookie: `${name}=${text}` } }];
      }
    }),
  );
}

function eventOf(request, { variables }) {
  const { pathParameters, query, headers, body, isBase64Encoded } = request;
  const held = variables.map(({ gateway, names }) => [
    gateway,
    names.map((name) => pathParameters[name] ?? "").join("-"),
  ]);
  return {
    pathParameters: Object.fromEntries(held),
    multiValueQueryStringParameters: query,
    headers,
    multiValueHeaders: Object.fromEntries(
      Object.entries(headers).map(([name, text]) => [name, [text]]),
    ),
    body,
    isBase64Encoded,
    requestContext: {
      identity: { userArn: "a", accessKey: "a", caller: "a", apiKeyId: "a" },
      authorizer: { principalId: "a", claims: { sub: "a", scope: "" } },
    },
  };
}
