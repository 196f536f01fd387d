import { BlockList, isIPv6 } from "node:net";
import { isRaw, own, rawAt, textAt, type Raw } from "../../../lib/json.ts";

/** What policies say together: a deny wins over an allow (IAM: policy evaluation). */
export type Decision = "allow" | "deny" | "none";

/** What is asked for: an action on a resource by somebody, somewhere. */
export type PolicyRequest = {
  readonly action: string;
  readonly resource: string;
  /** Condition keys in lower case: `aws:sourceip`. */
  readonly keys: Readonly<Record<string, string>>;
  /** ARN of the caller; null for an anonymous one. */
  readonly principal: string | null;
};

/** What policy documents decide. Statements with a `Principal` are those of a resource policy. */
export function decide(policies: readonly unknown[], asked: PolicyRequest): Decision {
  const statements = policies.flatMap((policy) => listed(own(policy, "Statement"))).filter(isRaw);
  const effects = statements
    .filter((each) => applies(each, asked))
    .map((each) => textAt(each, "Effect"));
  return effects.includes("Deny") ? "deny" : effects.includes("Allow") ? "allow" : "none";
}

function applies(statement: Raw, asked: PolicyRequest): boolean {
  return (
    matchesField(statement, "Action", asked.action, true) &&
    matchesField(statement, "Resource", asked.resource, false) &&
    isAddressed(statement, asked.principal) &&
    Object.entries(rawAt(statement, "Condition")).every(([operator, keys]) =>
      holds(operator, isRaw(keys) ? keys : {}, asked),
    )
  );
}

function matchesField(statement: Raw, field: string, value: string, ignoresCase: boolean): boolean {
  const is = (pattern: unknown) => matches(String(pattern), value, ignoresCase);
  const not = own(statement, `Not${field}`);
  return not === undefined ? listed(own(statement, field)).some(is) : !listed(not).some(is);
}

/** `execute-api:/stage/…` is short for the API's own ARN. */
function matches(pattern: string, value: string, ignoresCase: boolean): boolean {
  const full = pattern.replace(/^execute-api:\//, "arn:aws:execute-api:*:*:*/");
  const source = full
    .replaceAll(/[\\^$.+()|[\]{}]/g, String.raw`\$&`)
    .replaceAll("*", ".*")
    .replaceAll("?", ".");
  return new RegExp(`^${source}$`, ignoresCase ? "is" : "s").test(value);
}

function isAddressed(statement: Raw, principal: string | null): boolean {
  const said = own(statement, "Principal");
  if (said === undefined || said === "*") {
    return true;
  }
  const names = isRaw(said) ? listed(own(said, "AWS")).map(String) : [];
  const account = principal?.split(":")[4];
  return names.some(
    (name) =>
      name === "*" ||
      name === principal ||
      name === account ||
      name === `arn:aws:iam::${account}:root`,
  );
}

/** Operators that are emulated; `unknownCondition` finds the others at start. */
const operators: Readonly<Record<string, (value: string, wanted: string) => boolean>> = {
  StringEquals: (value, wanted) => value === wanted,
  StringNotEquals: (value, wanted) => value !== wanted,
  StringLike: (value, wanted) => matches(wanted, value, false),
  StringNotLike: (value, wanted) => !matches(wanted, value, false),
  ArnEquals: (value, wanted) => matches(wanted, value, false),
  ArnLike: (value, wanted) => matches(wanted, value, false),
  IpAddress: isInRange,
  NotIpAddress: (value, wanted) => !isInRange(value, wanted),
  Bool: (value, wanted) => value === wanted.toLowerCase(),
};

/** Of negated operators every value must differ; of the others one must be met. */
function holds(operator: string, keys: Raw, { keys: known }: PolicyRequest): boolean {
  const isNegated = operator.includes("Not");
  const test = operators[operator] ?? (() => false);
  return Object.entries(keys).every(([key, wanted]) => {
    const value = known[key.toLowerCase()];
    const tests = listed(wanted).map((each) => value !== undefined && test(value, String(each)));
    return isNegated && value === undefined
      ? true
      : isNegated
        ? tests.every(Boolean)
        : tests.some(Boolean);
  });
}

function isInRange(address: string, range: string): boolean {
  const [base = "", bits] = range.split("/");
  const family = isIPv6(base) ? "ipv6" : "ipv4";
  const list = new BlockList();
  list.addSubnet(base, Number(bits ?? (family === "ipv6" ? 128 : 32)), family);
  const plain = address.replace(/^::ffff:/, "");
  return list.check(plain, isIPv6(plain) ? "ipv6" : "ipv4");
}

/** The first condition operator or key of a policy that is not emulated; null where all are. */
export function unknownCondition(policy: unknown): string | null {
  const known = new Set([
    "aws:sourceip",
    "aws:securetransport",
    "aws:useragent",
    "aws:referer",
    "aws:principalarn",
    "aws:principalaccount",
  ]);
  const conditions = listed(own(policy, "Statement")).flatMap((each) =>
    Object.entries(rawAt(each, "Condition")),
  );
  const found = conditions.flatMap(([operator, keys]) =>
    !Object.hasOwn(operators, operator)
      ? [operator]
      : Object.keys(isRaw(keys) ? keys : {}).filter((key) => !known.has(key.toLowerCase())),
  );
  return found[0] ?? null;
}

function listed(value: unknown): readonly unknown[] {
  return value === undefined ? [] : Array.isArray(value) ? value : [value];
}
