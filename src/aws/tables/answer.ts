import { because } from "../../diagnostics/reasons.ts";
import type { Answer, Header } from "../../api/api.ts";
import type { TableAction } from "./tables.ts";
import { successOf, type ActionContext } from "./acting.ts";

export type AnswerFacts = Pick<
  TableAction,
  "status" | "sendsItem" | "contentType" | "etag" | "location" | "hasHeaders"
>;

/** Returns the facts of the success response; reports what cannot be set. */
export function answerOf(acting: ActionContext): AnswerFacts {
  const { operation, refuse } = acting;
  const success = successOf(operation);
  if (success === null) {
    refuse(because("no-success-status", {}));
    return { status: 200, sendsItem: false, contentType: null, ...noHeaders };
  }
  const { response, status } = success;
  const answer = response.answers.find((each) => each.media?.codec === "json") ?? null;
  const headers = headersOf(response.headers, acting);
  return {
    status,
    sendsItem: sendsItem(response.answers, answer, acting),
    contentType:
      answer === null || answer.isOnly || answer.media === null
        ? null
        : { type: answer.media.type },
    ...headers,
    hasHeaders: headers.etag !== null || headers.location !== null,
  };
}

const noHeaders = { etag: null, location: null, hasHeaders: false };

function sendsItem(all: readonly Answer[], answer: Answer | null, acting: ActionContext): boolean {
  const { said, shown, refuse } = acting;
  const hasContent = all.some(({ media }) => media !== null);
  if (said.action === "list" || !hasContent) {
    if (said.action === "get" && !hasContent) {
      refuse(because("response-without-item", {}));
    }
    return false;
  }
  if (answer?.media?.schema.target?.key !== shown.key) {
    refuse(because("response-not-item", { schema: shown.name.wire }));
  }
  return true;
}

/** The headers that a handler can fill in: the version of the item, and where it is found. */
function headersOf(
  headers: readonly Header[],
  acting: ActionContext,
): Pick<TableAction, "etag" | "location"> {
  const { said, refuse } = acting;
  let [etag, location]: [TableAction["etag"], TableAction["location"]] = [null, null];
  for (const { name, wire, isRequired } of headers) {
    const hasItem = said.action !== "list" && said.action !== "delete";
    if (name === "etag" && hasItem) {
      etag = { wire };
    } else if (name === "location" && said.action === "create") {
      location = locationOf(wire, acting);
    }
    const isFilled =
      (name === "etag" && etag !== null) || (name === "location" && location !== null);
    if (isRequired && !isFilled) {
      const fix =
        name === "location"
          ? "add an operation that gets an item directly below the path, or make the header optional"
          : "make it optional, or write the handler yourself";
      refuse(because("header-not-set", { name: wire, fix }));
    }
  }
  return { etag, location };
}

/** A new item is found below the path that it was sent to, where an operation reads it there. */
function locationOf(
  wire: string,
  { operation, table, readers }: ActionContext,
): TableAction["location"] {
  const { name: attribute } = table.sortKey ?? table.partitionKey;
  const below = readers.some(
    ({ path, table: name }) =>
      name === table.name &&
      /^\/\{[^/{}]+\}$/.test(path.slice(operation.path.length)) &&
      path.startsWith(operation.path),
  );
  return below ? { wire, attribute } : null;
}
