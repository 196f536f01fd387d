// Mutants of the gateway document and of the policies of callers.

/** Every mutant of a gateway document: `{ kind, what, value }`. */
export function* documentMutants(document) {
  for (const [path, item] of Object.entries(document.paths)) {
    for (const [verb, method] of Object.entries(item)) {
      const put = (kind, change) => {
        const value = structuredClone(document);
        change(value.paths[path][verb], value.paths[path]);
        return { kind, what: `${verb} ${path}`, value };
      };
      yield put("remove a method", (_, holder) => delete holder[verb]);
      if ((method.security ?? []).length > 0) {
        yield put("remove security", (each) => delete each.security);
        yield put("remove security", (each) => {
          each.security = [];
        });
      }
      if ((method["x-amazon-apigateway-auth"]?.type ?? "NONE") !== "NONE") {
        yield put("remove security", (each) => {
          each["x-amazon-apigateway-auth"] = { type: "NONE" };
        });
      }
      if (method["x-amazon-apigateway-request-validator"] !== undefined) {
        yield put("another validator", (each) => {
          const was = each["x-amazon-apigateway-request-validator"];
          each["x-amazon-apigateway-request-validator"] = was === "all" ? "none" : "all";
        });
      }
      for (const [index, parameter] of (method.parameters ?? []).entries()) {
        yield put("flip required", (each) => {
          each.parameters[index].required = !parameter.required;
        });
        yield put("drop a parameter", (each) => each.parameters.splice(index, 1));
      }
      if (method["x-amazon-apigateway-integration"]?.type !== undefined) {
        yield put("another integration", (each) => {
          each["x-amazon-apigateway-integration"].type = "http_proxy";
        });
      }
    }
  }
  for (const name of enforcedModels(document)) {
    yield* modelMutants(document, name, document.components.schemas[name]);
  }
  for (const name of Object.keys(document.components.securitySchemes)) {
    const value = structuredClone(document);
    delete value.components.securitySchemes[name];
    yield { kind: "remove security", what: name, value };
  }
  for (const [name, validator] of Object.entries(
    document["x-amazon-apigateway-request-validators"],
  )) {
    const value = structuredClone(document);
    value["x-amazon-apigateway-request-validators"][name].validateRequestBody =
      !validator.validateRequestBody;
    yield { kind: "another validator", what: name, value };
  }
  const opened = structuredClone(document);
  opened["x-amazon-apigateway-policy"] = {
    Version: "2012-10-17",
    Statement: [{ Effect: "Allow", Principal: "*", Action: "execute-api:Invoke", Resource: "*" }],
  };
  yield { kind: "open a resource policy", what: "document", value: opened };
}

/** The models that some method holds bodies to: where no validator asks them, a model refuses nothing. */
function enforcedModels(document) {
  const validators = document["x-amazon-apigateway-request-validators"];
  const methods = Object.values(document.paths).flatMap((item) => Object.values(item));
  const asked = methods.filter(
    (method) =>
      validators[method["x-amazon-apigateway-request-validator"]]?.validateRequestBody === true,
  );
  const reached = new Set(asked.flatMap(({ requestBody }) => modelsIn(requestBody)));
  // What is added while the set is gone through is gone through, too.
  for (const name of reached) {
    modelsIn(document.components.schemas[name]).forEach((each) => reached.add(each));
  }
  return reached;
}

function modelsIn(value) {
  const references = JSON.stringify(value ?? null).matchAll(/"#\/components\/schemas\/(\w+)"/g);
  return [...references].map(([, name]) => name);
}

/** Models made stricter than they are: those that no value of the function meets are found elsewhere. */
function* modelMutants(document, name, schema) {
  const put = (kind, change) => {
    const value = structuredClone(document);
    change(value.components.schemas[name]);
    return { kind, what: name, model: name, value };
  };
  const required = schema.required ?? [];
  for (const property of Object.keys(schema.properties ?? {})) {
    if (!required.includes(property)) {
      yield put("a stricter model", (each) => {
        each.required = [...required, property];
      });
    }
    const { maxLength, minLength, maximum, minimum, maxItems } = schema.properties[property];
    const limits = { maxLength, minLength, maximum, minimum, maxItems };
    for (const [keyword, limit] of Object.entries(limits).filter(
      ([, each]) => each !== undefined,
    )) {
      yield put("a stricter model", (each) => {
        each.properties[property][keyword] = limit + (keyword.startsWith("max") ? -1 : 1);
      });
    }
  }
}

/** Every mutant of a policy. */
export function* policyMutants(policy) {
  const put = (change) => {
    const value = structuredClone(policy);
    change(value.Statement[0], value);
    return value;
  };
  yield { kind: "open a policy", value: put((each) => (each.Resource = ["*"])) };
  yield {
    kind: "open a policy",
    value: put(
      (each) => (each.Resource = each.Resource.map((arn) => arn.replace(/\}\/[^}]*$/, "}/*"))),
    ),
  };
  yield { kind: "turn a policy", value: put((each) => (each.Effect = "Deny")) };
  yield {
    kind: "turn a policy",
    value: put((each) => (each.Action = "execute-api:ManageConnections")),
  };
  const { Resource } = policy.Statement[0];
  for (const [index, arn] of Resource.entries()) {
    // What another pattern allows too is not closed.
    if (Resource.some((other, at) => at !== index && covers(other, arn))) {
      continue;
    }
    yield { kind: "close a policy", value: put((each) => each.Resource.splice(index, 1)) };
  }
}

/** True where everything that one pattern of IAM matches is matched by another. */
function covers(outer, inner) {
  const source = outer.replaceAll(/[.+^${}()|[\]\\?]/g, "\\$&").replaceAll("*", ".*");
  return new RegExp(`^${source}$`).test(inner);
}
