import { describe, expect, it } from "vitest";
import { renderTemplate } from "../../../src/emulator/gateway/vtl/render.ts";
import { viewOf } from "../../../src/emulator/gateway/vtl/view.ts";
import type { Call } from "../../../src/emulator/gateway/call.ts";

const call = {
  api: { stage: { variables: { color: "blue" } } },
  place: { accountId: "1", apiId: "a", region: "r", stage: "s" },
  request: {
    method: "POST",
    path: "/a",
    query: "q=1",
    headers: [["X-A", "b"]],
    body: Buffer.from('{"a":{"b":[1]}}'),
  },
  path: "/a",
  route: { variables: { id: "7" }, method: { resource: "/a", operationName: null } },
  requestId: "r",
  sourceIp: "127.0.0.1",
  time: 0,
  identity: {},
  authorizer: null,
} as unknown as Call;

/** What a template holds, from where it could try to reach something of this machine. */
const roots = [
  "$input",
  "$input.params()",
  "$input.path('$')",
  "$context",
  "$context.responseOverride",
  "$stageVariables",
  "$util",
  "$util.parseJson('{}')",
  "$util.parseJson('[]')",
  "'text'.x",
  "$input.body",
  "$t",
  "$l",
  "$m",
];

/** Names that lead from an object of JavaScript, or of Java, to code. */
const names = (
  "constructor __proto__ prototype __defineGetter__ __lookupGetter__ valueOf hasOwnProperty toLocaleString call apply bind caller " +
  "arguments getClass forName getRuntime exec class classLoader process require global globalThis Function eval mainModule"
).split(" ");

describe("a template reaches nothing but what it is given", () => {
  const attempts = [
    ...roots
      .filter((root) => root.startsWith("$"))
      .flatMap((root) =>
        names.flatMap((name) => [
          `${root}.${name}`,
          `${root}.${name}.${name}`,
          `${root}['${name}']`,
          `${root}.${name}()`,
          `${root}.${name}('constructor')('return 1')`,
          `${root}.get('${name}')`,
          `${root}.remove('${name}')`,
          `#set($x = ${root}.${name})$x`,
        ]),
      ),
    "#set($O=$util.parseJson('{}').remove('constructor'))$O.getOwnPropertyDescriptor($O.getPrototypeOf($util.urlEncode),'constructor').value('code').call()",
    "#set($m.__proto__ = {'polluted': 1})$m.polluted",
    "#set($m.__proto__.polluted = 1)#set($n = {})$n.polluted",
    "$m.put('__proto__', 1)$m.remove('x')$util.parseJson('{\"__proto__\":{\"polluted\":1}}').polluted",
    "$t.replaceAll('a', '${process.exit(3)}')",
    "$t.split('(?<constructor>a)').constructor.constructor",
    "$t.matches('a').constructor",
  ];

  it(`in ${attempts.length} attempts`, () => {
    const fake = ["native code", "function", "[object", "=>"];
    for (const attempt of attempts) {
      const template = `#set($t = 'a')#set($l = [1])#set($m = {'a': 1})${attempt}`;
      let text: string;
      try {
        text = renderTemplate(template, viewOf(call, '{"a":{"b":[1]}}').variables);
      } catch (error) {
        expect((error as Error).constructor.name, attempt).toBe("TemplateError");
        continue;
      }
      fake.forEach((sign) => expect(text, attempt).not.toContain(sign));
    }
    expect(attempts.length).toBeGreaterThan(100);
    expect((Object.prototype as Record<string, unknown>)["polluted"]).toBeUndefined();
  });
});

describe("the variables that API Gateway documents", () => {
  const made = (template: string, body = '{"a":{"b":[1,2]},"s":"it\'s"}') =>
    renderTemplate(template, viewOf(call, body).variables);

  it.each([
    ["$input.json('$')", '{"a":{"b":[1,2]},"s":"it\'s"}'],
    ["$input.json('$.a.b')", "[1,2]"],
    ["$input.json('$.s')", `"it's"`],
    ["$input.json('$.nope')", '""'],
    ["$input.path('$.a.b[1]')", "2"],
    ["$input.path('$.a.b').size()", "2"],
    ["$input.path('$.a')", "{b=[1,2]}"],
    ["$input.path('$..b[*]')", "[1,2]"],
    ["$input.path('$.a[\\'b\\']')", ""],
    ["$input.path(\"$['a']['b'][-1]\")", "2"],
    ["$input.path('$.a.b[0:1]')", "[1]"],
    [
      "$input.params('id') $input.params('q') $input.params('x-a') [$input.params('nope')]",
      "7 1 b []",
    ],
    ["$input.params().path.id $input.params('querystring').q", "7 1"],
    [
      "#foreach($k in $input.params().header.keySet())$k=$input.params().header.get($k)#end",
      "X-A=b",
    ],
    ["$stageVariables.color ${stageVariables.color}", "blue blue"],
    [
      "$context.requestId $context.identity.sourceIp [$context.nope] [$context.authorizer.claims.sub]",
      "r 127.0.0.1 [] []",
    ],
    ["$util.escapeJavaScript($input.path('$.s'))", "it\\'s"],
    ["$util.urlEncode('a b&c~') $util.urlDecode('a+b%26')", "a+b%26c%7E a b&"],
    ["$util.base64Encode('é') $util.base64Decode('w6k=')", "w6k= é"],
    ["$util.parseJson('{\"a\":[1]}').a[0]", "1"],
  ])("%s is %s", (template, text) => {
    if (template.includes("\\'b\\'")) {
      expect(() => made(template)).toThrow();
    } else {
      expect(made(template)).toBe(text);
    }
  });

  it("takes nothing for an empty object", () => {
    expect(made("$input.body $input.json('$')", "")).toBe("{} {}");
  });

  it("lets a template choose the status and headers of the answer", () => {
    const { variables, override } = viewOf(call, "");
    renderTemplate(
      "#set($context.responseOverride.status = 418)#set($context.responseOverride.header.X-A = 'b')#set($context.responseOverride.header['Y'] = \"c\")",
      variables,
    );
    expect(override.status).toBe("418");
    expect([...override.headers.entries]).toEqual([
      ["X-A", "b"],
      ["Y", "c"],
    ]);
  });
});
