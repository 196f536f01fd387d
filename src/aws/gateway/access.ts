import type { Collector } from "../../diagnostics/collector.ts";
import type { Operation, Requirement } from "../../api/api.ts";
import type { Choices } from "../../config/choices.ts";
import type { Json } from "../../api/json.ts";
import { textAt } from "../../lib/json.ts";
import type { Access } from "./gateway.ts";
import { apiKeyScheme, iamScheme, type Authorizers } from "./authorizers.ts";
import type { Maker } from "./makers.ts";

/** What one alternative comes to: whether it signs, whether it needs a key, and who else is asked. */
type Plan = {
  readonly signs: boolean;
  readonly needsApiKey: boolean;
  readonly makers: readonly { readonly maker: Maker; readonly scopes: readonly string[] }[];
};

/**
 * Decides who may call an operation (OpenAPI 3.1 §4.8.30) in the words of API Gateway, which asks for
 * one thing at a time: IAM or one authorizer, and a key beside it. Whatever cannot be said is closed.
 */
export function accessOf(
  operation: Operation,
  choices: Choices,
  authorizers: Authorizers,
  found: Collector,
): Access {
  const { isPublic, isOptional, alternatives } = operation.security;
  const own = ownType(operation);
  const plansOf = () => alternatives.map((each) => planOf(each, operation, authorizers, found));
  if (own !== null) {
    const needsApiKey = plansOf().some((each) => each.needsApiKey);
    return own === "NONE" ? publicAccess : iamAccess(needsApiKey);
  }
  if (isPublic || (isOptional && choices.optionalSecurity === "public")) {
    return publicAccess;
  }
  if (isOptional) {
    found.add("security/optional", { key: operation.key }, operation.origin);
  }
  const plans = plansOf();
  const [first] = plans;
  if (first === undefined) {
    return iamAccess(false);
  }
  const chosen = plans.every((each) => isSame(each, first)) ? first : null;
  if (chosen !== null && !isTogether(chosen)) {
    return accessFor(chosen, plans);
  }
  const signing = plans.find((each) => each.signs && each.makers.length === 0);
  if (signing !== undefined && plans.length > 1 && choices.alternatives === "iam") {
    tell(operation, "IAM", "alternatives: authorizer", found);
    return iamAccess(signing.needsApiKey);
  }
  const maker = authorizers.combined(alternatives);
  const other = signing === undefined ? "nothing else can" : "alternatives: iam";
  tell(operation, `the authorizer ${maker.name.camel}, which sees all of them`, other, found);
  // A key of the gateway that every alternative asks for is the gateway's to check.
  const needsApiKey = plans.every((each) => each.needsApiKey);
  return lambdaAccess(maker, needsApiKey, setsOf(alternatives));
}

/** What the operation itself says (API Gateway: x-amazon-apigateway-auth), which wins. */
function ownType({ extensions }: Operation): "NONE" | "AWS_IAM" | null {
  const type = textAt(extensions["x-amazon-apigateway-auth"], "type")?.toUpperCase();
  return type === "NONE" || type === "AWS_IAM" ? type : null;
}

function tell(operation: Operation, chosen: string, other: string, found: Collector): void {
  const fix =
    other === "nothing else can"
      ? "write what it decides in src/authorizers"
      : `the config key \`${other}\` chooses the other way`;
  found.add("security/alternatives", { key: operation.key, chosen, fix }, operation.origin);
}

function planOf(
  requirements: readonly Requirement[],
  operation: Operation,
  authorizers: Authorizers,
  found: Collector,
): Plan {
  const plans = requirements.map(({ scheme, scopes }) => {
    const counterpart = authorizers.counterpartOf(scheme, operation, found);
    if (scopes.length > 0 && typeof counterpart === "string") {
      const parameters = { key: operation.key, scopes: scopes.join(", "), scheme };
      found.add("security/scopes", parameters, operation.origin);
    }
    return {
      signs: counterpart === "iam",
      needsApiKey: counterpart === "apiKey",
      makers: typeof counterpart === "string" ? [] : [{ maker: counterpart, scopes }],
    };
  });
  return {
    signs: plans.some((each) => each.signs),
    needsApiKey: plans.some((each) => each.needsApiKey),
    makers: plans.flatMap((each) => each.makers),
  };
}

/** True where one caller must show several things of which API Gateway can ask for one only. */
function isTogether({ signs, makers }: Plan): boolean {
  return makers.length + Number(signs) > 1;
}

function isSame(a: Plan, b: Plan): boolean {
  const names = (plan: Plan) => plan.makers.map(({ maker }) => maker.name.camel).join(" ");
  return a.signs === b.signs && a.needsApiKey === b.needsApiKey && names(a) === names(b);
}

/** The access of plans that differ in their scopes only. */
function accessFor(plan: Plan, plans: readonly Plan[]): Access {
  const [only] = plan.makers;
  if (plan.signs) {
    return iamAccess(plan.needsApiKey);
  }
  if (only === undefined) {
    return {
      ...publicAccess,
      kind: "apiKey",
      needsApiKey: true,
      security: [{ [apiKeyScheme]: [] }],
    };
  }
  const sets = plans.map((each) => each.makers[0]?.scopes ?? []);
  return only.maker.kind === "cognito"
    ? cognitoAccess(only.maker, plan.needsApiKey, sets)
    : lambdaAccess(only.maker, plan.needsApiKey, sets);
}

const publicAccess: Access = {
  kind: "public",
  needsApiKey: false,
  hasKeyBeside: false,
  authorizer: null,
  scopes: [],
  scopeSets: [],
  allScopes: [],
  security: [],
  type: { name: "NONE" },
};

function iamAccess(needsApiKey: boolean): Access {
  return {
    ...publicAccess,
    kind: "iam",
    needsApiKey,
    hasKeyBeside: needsApiKey,
    security: [withKey({ [iamScheme]: [] }, needsApiKey)],
    type: { name: "AWS_IAM" },
  };
}

/** API Gateway asks a Cognito token for one of the scopes; the function asks for all of one set. */
function cognitoAccess(
  { name, isYours }: Maker,
  needsApiKey: boolean,
  sets: readonly (readonly string[])[],
): Access {
  const isScoped = sets.every((set) => set.length > 0);
  const scopes = isScoped ? everyScope(sets) : [];
  const scopeSets = isScoped && sets.some((set) => set.length > 1) ? sets : [];
  return {
    kind: "cognito",
    needsApiKey,
    hasKeyBeside: needsApiKey,
    authorizer: { name, isYours },
    scopes,
    scopeSets,
    allScopes: everyScope(scopeSets),
    security: [withKey({ [name.camel]: scopes }, needsApiKey)],
    type: null,
  };
}

function lambdaAccess(
  { name, isYours }: Maker,
  needsApiKey: boolean,
  sets: readonly (readonly string[])[],
): Access {
  const scopeSets = sets.filter((set) => set.length > 0);
  return {
    kind: "lambda",
    needsApiKey,
    hasKeyBeside: needsApiKey,
    authorizer: { name, isYours },
    scopes: [],
    scopeSets,
    allScopes: everyScope(scopeSets),
    security: [withKey({ [name.camel]: [] }, needsApiKey)],
    type: null,
  };
}

function everyScope(sets: readonly (readonly string[])[]): string[] {
  return [...new Set(sets.flat())].sort();
}

function withKey(security: { [name: string]: Json }, needsApiKey: boolean): Json {
  return needsApiKey ? { ...security, [apiKeyScheme]: [] } : security;
}

function setsOf(alternatives: Operation["security"]["alternatives"]): string[][] {
  return alternatives.map((each) => each.flatMap(({ scopes }) => scopes));
}
