import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { signed, type Said } from "../support/gateway.ts";
import { accessGateway, auth, header, messageOf } from "../support/access.ts";

let served: Awaited<ReturnType<typeof accessGateway>>;

beforeAll(async () => {
  served = await accessGateway();
});

afterAll(() => served.end());

const mismatch = [
  403,
  "InvalidSignatureException",
  expect.stringMatching(
    /^The request signature we calculated does not match the signature you provided\. [^]*The Canonical String for this request should have been\n'[^]*The String-to-Sign should have been\n'AWS4-HMAC-SHA256\n/,
  ),
];

const invalidToken = [
  403,
  "UnrecognizedClientException",
  "The security token included in the request is invalid.",
];

const incomplete = (message: string) => [403, "IncompleteSignatureException", message];

const invalid = (message: unknown) => [403, "InvalidSignatureException", message];

type Tampering = readonly [name: string, make: () => Said, told: readonly unknown[]];

/** Changes a signed request on its way. */
function changed(
  said: Said & { query?: boolean },
  change: (said: Said) => Said,
  keys = {},
): () => Said {
  return () => change(signed(served.url, said, keys));
}

const dateOf = (minutes: number) =>
  new Date(Date.now() + minutes * 60_000).toISOString().replaceAll(/[:-]|\.\d{3}/g, "");

const tamperings: Tampering[] = [
  [
    "nothing signed",
    () => ({ path: "/iam" }),
    [403, "MissingAuthenticationTokenException", "Missing Authentication Token"],
  ],
  ["another method", changed({ path: "/iam" }, (said) => ({ ...said, method: "POST" })), mismatch],
  ["another path", changed({ path: "/iam/1" }, (said) => ({ ...said, path: "/iam/2" })), mismatch],
  [
    "a query that was added",
    changed({ path: "/iam" }, (said) => ({ ...said, path: "/iam?a=1" })),
    mismatch,
  ],
  [
    "a query that was changed",
    changed({ path: "/iam?a=1" }, (said) => ({ ...said, path: "/iam?a=2" })),
    mismatch,
  ],
  [
    "a value that was added to a query",
    changed({ path: "/iam?a=1" }, (said) => ({ ...said, path: "/iam?a=1&a=2" })),
    mismatch,
  ],
  [
    "a query of a name that objects inherit",
    changed({ path: "/iam" }, (said) => ({ ...said, path: "/iam?__proto__=1" })),
    mismatch,
  ],
  [
    "a query without a name",
    changed({ path: "/iam" }, (said) => ({ ...said, path: "/iam?=1" })),
    mismatch,
  ],
  [
    "another body",
    changed({ method: "POST", path: "/iam", body: "a" }, (said) => ({ ...said, body: "b" })),
    mismatch,
  ],
  [
    "a header that was changed",
    changed({ path: "/iam", headers: ["X-A", "1"] }, (said) => header(said, "X-A", () => "2")),
    mismatch,
  ],
  [
    "a header that was taken away",
    changed({ path: "/iam", headers: ["X-A", "1"] }, (said) => header(said, "X-A", () => null)),
    mismatch,
  ],
  [
    "another host",
    changed({ path: "/iam" }, (said) => header(said, "Host", () => "evil.example")),
    mismatch,
  ],
  [
    "another secret",
    changed({ path: "/iam" }, (said) => said, { secretAccessKey: "other" }),
    mismatch,
  ],
  [
    "another signature",
    changed({ path: "/iam" }, (said) =>
      auth(said, (text) =>
        text.replace(/Signature=./, (sign) => (sign.endsWith("0") ? "Signature=1" : "Signature=0")),
      ),
    ),
    mismatch,
  ],
  [
    "a short signature",
    changed({ path: "/iam" }, (said) => auth(said, (text) => text.slice(0, -2))),
    mismatch,
  ],
  [
    "a hash of another body",
    changed({ path: "/iam", headers: ["X-Amz-Content-Sha256", "0".repeat(64)] }, (said) => said),
    mismatch,
  ],
  [
    "an unknown key",
    changed({ path: "/iam" }, (said) => said, { accessKeyId: "AKIDOTHER" }),
    invalidToken,
  ],
  [
    "a session token that the key does not have",
    changed({ path: "/iam" }, (said) => said, { sessionToken: "x" }),
    invalidToken,
  ],
  [
    "another region",
    changed({ path: "/iam" }, (said) => said, { region: "eu-west-1" }),
    invalid("Credential should be scoped to a valid region. "),
  ],
  [
    "another service",
    changed({ path: "/iam" }, (said) => said, { service: "s3" }),
    invalid("Credential should be scoped to correct service: 'execute-api'. "),
  ],
  [
    "another terminator",
    changed({ path: "/iam" }, (said) => auth(said, (text) => text.replace("aws4_request", "aws4"))),
    invalid("Credential should be scoped with a valid terminator: 'aws4_request', not 'aws4'."),
  ],
  [
    "another day in the scope",
    changed({ path: "/iam" }, (said) =>
      auth(said, (text) => text.replace(/\/\d{8}\//, "/20200101/")),
    ),
    invalid(
      expect.stringMatching(
        /^Date in Credential scope does not match YYYYMMDD from ISO-8601 version of date from HTTP: '20200101' != '\d{8}'/,
      ),
    ),
  ],
  [
    "six minutes too old",
    changed({ path: "/iam" }, (said) => said, {
      get date() {
        return dateOf(-6);
      },
    }),
    invalid(
      expect.stringMatching(
        /^Signature expired: \d{8}T\d{6}Z is now earlier than \d{8}T\d{6}Z \(\d{8}T\d{6}Z - 5 min\.\)$/,
      ),
    ),
  ],
  [
    "six minutes too early",
    changed({ path: "/iam" }, (said) => said, {
      get date() {
        return dateOf(6);
      },
    }),
    invalid(
      expect.stringMatching(
        /^Signature not yet current: \d{8}T\d{6}Z is still later than \d{8}T\d{6}Z \(\d{8}T\d{6}Z \+ 5 min\.\)$/,
      ),
    ),
  ],
  [
    "a host that is not signed",
    changed({ path: "/iam" }, (said) => auth(said, (text) => text.replace("host;", ""))),
    invalid("'Host' must be a 'SignedHeader' in the AWS Authorization."),
  ],
  [
    "no signature",
    changed({ path: "/iam" }, (said) => auth(said, (text) => text.replace(/, Signature=.*/, ""))),
    incomplete(
      "Authorization header requires 'Signature' parameter. Authorization=AWS4-HMAC-SHA256",
    ),
  ],
  [
    "a bearer token",
    () => ({ path: "/iam", headers: ["Authorization", "Bearer abc"] }),
    incomplete(
      "'abc' not a valid key=value pair (missing equal-sign) in Authorization header: 'Bearer abc'.",
    ),
  ],
  [
    "a query that was signed for another path",
    changed({ path: "/iam/1", query: true }, (said) => ({
      ...said,
      path: said.path.replace("/iam/1", "/iam/2"),
    })),
    mismatch,
  ],
  [
    "a signed query with more in it",
    changed({ path: "/iam", query: true }, (said) => ({ ...said, path: `${said.path}&a=1` })),
    mismatch,
  ],
  ...["never", "-1", "604801", "1e9"].map((expires): Tampering => [
    `a signed query that expires after ${expires} seconds`,
    changed({ path: `/iam?X-Amz-Expires=${expires}`, query: true }, (said) => said),
    incomplete(`X-Amz-Expires must be a number of seconds up to 604800, not '${expires}'.`),
  ]),
  [
    "a signed query after its time",
    changed(
      { path: `/iam?X-Amz-Date=${dateOf(-6)}&X-Amz-Expires=60`, query: true },
      (said) => said,
    ),
    invalid(expect.stringMatching(/^Signature expired: /)),
  ],
];

describe("tamperings are refused", () => {
  it.each(tamperings.map(([name, make, told]) => ({ name, make, told })))(
    "$name",
    async ({ make, told }) => {
      expect(messageOf(await served.send(make()))).toEqual(told);
    },
  );
});
