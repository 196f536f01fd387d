/** What stands for a security scheme of the document (config key `security`). */
export type Counterpart = {
  readonly kind: "iam" | "cognito" | "token" | "request" | "apiKey";
  readonly userPools?: readonly string[];
  readonly header?: string;
  readonly validation?: string;
  readonly ttl?: number;
  readonly identitySources?: readonly string[];
};
