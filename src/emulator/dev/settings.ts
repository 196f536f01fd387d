import { randomBytes } from "node:crypto";
import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { stop } from "../../diagnostics/collector.ts";
import { isRaw, listAt, textAt, type Raw } from "../../lib/json.ts";
import { parseYaml } from "../../document/yaml.ts";
import { refuseOutside } from "../../project/paths.ts";
import { noteMade } from "./traces.ts";
import type { Principal } from "../gateway/auth/iam.ts";
import type { ApiKey } from "../gateway/admission.ts";

/** Where the local credentials are: made at the first start, never committed. */
export const settingsPath = ".sls-gen/local.yaml";

/** What is made at the first start. */
export function settingsFiles(folder: string): string[] {
  const path = join(folder, settingsPath);
  return [path, join(dirname(path), ignored)];
}

/** The account that the local gateway says it is in. */
export const accountId = "123456789012";

export type LocalSettings = {
  readonly region: string;
  readonly principal: Principal;
  readonly apiKey: ApiKey;
  /** Issuer of the tokens that Cognito authorizers take; null for the local one. */
  readonly issuer: string | null;
};

/**
 * Reads the local credentials; makes them where there are none.
 *
 * @throws Stop (exit code 2) where the file cannot be used
 */
export function localSettings(folder: string): LocalSettings {
  const path = join(folder, settingsPath);
  if (!existsSync(path)) {
    refuseOutside(folder, settingsPath);
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, firstSettings(), { flag: "wx", mode: 0o600 });
    noteMade(path);
    ignore(dirname(path));
  }
  const parsed = parseYaml(readFileSync(path, "utf8"), settingsPath);
  const data = "data" in parsed && isRaw(parsed.data) ? parsed.data : null;
  const accessKeyId = textAt(data, "accessKeyId");
  const secretAccessKey = textAt(data, "secretAccessKey");
  if (data === null || accessKeyId === null || secretAccessKey === null) {
    const isBroken = "reason" in parsed;
    const reason = isBroken ? parsed.reason : "it needs accessKeyId and secretAccessKey";
    const place = isBroken ? parsed.place : null;
    return stop(2, "local/settings", { path: settingsPath, reason }, place);
  }
  const user = textAt(data, "user") ?? "local";
  return {
    region: textAt(data, "region") ?? "us-east-1",
    principal: {
      accessKeyId,
      secretAccessKey,
      sessionToken: textAt(data, "sessionToken"),
      arn: `arn:aws:iam::${accountId}:user/${user}`,
      userId: "AIDALOCALLOCALLOCAL00",
      policies: policiesOf(data, folder),
    },
    issuer: textAt(data, "issuer"),
    apiKey: { id: "local", value: textAt(data, "apiKey") ?? "" },
  };
}

/** Policies are written out, or are files of the project. */
function policiesOf(data: Raw, folder: string): unknown[] {
  return listAt(data, "policies").map((policy) => {
    if (typeof policy !== "string") {
      return policy;
    }
    try {
      return JSON.parse(readFileSync(join(folder, policy), "utf8")) as unknown;
    } catch (error) {
      const reason = `the policy ${policy} cannot be read: ${(error as Error).message}`;
      return stop(2, "local/settings", { path: settingsPath, reason }, null);
    }
  });
}

const ignored = ".gitignore";

/** Credentials are not committed, whatever the project's own .gitignore says. */
function ignore(folder: string): void {
  const path = join(folder, ignored);
  if (!existsSync(path)) {
    writeFileSync(path, "local.yaml\n");
    noteMade(path);
  }
}

function firstSettings(): string {
  const letters = randomBytes(16).toString("hex").toUpperCase().slice(0, 16);
  return [
    "# Who may call the local gateway: made for this machine, not to be committed.",
    `accessKeyId: AKIA${letters}`,
    `secretAccessKey: ${randomBytes(30).toString("base64").replaceAll(/[+/=]/g, "x")}`,
    `apiKey: ${randomBytes(20).toString("hex")}`,
    "region: us-east-1",
    "user: local",
    "# Tokens of Cognito authorizers: made by POST /_sls-gen/token with claims, or those of a user pool:",
    "# issuer: https://cognito-idp.REGION.amazonaws.com/POOL",
    "# Policies of this user: written out, or files such as gateway/callers/operations/NAME.json",
    "policies:",
    '  - Version: "2012-10-17"',
    "    Statement:",
    "      - { Effect: Allow, Action: execute-api:Invoke, Resource: '*' }",
    "",
  ].join("\n");
}
