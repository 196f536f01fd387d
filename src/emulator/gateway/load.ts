import { readFileSync } from "node:fs";
import { join } from "node:path";
import { stop } from "../../diagnostics/collector.ts";
import type { Json } from "../../api/json.ts";
import { isRaw, listAt, own, rawAt, textAt, type Raw } from "../../lib/json.ts";
import { escapeToken } from "../../lib/pointer.ts";
import { generatedPaths } from "../../project/generated.ts";
import type { LocalApi, LocalAuthorizer, LocalMethod, Resource, PathSegment } from "./api.ts";
import { integrationOf, shapesAt } from "./integration.ts";

/**
 * Reads what was generated for API Gateway: the very document that would be imported, and the functions behind it.
 *
 * @param folder of the project
 * @throws Stop (exit code 2) where something is missing
 */
export function loadApi(folder: string): LocalApi {
  const paths = generatedPaths(folder);
  const document = readJson(folder, paths.document);
  const map = readJson(folder, paths.functions);
  const policy = own(document, "x-amazon-apigateway-policy");
  const least = own(document, "x-amazon-apigateway-minimum-compression-size");
  const resources = Object.entries(rawAt(document, "paths")).map(([path, item]) =>
    resourceOf(path, isRaw(item) ? item : {}, document, map),
  );
  return {
    title: textAt(rawAt(document, "info"), "title") ?? "API",
    resources,
    responses: shapesAt(document, "x-amazon-apigateway-gateway-responses"),
    binaryTypes: listAt(document, "x-amazon-apigateway-binary-media-types").map(String),
    compression: typeof least === "number" ? { least } : null,
    policy: policy === undefined ? null : (policy as Json),
    authorizers: authorizersOf(document, map),
    functions: listAt(map, "functions") as LocalApi["functions"],
    tables: listAt(map, "tables") as LocalApi["tables"],
    stage: rawAt(map, "stage") as LocalApi["stage"],
    document,
  };
}

function readJson(folder: string, path: string): Raw {
  try {
    const data: unknown = JSON.parse(readFileSync(join(folder, path), "utf8"));
    return isRaw(data) ? data : {};
  } catch (error) {
    const isMissing = (error as NodeJS.ErrnoException).code === "ENOENT";
    const reason = isMissing ? "it is not there" : (error as Error).message;
    return stop(2, "local/not-generated", { path, reason }, null);
  }
}

const anyMethod = "x-amazon-apigateway-any-method";
const verbs = ["get", "put", "post", "delete", "options", "head", "patch", anyMethod];

function resourceOf(path: string, item: Raw, document: Raw, map: Raw): Resource {
  const found = verbs.filter((verb) => isRaw(own(item, verb)));
  const methods = found.map((verb): [string, LocalMethod] => {
    const method = verb === anyMethod ? "ANY" : verb.toUpperCase();
    const pointer = `/paths/${escapeToken(path)}/${verb}`;
    return [method, methodOf({ path, method, pointer }, rawAt(item, verb), document, map)];
  });
  return { path, segments: segmentsOf(path), methods: Object.fromEntries(methods) };
}

function segmentsOf(path: string): PathSegment[] {
  return path
    .split("/")
    .filter((segment) => segment !== "")
    .map((segment): PathSegment => {
      const name = /^\{([^}]+)\}$/.exec(segment)?.[1];
      return name === undefined
        ? { kind: "literal", text: segment }
        : name.endsWith("+")
          ? { kind: "greedy", name: name.slice(0, -1) }
          : { kind: "variable", name };
    });
}

type Place = { readonly path: string; readonly method: string; readonly pointer: string };

function methodOf(place: Place, operation: Raw, document: Raw, map: Raw): LocalMethod {
  const { path, method, pointer } = place;
  const validator =
    textAt(operation, `${validatorField}`) ?? textAt(document, validatorField) ?? "";
  const validators = rawAt(rawAt(document, `${validatorField}s`), validator);
  const required = listAt(operation, "parameters").filter(
    (each) => own(each, "required") === true || textAt(each, "in") === "path",
  );
  return {
    resource: path,
    method,
    operationName: textAt(operation, "operationId"),
    pointer,
    required: required.map((each) => ({
      in: textAt(each, "in") as "path",
      name: textAt(each, "name") ?? "",
    })),
    validates: {
      parameters: own(validators, "validateRequestParameters") === true,
      body: own(validators, "validateRequestBody") === true,
    },
    models: Object.keys(rawAt(rawAt(operation, "requestBody"), "content")),
    ...accessOf(operation, document),
    integration: integrationOf(place, operation, map),
  };
}

const validatorField = "x-amazon-apigateway-request-validator";

/** What stands in `security` is asked for together; `x-amazon-apigateway-auth` names IAM as well. */
function accessOf(operation: Raw, document: Raw): Pick<LocalMethod, "access" | "needsKey"> {
  const schemes = rawAt(rawAt(document, "components"), "securitySchemes");
  const type = textAt(rawAt(operation, "x-amazon-apigateway-auth"), "type")?.toUpperCase();
  const asked = listAt(operation, "security").flatMap((each) => Object.entries(each as Raw));
  const named = asked.map(([name, scopes]) => ({ name, scopes, scheme: rawAt(schemes, name) }));
  const guarded = named.find(({ scheme }) => isRaw(own(scheme, authorizerField)));
  const isIam =
    type === "AWS_IAM" ||
    named.some(({ scheme }) => textAt(scheme, "x-amazon-apigateway-authtype") === "awsSigv4");
  const needsKey = named.some(
    ({ scheme }) =>
      textAt(scheme, "name")?.toLowerCase() === "x-api-key" && !(authorizerField in scheme),
  );
  return {
    needsKey,
    access: isIam
      ? { kind: "iam" }
      : guarded === undefined
        ? { kind: "public" }
        : {
            kind: "authorizer",
            name: guarded.name,
            scopes: (guarded.scopes as unknown[]).map(String),
          },
  };
}

const authorizerField = "x-amazon-apigateway-authorizer";

function authorizersOf(document: Raw, map: Raw): LocalApi["authorizers"] {
  const schemes = rawAt(rawAt(document, "components"), "securitySchemes");
  const found = Object.entries(schemes).filter(([, scheme]) => isRaw(own(scheme, authorizerField)));
  return Object.fromEntries(
    found.map(([name, scheme]) => [name, authorizerOf(name, scheme as Raw, map)]),
  );
}

function authorizerOf(name: string, scheme: Raw, map: Raw): LocalAuthorizer {
  const said = rawAt(scheme, authorizerField);
  const type = textAt(said, "type")?.toLowerCase() ?? "";
  const pattern = textAt(said, "identityValidationExpression");
  const ttl = own(said, "authorizerResultTtlInSeconds");
  return {
    kind: type === "token" ? "token" : type === "request" ? "request" : "cognito",
    function: type === "cognito_user_pools" ? null : textAt(rawAt(map, "authorizers"), name),
    header: textAt(scheme, "name") ?? "Authorization",
    sources: (textAt(said, "identitySource") ?? "")
      .split(",")
      .map((source) => source.trim())
      .filter((source) => source !== ""),
    ttl: typeof ttl === "number" ? ttl : 300,
    pattern: pattern === null ? null : new RegExp(pattern),
  };
}
