// Copies what the page of the local gateway is shown with beside the compiled code: people who install sls-gen get
// these files and none of the packages that they come from.
import { cpSync, mkdirSync } from "node:fs";
import { join } from "node:path";

const root = join(import.meta.dirname, "..");
const target = join(root, "dist", "page");
const files = [
  ["swagger-ui-dist/swagger-ui-bundle.js", "swagger-ui-bundle.js"],
  ["swagger-ui-dist/swagger-ui.css", "swagger-ui.css"],
  ["swagger-ui-dist/LICENSE", "swagger-ui.LICENSE"],
  ["swagger-ui-dist/NOTICE", "swagger-ui.NOTICE"],
  ["swagger-ui-dist/swagger-ui-bundle.js.LICENSE.txt", "swagger-ui-bundle.js.LICENSE.txt"],
  ["aws4fetch/dist/aws4fetch.esm.mjs", "aws4fetch.js"],
  ["aws4fetch/LICENSE", "aws4fetch.LICENSE"],
];

mkdirSync(target, { recursive: true });
for (const [from, to] of files) {
  cpSync(join(root, "node_modules", from), join(target, to));
}
