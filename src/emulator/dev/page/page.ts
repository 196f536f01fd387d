import { readFileSync } from "node:fs";
import { join } from "node:path";
import type { LocalResponse } from "../../gateway/answer.ts";
import type { LocalApi } from "../../gateway/api.ts";
import type { UserPool } from "../../gateway/auth/cognito.ts";
import { isRaw } from "../../../lib/json.ts";
import { generatedPaths } from "../../../project/generated.ts";
import { decoded, type HttpRequest } from "../../gateway/request.ts";
import type { LocalSettings } from "../settings.ts";
import { json, nothing, text } from "./answers.ts";
import { assetOf } from "./assets.ts";
import type { Documents } from "./document.ts";
import type { HistoryEntry, History } from "./history.ts";
import { isOwn } from "./origin.ts";

/** Where the local gateway answers for itself; no API has such a path. */
const prefix = "/_sls-gen/";

export type PageOptions = {
  readonly folder: string;
  readonly host: string;
  readonly stage: string;
  readonly api: () => LocalApi;
  readonly settings: LocalSettings;
  readonly users: UserPool;
  readonly history: History;
  /** Sends a request of the history again; null where it cannot be. */
  readonly replay: (entry: HistoryEntry) => Promise<HistoryEntry | null>;
};

/** The page, and what it asks for: the API's documentation, functions, requests, who enforces what, and tokens. */
export class Page {
  readonly #options: PageOptions;

  constructor(options: PageOptions) {
    this.#options = options;
  }

  /** @returns null for what is the API's */
  async answer(request: HttpRequest, sourceIp: string): Promise<LocalResponse | null> {
    if (request.path === prefix.slice(0, -1)) {
      return { status: 301, headers: [["Location", prefix]], body: Buffer.alloc(0) };
    }
    if (!request.path.startsWith(prefix)) {
      return null;
    }
    if (!isOwn(request, sourceIp, this.#options.host)) {
      return text(403, "the page is for this machine only");
    }
    const path = request.path.slice(prefix.length);
    switch (request.method) {
      case "POST":
        return this.#post(path, request);
      case "GET":
      case "HEAD":
        return this.#get(path);
      default:
        return text(405, "the page is read, and asked by POST");
    }
  }

  async #get(path: string): Promise<LocalResponse> {
    const { folder, history } = this.#options;
    const asset = assetOf(path === "" ? "index.html" : path);
    if (asset !== null) {
      return asset;
    }
    if (path.startsWith("document/")) {
      const { files } = await this.#documents();
      const found = files.get(decoded(path.slice("document/".length)));
      return found === undefined ? nothing() : json(200, found);
    }
    switch (path) {
      case "state":
        return json(200, await this.#state());
      case "requests":
        return json(200, history.shown());
      case "enforcement":
        return text(200, enforcement(folder));
      default:
        return nothing();
    }
  }

  async #post(path: string, request: HttpRequest): Promise<LocalResponse> {
    const id = /^requests\/([\w-]+)\/replay$/.exec(path)?.[1];
    if (id !== undefined) {
      return this.#replay(id);
    }
    return path === "token" ? this.#token(request) : nothing();
  }

  async #replay(id: string): Promise<LocalResponse> {
    const { history, replay } = this.#options;
    const entry = history.find(id);
    const made = entry === null ? null : await replay(entry);
    return made === null
      ? text(404, "it is not among the last requests, or its body is too large to be kept")
      : json(200, history.shownOf(made));
  }

  /** A token of the local user pool, with the claims that the body says. */
  async #token({ body }: HttpRequest): Promise<LocalResponse> {
    const { sign } = this.#options.users;
    if (sign === null) {
      return nothing();
    }
    const claims = parsed(body.toString("utf8") || "{}");
    const token = claims === null ? null : await sign(claims).catch(() => null);
    return token === null
      ? text(400, "the claims are no JSON object that a token can hold")
      : text(200, token);
  }

  /** Reading documents needs much that answering requests does not. */
  async #documents(): Promise<Documents> {
    const { documentsOf } = await import("./document.ts");
    return documentsOf(this.#options.folder, this.#options.api().document);
  }

  async #state(): Promise<object> {
    const { stage, settings } = this.#options;
    const api = this.#options.api();
    const { accessKeyId, secretAccessKey, sessionToken } = settings.principal;
    return {
      title: api.title,
      stage,
      document: `document/${encodedPath((await this.#documents()).root)}`,
      credentials: { accessKeyId, secretAccessKey, sessionToken, region: settings.region },
      apiKey: settings.apiKey.value,
      functions: api.functions.map(({ id, entry, memory, timeout, environment }) => ({
        id,
        entry,
        memory,
        timeout,
        environment: Object.keys(environment),
        routes: routesOf(api, id),
      })),
    };
  }
}

function encodedPath(path: string): string {
  return path.split("/").map(encodeURIComponent).join("/");
}

function routesOf({ resources, authorizers }: LocalApi, id: string): string[] {
  const methods = resources.flatMap((resource) => Object.values(resource.methods));
  return [
    ...methods
      .filter(({ integration }) => "function" in integration && integration.function === id)
      .map(({ method, resource }) => `${method} ${resource}`),
    ...Object.entries(authorizers)
      .filter(([, authorizer]) => authorizer.function === id)
      .map(([name]) => `authorizer ${name}`),
  ];
}

function enforcement(folder: string): string {
  const { enforcement: path } = generatedPaths(folder);
  try {
    return readFileSync(join(folder, path), "utf8");
  } catch {
    return `There is no ${path}: run \`sls-gen generate\`.`;
  }
}

function parsed(said: string): Record<string, unknown> | null {
  try {
    const data: unknown = JSON.parse(said);
    return isRaw(data) ? { ...data } : null;
  } catch {
    return null;
  }
}
