import { existsSync } from "node:fs";
import { dirname, join, relative } from "node:path";
import { configName, readConfig } from "../../../config/config.ts";
import { Collector } from "../../../diagnostics/collector.ts";
import { isRaw, rawAt, type Raw } from "../../../lib/json.ts";
import { loadSpec } from "../../../document/load.ts";
import { fromDisk } from "../../../document/read.ts";
import { checkReferences } from "../../../document/references.ts";
import { parseYaml } from "../../../document/yaml.ts";

/** The files of a document by path, and its root, for the documentation page. */
export type Documents = {
  readonly root: string;
  readonly files: ReadonlyMap<string, unknown>;
};

/**
 * The user's document for the documentation page; the gateway's if it cannot be read. Requests are never
 * answered by it.
 *
 * @param folder of the project
 */
export function documentsOf(folder: string, gateway: object): Documents {
  try {
    return userDocuments(folder) ?? gatewayDocument(gateway);
  } catch {
    return gatewayDocument(gateway);
  }
}

function gatewayDocument(gateway: object): Documents {
  return { root: "openapi.json", files: new Map([["openapi.json", here(gateway as Raw)]]) };
}

function userDocuments(folder: string): Documents | null {
  const path = join(folder, configName);
  if (!existsSync(path)) {
    return null;
  }
  const config = readConfig(path, folder);
  const found = new Collector();
  const full = join(folder, config.spec);
  const root = config.root === null ? dirname(full) : join(folder, config.root);
  const spec = loadSpec({ path: full, root }, folder, found);
  if (spec === null) {
    return null;
  }
  checkReferences(spec, found);
  const files = spec.paths.map((each): [string, unknown] => {
    const read = parseYaml(fromDisk(each), each);
    const data = "data" in read ? read.data : null;
    return [nameOf(root, each), each === full && isRaw(data) ? here(data) : data];
  });
  return { root: nameOf(root, full), files: new Map(files) };
}

function nameOf(root: string, path: string): string {
  return relative(root, path).replaceAll("\\", "/");
}

/** What is tried out goes to this gateway, wherever the document says that the API is. */
function here(document: Raw): Raw {
  const rest = without(["servers", "host", "basePath", "schemes"], document);
  const paths = Object.entries(rawAt(document, "paths")).map(([path, item]) => [
    path,
    isRaw(item) ? itemHere(item) : item,
  ]);
  const version = String(document["openapi"] ?? "");
  return {
    ...rest,
    // What shows the document knows 3.1, of which 3.2 is an extension.
    ...(version.startsWith("3.2") ? { openapi: "3.1.0" } : {}),
    ...("swagger" in document ? {} : { servers: [{ url: "/" }] }),
    paths: Object.fromEntries(paths),
  };
}

/** A path item without servers of its own, nor its operations. */
function itemHere(item: Raw): Raw {
  const members = Object.entries(item)
    .filter(([name]) => name !== "servers")
    .map(([name, value]) => [
      name,
      isRaw(value) && !name.startsWith("x-") ? without(["servers"], value) : value,
    ]);
  return Object.fromEntries(members);
}

function without(names: readonly string[], holder: Raw): Raw {
  return Object.fromEntries(Object.entries(holder).filter(([name]) => !names.includes(name)));
}
