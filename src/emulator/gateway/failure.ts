/** What the gateway itself answers with (API Gateway: gateway responses), before it is given a shape. */
export type Failure = {
  /** `BAD_REQUEST_BODY`; empty for what cannot be shaped. */
  readonly type: string;
  readonly status: number;
  /** `x-amzn-ErrorType` */
  readonly errorType: string;
  /** Null prints as `null`. */
  readonly message: string | null;
  /** `$context.error.validationErrorString` */
  readonly validation: string | null;
};

/** Every kind of failure: status, error type, message (API Gateway: gateway response types). */
const kinds = {
  ACCESS_DENIED: [403, "AccessDenied", "Forbidden"],
  API_CONFIGURATION_ERROR: [500, "InternalServerError", "Internal server error"],
  AUTHORIZER_CONFIGURATION_ERROR: [500, "AuthorizerConfiguration", null],
  AUTHORIZER_FAILURE: [500, "AuthorizerFailure", null],
  BAD_REQUEST_BODY: [400, "BadRequest", "Invalid request body"],
  BAD_REQUEST_PARAMETERS: [400, "BadRequest", "Missing required request parameters"],
  EXPIRED_TOKEN: [403, "ExpiredToken", "The security token included in the request is expired"],
  INTEGRATION_FAILURE: [502, "InternalServerError", "Internal server error"],
  INTEGRATION_TIMEOUT: [504, "InternalServerError", "Endpoint request timed out"],
  INVALID_API_KEY: [403, "Forbidden", "Forbidden"],
  INVALID_SIGNATURE: [403, "InvalidSignature", null],
  MISSING_AUTHENTICATION_TOKEN: [403, "MissingAuthenticationToken", "Missing Authentication Token"],
  QUOTA_EXCEEDED: [429, "LimitExceeded", "Limit Exceeded"],
  REQUEST_TOO_LARGE: [413, "RequestTooLarge", "Request Too Long"],
  THROTTLED: [429, "TooManyRequests", "Too Many Requests"],
  UNAUTHORIZED: [401, "Unauthorized", "Unauthorized"],
  UNSUPPORTED_MEDIA_TYPE: [415, "BadRequest", "Unsupported Media Type"],
} as const satisfies Record<string, readonly [number, string, string | null]>;

export type FailureType = keyof typeof kinds;

/** A failure of a kind; what is given wins over what the kind says. */
export function failure(
  type: FailureType,
  said: Partial<Pick<Failure, "message" | "errorType" | "status" | "validation">> = {},
): Failure {
  const [status, errorType, message] = kinds[type];
  return { type, status, errorType: `${errorType}Exception`, message, validation: null, ...said };
}

/** Thrown to answer with a failure from wherever it is found. */
export class FailedRequest extends Error {
  readonly failure: Failure;

  constructor(found: Failure) {
    super(found.message ?? found.type);
    this.failure = found;
  }
}

/** Answers with a failure. @throws FailedRequest */
export function fail(type: FailureType, said: Parameters<typeof failure>[1] = {}): never {
  throw new FailedRequest(failure(type, said));
}
