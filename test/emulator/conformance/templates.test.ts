import { describe } from "vitest";
import { proxy, type Fixture } from "../../support/gateway.ts";
import { conforms, get, post, type Expected, type Row } from "./rows.ts";

/** An operation that a mock answers; what its response says is what a row sees. */
function mock(template: string, more: object = {}, response: object = {}): object {
  return {
    ...proxy("mock"),
    "x-amazon-apigateway-request-validator": "none",
    "x-amazon-apigateway-integration": {
      type: "mock",
      requestTemplates: { "application/json": template },
      responses: { default: { statusCode: "200", ...response } },
      ...more,
    },
  };
}

const ok = '{"statusCode": 200}';
const answers = (text: string) => ({ responseTemplates: { "application/json": text } });
/** A template that is answered, by the name of its path. */
const texts: Readonly<Record<string, string>> = {
  params: "$input.params('id') $input.params('q') $input.params('X-Own') [$input.params('nope')]",
  querystring: "$input.params().querystring.q",
  header: "$input.params().header.get('X-Own')",
  path: "$input.params().path.id",
  body: "$input.body",
  context:
    "$context.stage $context.httpMethod $context.resourcePath $context.path $context.apiId $context.accountId",
  identity: "$context.identity.sourceIp [$context.identity.userArn]",
  undefined: "[$result.nested] [$context.nope] [$stageVariables.nope] [$nope]",
  quiet: "[$!nope]",
  stage: "$stageVariables.color ${stageVariables.color}",
  encode: "$util.urlEncode('a b&c/ä') $util.base64Encode('Ada')",
  decode: "$util.urlDecode('a+b%26') $util.base64Decode('QWRh')",
  escape: "$util.escapeJavaScript('it\"s')",
  parse: '#set($o = $util.parseJson(\'{"foo":"bar","n":[1,{"a":2}]}\'))$o.foo $o.n[1].a',
  map: '#set($o = $util.parseJson(\'{"foo":"bar"}\'))$o $o.toString()',
  list: '#set($o = $util.parseJson(\'[{"foo":"bar"}]\'))$o',
  none: "#set($o = $util.parseJson('{\"a\":null}'))[$o.a]",
  loop: "#foreach($each in ['a','b'])$foreach.index=$each#if($foreach.hasNext),#end#end",
  condition: "#if($input.params('q') == 'yes')Y#elseif($input.params('q') == 'no')N#{else}?#end",
  override:
    "#set($context.responseOverride.status = 418)#set($context.responseOverride.header.X-Tea = 'pot'){}",
};

const fixture: Fixture = {
  stage: { variables: { color: "blue" } },
  paths: {
    ...Object.fromEntries(
      Object.entries(texts).map(([name, text]) => [
        `/${name}/{id}`,
        { get: mock(ok, {}, answers(text)) as never },
      ]),
    ),
    "/unquoted": { get: mock("{ statusCode: 200 }") as never },
    "/number-as-text": { get: mock('{"statusCode": "200"}') as never },
    "/no-status": { get: mock("{}", {}, { statusCode: "202" }) as never },
    "/no-json": { get: mock("{{{") as never },
    "/chooses": {
      get: mock(
        "{\"statusCode\": $input.params('status')}",
        {
          responses: {
            default: { statusCode: "200", ...answers("default") },
            404: { statusCode: "404", ...answers("gone") },
            "5\\d\\d": { statusCode: "500", ...answers("failed") },
          },
        },
        {},
      ) as never,
    },
    "/no-default": {
      get: mock(ok, { responses: { 404: { statusCode: "404" } } }) as never,
    },
    "/headers": {
      get: mock(
        ok,
        {},
        {
          responseParameters: {
            "method.response.header.X-Text": "'text'",
            "method.response.header.X-Stage": "context.stage",
            "method.response.header.X-Color": "stageVariables.color",
          },
        },
      ) as never,
    },
    ...Object.fromEntries(
      ["when_no_match", "when_no_templates", "never"].flatMap((passthroughBehavior) => [
        [`/${passthroughBehavior}`, { post: mock(ok, { passthroughBehavior }) as never }],
        [
          `/${passthroughBehavior}/bare`,
          { post: mock(ok, { passthroughBehavior, requestTemplates: {} }) as never },
        ],
      ]),
    ),
    "/lambda-by-get": { get: broken({ httpMethod: "GET" }) as never },
    "/lambda-header": { get: broken(setting("Content-Length")) as never },
    "/lambda-te": { get: broken(setting("TE")) as never },
    "/lambda-own-header": { get: broken(setting("X-Own")) as never },
  },
};

function broken(more: object): object {
  const { "x-amazon-apigateway-integration": integration, ...rest } = proxy("echo");
  return { ...rest, "x-amazon-apigateway-integration": { ...(integration as object), ...more } };
}

function setting(header: string): object {
  return { requestParameters: { [`integration.request.header.${header}`]: "'1'" } };
}

const says = (text: string): Expected => ({ status: 200, text });

const templates: Row[] = [
  [
    "a parameter by its name: path, query, header, none",
    get("/params/7?q=1", "X-Own", "h"),
    says("7 1 h []"),
  ],
  ["the parameters of the query", get("/querystring/7?q=a%20b"), says("a b")],
  ["the headers", get("/header/7", "X-Own", "h"), says("h")],
  ["the variables of the path", get("/path/7"), says("7")],
  ["the body of nothing is an empty object", get("/body/7"), says("{}")],
  [
    "the context",
    get("/context/7"),
    says("local GET /context/{id} /local/context/7 local 123456789012"),
  ],
  ["an identity: nothing where nobody is known", get("/identity/7"), says("127.0.0.1 []")],
  ["what is undefined prints nothing", get("/undefined/7"), says("[] [] [] []")],
  ["nor does what is asked for quietly", get("/quiet/7"), says("[]")],
  ["a stage variable, in both forms", get("/stage/7"), says("blue blue")],
  ["encoding: a space is a plus", get("/encode/7"), says("a+b%26c%2F%C3%A4 QWRh")],
  ["decoding", get("/decode/7"), says("a b& Ada")],
  ["what stands in a text of JavaScript", get("/escape/7"), says('it\\"s')],
  ["JSON that is parsed", get("/parse/7"), says("bar 2")],
  ["a map prints as Java prints it", get("/map/7"), says("{foo=bar} {foo=bar}")],
  ["a list of JSON prints as JSON", get("/list/7"), says('[{"foo":"bar"}]')],
  ["null prints nothing", get("/none/7"), says("[]")],
  ["a loop", get("/loop/7"), says("0=a,1=b")],
  ["the first branch of a condition", get("/condition/7?q=yes"), says("Y")],
  ["the second branch", get("/condition/7?q=no"), says("N")],
  ["neither branch", get("/condition/7"), says("?")],
  [
    "an answer whose status and header the template sets",
    get("/override/7"),
    { status: 418, headers: { "x-tea": "pot" } },
  ],
];

const mocks: Row[] = [
  ["a status that is not quoted, as AWS takes it", get("/unquoted"), { status: 200 }],
  ["a status that is text", get("/number-as-text"), { status: 200 }],
  ["a template without a status", get("/no-status"), { status: 202 }],
  ["a template that makes nothing readable", get("/no-json"), { status: 500 }],
  ["the response of the status", get("/chooses?status=404"), { status: 404, text: "gone" }],
  ["the response of a pattern", get("/chooses?status=503"), { status: 500, text: "failed" }],
  ["the default response", get("/chooses?status=201"), { status: 200, text: "default" }],
  ["no response for the status", get("/no-default"), { status: 500 }],
  [
    "headers: a text, the context, a stage variable",
    get("/headers"),
    { status: 200, headers: { "x-text": "text", "x-stage": "local", "x-color": "blue" } },
  ],
];

const text = (path: string) => post(path, '{"statusCode": 200}', "Content-Type", "text/plain");
const typed = (path: string) =>
  post(path, '{"statusCode": 200}', "Content-Type", "application/json; charset=utf-8");
const refused: Expected = { status: 415, message: "Unsupported Media Type" };

/** API Gateway: integration passthrough behaviors. */
const passing: Row[] = [
  ["when_no_match: a type that has a template", typed("/when_no_match"), { status: 200 }],
  ["when_no_match: another type passes", text("/when_no_match"), { status: 200 }],
  ["when_no_match without templates", text("/when_no_match/bare"), { status: 200 }],
  ["when_no_templates: a type that has a template", typed("/when_no_templates"), { status: 200 }],
  ["when_no_templates: another type is refused", text("/when_no_templates"), refused],
  ["when_no_templates without templates", text("/when_no_templates/bare"), { status: 200 }],
  ["never: a type that has a template", typed("/never"), { status: 200 }],
  ["never: another type is refused", text("/never"), refused],
  ["never without templates", text("/never/bare"), refused],
  [
    "never: no media type counts as JSON",
    { method: "POST", path: "/never", body: ok },
    { status: 200 },
  ],
];

const failing: Expected = { status: 500, message: "Internal server error" };
const integrations: Row[] = [
  ["a function that is called by GET", get("/lambda-by-get"), failing],
  ["Content-Length mapped for a function", get("/lambda-header"), failing],
  ["TE mapped for a function", get("/lambda-te"), failing],
  ["a header of its own mapped for a function", get("/lambda-own-header"), { status: 200 }],
];

describe("mapping templates", () => conforms(fixture, templates));
describe("mock integrations", () => conforms(fixture, mocks));
describe("bodies without a template", () => conforms(fixture, passing));
describe("integrations that fail at each call", () => conforms(fixture, integrations));
