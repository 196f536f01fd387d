import type { RequestLine } from "../server.ts";
import type { HttpRequest } from "../../gateway/request.ts";

/** How many requests are kept, and how much of a body: characters to be shown, bytes to be sent again. */
const most = { entries: 100, shown: 100_000, kept: 1_000_000 };

/** A request that was answered. */
export type HistoryEntry = {
  readonly id: string;
  /** Milliseconds since 1970. */
  readonly time: number;
  readonly request: HttpRequest;
  readonly line: RequestLine;
};

/** The last requests, with what their functions wrote. */
export class History {
  readonly #entries: HistoryEntry[] = [];
  /** What was logged, by request; functions may go on writing when they have answered. */
  readonly #logs = new Map<string, string>();

  /** Keeps a request and its answer. */
  add(request: HttpRequest, line: RequestLine): HistoryEntry {
    const { answer, event } = line;
    const entry = {
      id: line.requestId,
      time: Date.now(),
      request: { ...request, body: cut(request.body, most.kept) },
      line: {
        ...line,
        answer: { ...answer, body: cut(answer.body, most.shown) },
        event: bodyLength(event) > most.shown ? null : event,
      },
    };
    this.#entries.unshift(entry);
    for (const { id } of this.#entries.splice(most.entries)) {
      this.#logs.delete(id);
    }
    return entry;
  }

  /** Keeps what a function wrote while it had a request. */
  logged(requestId: string, text: string): void {
    const before = this.#logs.get(requestId) ?? "";
    if (before.length < most.shown) {
      this.#logs.set(requestId, `${before}${text}\n`);
    }
    // Requests whose answer never came are forgotten, the oldest first.
    for (const id of [...this.#logs.keys()].slice(0, -2 * most.entries)) {
      this.#logs.delete(id);
    }
  }

  find(id: string): HistoryEntry | null {
    return this.#entries.find((entry) => entry.id === id) ?? null;
  }

  /** All of it as the page shows it, the newest first. */
  shown(): object[] {
    return this.#entries.map((entry) => this.shownOf(entry));
  }

  shownOf({ id, time, request, line }: HistoryEntry): object {
    const { answer, event, error } = line;
    const { method, path, query, headers, body } = request;
    return {
      id,
      time,
      request: {
        method,
        target: query === "" ? path : `${path}?${query}`,
        headers,
        body: textOf(body),
      },
      answer: { status: answer.status, headers: answer.headers, body: textOf(answer.body) },
      event,
      milliseconds: line.milliseconds,
      operation: line.operation,
      who: line.who,
      isCold: line.isCold,
      error: error === null ? null : error.stack || error.message,
      logs: this.#logs.get(id) ?? "",
      canReplay: isWhole(line, body),
    };
  }
}

/** False for a body of which only the beginning was kept. */
export function isWhole({ length }: Pick<RequestLine, "length">, body: Buffer): boolean {
  return body.length === length;
}

/** A body, or no more of it than is kept: a copy, so that the rest is not. */
function cut(body: Buffer, length: number): Buffer {
  return body.length <= length ? body : Buffer.from(body.subarray(0, most.shown + 1));
}

/** The body of an event may be longer than what came over the wire, where that was compressed. */
function bodyLength(event: object | null): number {
  const { body = null } = (event ?? {}) as { readonly body?: string | null };
  return body?.length ?? 0;
}

function textOf(body: Buffer): string {
  const text = body.subarray(0, most.shown).toString("utf8");
  return body.length > most.shown ? `${text}…` : text;
}
