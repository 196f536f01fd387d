// The rules of API Gateway's import (REST), each as a check of a gateway document. A rule yields a line for
// each place that breaks it; what the document's own integrations say is left to their author.

/** The methods of a REST API. */
const verbs = new Set(
  "get put post delete patch options head x-amazon-apigateway-any-method".split(" "),
);
/** Draft-04 keywords that API Gateway takes in a model. */
const keywords = new Set(
  (
    "type properties required items enum pattern minLength maxLength minimum maximum minItems maxItems " +
    "additionalProperties allOf anyOf oneOf title description $ref"
  ).split(" "),
);
const types = new Set("string number integer boolean array object".split(" "));

const entries = (value) => Object.entries(value ?? {});

/** Every operation: its verb and path, itself, and whether its integration is one of ours. */
function operationsOf(document) {
  return entries(document.paths).flatMap(([path, item]) =>
    entries(item).map(([verb, operation]) => {
      const integration = operation["x-amazon-apigateway-integration"] ?? {};
      return { at: `${verb} ${path}`, verb, path, operation, integration };
    }),
  );
}

const segmentsOf = (path) => path.split("/").slice(1);
const isVariable = (segment) => /^\{[^{}]*\}$/.test(segment);

/** Every schema inside the models: where it stands, itself, and the keyword that holds it. */
function* schemasOf(document) {
  const waiting = entries(document.components?.schemas).map(([name, schema]) => ({
    at: `model ${name}`,
    schema,
    under: "",
  }));
  for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
    yield next;
    const { at, schema } = next;
    for (const [name, inner] of entries(schema.properties)) {
      waiting.push({ at: `${at}/${name}`, schema: inner, under: "properties" });
    }
    for (const keyword of ["allOf", "anyOf", "oneOf"]) {
      (schema[keyword] ?? []).forEach((inner, index) =>
        waiting.push({ at: `${at}/${keyword}/${index}`, schema: inner, under: keyword }),
      );
    }
    if (schema.items !== undefined) {
      waiting.push({ at: `${at}/items`, schema: schema.items, under: "items" });
    }
  }
}

const schemes = (document) => document.components?.securitySchemes ?? {};
const isAuthorizer = (scheme) =>
  scheme?.["x-amazon-apigateway-authtype"] !== undefined ||
  scheme?.["x-amazon-apigateway-authorizer"] !== undefined;

/** Rules about each operation: name, and what is wrong (falsy for nothing). */
const perOperation = {
  "method is one of REST": ({ verb }) => !verbs.has(verb),
  "literal segments have allowed characters": ({ path }) =>
    segmentsOf(path).some((each) => !isVariable(each) && !/^[A-Za-z0-9_.,:-]*$/.test(each)),
  "a variable fills its segment": ({ path }) =>
    segmentsOf(path).some((each) => /[{}]/.test(each) && !isVariable(each)),
  "a greedy variable comes last": ({ path }) =>
    segmentsOf(path)
      .slice(0, -1)
      .some((each) => each.endsWith("+}")),
  "no slash at the end": ({ path }) => path !== "/" && path.endsWith("/"),
  "no query or fragment in a path": ({ path }) => /[?#]/.test(path),
  "each variable has a required parameter, and no other": ({ path, operation }) => {
    const declared = (operation.parameters ?? []).filter((each) => each.in === "path");
    const named = segmentsOf(path)
      .filter(isVariable)
      .map((each) => each.slice(1, -1).replace(/\+$/, ""));
    return (
      declared.length !== named.length ||
      declared.some(({ name, required }) => !named.includes(name) || required !== true)
    );
  },
  "parameters have name, in, required and a type alone": ({ operation }) =>
    (operation.parameters ?? []).some(
      (each) =>
        Object.keys(each).some((key) => !["name", "in", "required", "schema"].includes(key)) ||
        Object.keys(each.schema ?? {}).join() !== "type",
    ),
  "parameters stand in path, query or header": ({ operation }) =>
    (operation.parameters ?? []).some((each) => !["path", "query", "header"].includes(each.in)),
  "parameters have names that can be mapped": ({ operation }) =>
    (operation.parameters ?? []).some((each) => !/^[a-zA-Z0-9._$-]+$/.test(each.name)),
  "parameter names are unique across locations": ({ operation }) => {
    const names = (operation.parameters ?? []).map((each) => each.name);
    return new Set(names).size < names.length;
  },
  "a response is declared": ({ operation }) => entries(operation.responses).length === 0,
  "responses have real statuses": ({ operation }) =>
    Object.keys(operation.responses ?? {}).some((status) => !/^[1-5]\d\d$/.test(status)),
  "responses refer to nothing": ({ operation }) =>
    entries(operation.responses).some(([, each]) => "$ref" in each),
  "bodies refer to named models": ({ operation }, document) =>
    entries(operation.requestBody?.content).some(
      ([, media]) =>
        Object.keys(media.schema ?? {}).join() !== "$ref" ||
        !Object.hasOwn(document.components?.schemas ?? {}, media.schema.$ref.split("/").at(-1)),
    ),
  "a body that is checked is required": ({ operation }) =>
    operation.requestBody !== undefined && operation.requestBody.required !== true,
  "no model on GET, HEAD or DELETE": ({ verb, operation }) =>
    ["get", "head", "delete"].includes(verb) && operation.requestBody !== undefined,
  "security is written out": ({ operation }) => !Array.isArray(operation.security),
  "security is one requirement": ({ operation }) => (operation.security ?? []).length > 1,
  "security names declared schemes": ({ operation }, document) =>
    (operation.security ?? []).some((each) =>
      Object.keys(each).some((name) => !Object.hasOwn(schemes(document), name)),
    ),
  "one authorizer at the most": ({ operation }, document) =>
    (operation.security ?? []).some(
      (each) =>
        Object.keys(each).filter((name) => isAuthorizer(schemes(document)[name])).length > 1,
    ),
  "what is open says so, and nothing else is": ({ operation }) => {
    const type = operation["x-amazon-apigateway-auth"]?.type;
    const asks = (operation.security ?? []).flatMap((each) => Object.keys(each));
    return asks.length === 0 ? type !== "NONE" : type === "NONE" && asks.join() !== "apiKey";
  },
  "an integration is declared": ({ integration }) => typeof integration.type !== "string",
  "functions are invoked by POST": ({ integration }) =>
    JSON.stringify(integration.uri ?? "").includes("2015-03-31/functions") &&
    integration.httpMethod !== "POST",
  "an integration waits 50 to 29000 milliseconds": ({ integration }) =>
    integration.timeoutInMillis !== undefined &&
    !(integration.timeoutInMillis >= 50 && integration.timeoutInMillis <= 29000),
  "cache keys are parameters of the method": ({ operation, integration }) => {
    const places = { path: "path", query: "querystring", header: "header" };
    const known = (operation.parameters ?? []).map(
      (each) => `method.request.${places[each.in]}.${each.name}`,
    );
    return (integration.cacheKeyParameters ?? []).some((key) => !known.includes(key));
  },
  "response headers that are set are declared": ({ operation, integration }) =>
    entries(integration.responses).some(([, each]) =>
      Object.keys(each.responseParameters ?? {}).some((name) => {
        const header = name.replace("method.response.header.", "");
        return !Object.keys(operation.responses?.[each.statusCode]?.headers ?? {}).includes(header);
      }),
    ),
  "the request validator is declared": ({ operation }, document) => {
    const name = operation["x-amazon-apigateway-request-validator"];
    const known = document["x-amazon-apigateway-request-validators"] ?? {};
    return name !== undefined && !Object.hasOwn(known, name);
  },
};

/** Rules about each schema of a model. */
const perSchema = {
  "models have keywords of draft-04 that are taken": ({ schema }) =>
    Object.keys(schema).find((key) => !keywords.has(key)),
  "a type is one of OpenAPI 3.0": ({ schema }) =>
    schema.type !== undefined && !types.has(schema.type),
  "an array says its items": ({ schema }) => schema.type === "array" && schema.items === undefined,
  "no reference inside a composition": ({ schema, under }) =>
    ["allOf", "anyOf", "oneOf"].includes(under) && schema.$ref !== undefined,
  "a reference stands alone": ({ schema }) =>
    schema.$ref !== undefined && Object.keys(schema).length > 1,
  "a reference leads to a model": ({ schema }, document) =>
    schema.$ref !== undefined &&
    !Object.hasOwn(document.components.schemas, schema.$ref.replace("#/components/schemas/", "")),
  "additionalProperties is no schema": ({ schema }) =>
    typeof schema.additionalProperties === "object",
  "an enum has values, none of them null": ({ schema }) =>
    schema.enum !== undefined && (schema.enum.length === 0 || schema.enum.includes(null)),
  "required names something": ({ schema }) =>
    schema.required !== undefined && schema.required.length === 0,
  "a pattern reads alike in Java": ({ schema }) =>
    schema.pattern !== undefined && /\(\?<|\\p\{|[^\u0020-\u007e]/.test(schema.pattern),
};

/** Rules about the document as a whole: what is wrong, or nothing. */
const perDocument = {
  "the version is 3.0": ({ openapi }) => !/^3\.0\.\d$/.test(openapi),
  "the file is at most 6 MB": (document) =>
    Buffer.byteLength(JSON.stringify(document, null, 2)) > 6_000_000,
  "one variable name on each level": (document) => {
    const names = new Map();
    return Object.keys(document.paths).find((path) => {
      let level = "";
      return segmentsOf(path).some((segment) => {
        const isOther = isVariable(segment) && (names.get(level) ?? segment) !== segment;
        if (isVariable(segment)) {
          names.set(level, segment);
        }
        level += `/${isVariable(segment) ? "{}" : segment}`;
        return isOther;
      });
    });
  },
  "paths differ in more than variables": (document) => {
    const templates = Object.keys(document.paths).map((path) =>
      path.replaceAll(/\{[^{}]*\}/g, "{}"),
    );
    return new Set(templates).size < templates.length;
  },
  "operationIds are unique": (document) => {
    const ids = operationsOf(document).flatMap(({ operation }) => operation.operationId ?? []);
    return new Set(ids).size < ids.length;
  },
  "model names are alphanumeric": (document) =>
    Object.keys(document.components?.schemas ?? {}).find((name) => !/^[A-Za-z0-9]+$/.test(name)),
  "a model says something": (document) =>
    entries(document.components?.schemas).find(([, schema]) => Object.keys(schema).length === 0),
  "a model is at most 400 kB": (document) =>
    entries(document.components?.schemas).find(
      ([, schema]) => Buffer.byteLength(JSON.stringify(schema)) > 400_000,
    ),
  "security schemes are of type apiKey": (document) =>
    entries(schemes(document)).find(([, scheme]) => scheme.type !== "apiKey"),
  "a REQUEST authorizer that keeps decisions has sources": (document) =>
    entries(schemes(document)).find(([, scheme]) => {
      const {
        type,
        authorizerResultTtlInSeconds = 300,
        identitySource,
      } = scheme["x-amazon-apigateway-authorizer"] ?? {};
      return type === "request" && authorizerResultTtlInSeconds > 0 && !identitySource;
    }),
  "literal headers stand in single quotes": (document) =>
    entries(document["x-amazon-apigateway-gateway-responses"]).find(([, each]) =>
      entries(each.responseParameters).some(
        ([, value]) => !/^'.*'$|^(method\.request|context)\./.test(value),
      ),
    ),
  "nothing at the root that REST ignores": (document) =>
    ["x-amazon-apigateway-cors", "x-amazon-apigateway-importexport-version"].find(
      (name) => name in document,
    ),
};

/** The names of all rules. */
export const ruleNames = [
  ...Object.keys(perDocument),
  ...Object.keys(perOperation),
  ...Object.keys(perSchema),
];

/** Every breach of a rule in a gateway document, as `rule: place`. */
export function breachesOf(document) {
  const breaches = [];
  for (const [rule, test] of Object.entries(perDocument)) {
    if (test(document)) {
      breaches.push({ rule, at: "document" });
    }
  }
  for (const operation of operationsOf(document)) {
    for (const [rule, test] of Object.entries(perOperation)) {
      if (test(operation, document)) {
        breaches.push({ rule, at: operation.at });
      }
    }
  }
  for (const schema of schemasOf(document)) {
    for (const [rule, test] of Object.entries(perSchema)) {
      if (test(schema, document)) {
        breaches.push({ rule, at: schema.at });
      }
    }
  }
  return breaches;
}
