// `npm run fuzz` of the examples and of a real document: random requests to the local gateway, with Schemathesis.
import {
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { join } from "node:path";
import { answering } from "./answering.js";

/** A project whose handlers answer what the document shows, with the packages that it needs. */
export function fuzzable(folder, root) {
  answering(folder);
  const packages = join(folder, "node_modules");
  mkdirSync(join(packages, ".bin"), { recursive: true });
  for (const name of readdirSync(join(root, "node_modules")).filter((each) => each !== ".bin")) {
    symlinkSync(join(root, "node_modules", name), join(packages, name));
  }
  symlinkSync(join(root, "bin", "sls-gen.js"), join(packages, ".bin", "sls-gen"));
  return folder;
}

/** Something in each variable that a function of the orders reads. */
export function environmentOf(folder) {
  const variables = [
    "LEDGER_SECRET",
    "MAILS_QUEUE_URL",
    "ORDERS_TABLE",
    "ORDER_EVENTS_TOPIC_ARN",
    "RECEIPTS_BUCKET",
    "REPORTS_BUCKET",
  ];
  const path = join(folder, "fuzz.env");
  writeFileSync(path, variables.map((name) => `${name}=test\n`).join(""));
  return path;
}

/** The document of train travel without XML, which is handed on as text; null without the corpus. */
export function trainTravel(corpus, work) {
  const path = join(corpus, "real31", "train-travel.json");
  if (!existsSync(path)) {
    return null;
  }
  const document = JSON.parse(readFileSync(path, "utf8"));
  withoutXml(document);
  const copy = join(work, "train-travel.json");
  writeFileSync(copy, JSON.stringify(document));
  return copy;
}

function withoutXml(node) {
  if (typeof node === "object" && node !== null) {
    for (const type of ["application/xml", "application/problem+xml"]) {
      delete node.content?.[type];
    }
    Object.values(node).forEach(withoutXml);
  }
}
