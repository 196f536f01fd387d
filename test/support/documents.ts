export const head = (version: string) => `openapi: ${version}
info: { title: t, version: "1" }
security: []
`;

export const paths = `paths:
  /pets: { get: { operationId: getPets, responses: { "200": { description: ok } } } }
`;

export const taking = (schema: string) => `paths:
  /x: { post: { operationId: send, requestBody: { required: true, content: { application/json: { schema: ${schema} } } }, responses: { "204": { description: ok } } } }
`;

export const errors = (told: readonly string[]) => told.filter((each) => each.startsWith("error"));
