import { describe, expect, it } from "vitest";
import { documentOf, projectOf } from "../support/document.ts";

const secret =
  "${env:SECRET} ${file(/etc/hostname)} ${self:service, 'x'} %{ if true } ${AWS::Region}";

/** A document that tries to speak to the infrastructure. */
const document = {
  ...documentOf({
    "/a": {
      get: {
        operationId: "read",
        summary: secret,
        responses: { 200: { description: secret } },
        "x-sls-gen": { environment: { A: secret } },
      },
      post: {
        operationId: "write",
        requestBody: {
          required: true,
          content: { "application/json": { schema: { type: "string", enum: [secret] } } },
        },
        responses: { 200: { description: "" } },
      },
    },
  }),
  info: { title: secret, version: secret, description: secret },
};

async function texts(iac: string) {
  const { files } = await projectOf(document, { iac });
  const read = [...files].filter(([path]) => /^(gateway|infra|template|stacks)/.test(path));
  return new Map(read);
}

describe("text of the document does not speak to the infrastructure", () => {
  it("Serverless Framework: variables are escaped wherever it reads them", async () => {
    for (const [path, text] of await texts("serverless")) {
      if (!path.endsWith(".md")) {
        const rest = text.replace("Body: ${file(gateway/openapi.json)}", "");
        expect(rest.replaceAll(/\\\\\$\{(env|file|self)/g, ""), path).not.toMatch(
          /\$\{(env|file|self)/,
        );
      }
    }
  });

  it("Terraform: templates are escaped where it reads them", async () => {
    const main = (await texts("terraform")).get("infra/main.tf.json") ?? "";
    expect(main).toContain("$${env:SECRET} $${file(/etc/hostname)}");
    expect(main).toContain("%%{ if true }");
    expect(main.replaceAll("$${", "")).not.toContain("${env:");
  });

  it("CloudFormation: nothing of it stands in an Fn::Sub", async () => {
    const template = (await texts("sam")).get("template.yaml") ?? "";
    const subs = template.split("\n").filter((line) => line.includes("!Sub"));
    expect(subs.join()).not.toContain("env:SECRET");
  });

  it("CloudFormation and CDK: words about the API are no dynamic references and no tokens", async () => {
    const info = {
      title: "{{resolve:ssm:/a}} ${Token[TOKEN.1]}",
      version: "1",
      description: "{{resolve:ssm:/b}}",
    };
    for (const iac of ["sam", "cdk", "serverless"]) {
      const { files } = await projectOf({ ...document, info }, { iac });
      const read = [...files].filter(([path]) => /^(gateway\/openapi|infra|template)/.test(path));
      for (const [path, text] of read) {
        expect(text, path).not.toMatch(/\{\{resolve:|\$\{Token\[/);
      }
    }
  });
});
