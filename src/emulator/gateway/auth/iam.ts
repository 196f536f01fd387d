import { methodArn, type Call, type Identity, nobody } from "../call.ts";
import { fail, type FailureType } from "../failure.ts";
import { headerNamed } from "../request.ts";
import { verify, type Credentials } from "../sigv4/verify.ts";
import { decide, type PolicyRequest, type Decision } from "./policy.ts";

/** Somebody who may sign requests: an IAM user of the local account. */
export type Principal = Credentials & {
  readonly arn: string;
  readonly userId: string;
  /** Policies that are attached. */
  readonly policies: readonly unknown[];
};

/**
 * Lets a signed request in (API Gateway: IAM authorization): the signature must hold, then the caller's policies and
 * the resource policy decide together.
 *
 * @returns the identity that is passed to the function
 * @throws Failed in the words of API Gateway
 */
export function authorizeIam(call: Call, principals: readonly Principal[]): Identity {
  const found = verify(call.request, {
    credentials: principals,
    region: call.place.region,
    service: "execute-api",
    now: call.time,
  });
  if ("errorType" in found) {
    const { type, errorType, message } = found;
    return fail(type as FailureType, { errorType, message });
  }
  const principal = principals.find(
    ({ accessKeyId }) => accessKeyId === found.accessKeyId,
  ) as Principal;
  const asked = askedOf(call, principal.arn);
  const own = decide(principal.policies, asked);
  const ofResource = call.api.policy === null ? "none" : decide([call.api.policy], asked);
  refuseUnlessAllowed(call, principal.arn, [own, ofResource]);
  return identityOf(principal, call.place.accountId);
}

/** The caller's identity, as it is passed to a function. */
export function identityOf({ accessKeyId, userId, arn }: Principal, accountId: string): Identity {
  return {
    ...nobody,
    accessKey: accessKeyId,
    accountId,
    caller: userId,
    user: userId,
    userArn: arn,
  };
}

/** In one account one of the policies must allow, and none deny. @throws Failed with ACCESS_DENIED */
export function refuseUnlessAllowed(
  { place, path, request }: Call,
  who: string,
  decisions: readonly Decision[],
): void {
  const isDenied = decisions.includes("deny");
  if (isDenied || !decisions.includes("allow")) {
    const arn = methodArn(place, request.method, path).replace(
      `:${place.accountId}:`,
      `:${"*".repeat(8)}${place.accountId.slice(8)}:`,
    );
    const explicit = isDenied ? " with an explicit deny" : "";
    const message = `User: ${who} is not authorized to perform: execute-api:Invoke on resource: ${arn}${explicit}`;
    fail("ACCESS_DENIED", { message });
  }
}

/** What a call asks of policies. */
export function askedOf(call: Call, principal: string | null): PolicyRequest {
  const { request, place, path, sourceIp } = call;
  return {
    action: "execute-api:Invoke",
    resource: methodArn(place, request.method, path),
    principal,
    keys: {
      "aws:sourceip": sourceIp,
      "aws:securetransport": "false",
      "aws:useragent": headerNamed(request, "user-agent") ?? "",
      "aws:referer": headerNamed(request, "referer") ?? "",
      ...(principal === null
        ? {}
        : { "aws:principalarn": principal, "aws:principalaccount": place.accountId }),
    },
  };
}
