import type { RunResult } from "../options.ts";
import { meaningOf, type Finding } from "../compat/finding.ts";
import { toldOnce, toldText } from "../compat/words.ts";
import type { FileChange } from "../project/change.ts";
import { hasMarks } from "../project/merge.ts";

/** Closing lines of a run: what changed for the user's code, and what is left to do. */
export function closingLines(outcome: RunResult): string[] {
  return [changeLines, markedLines, servedLines, formerLines, orphanLines].flatMap((lines) =>
    lines(outcome),
  );
}

/** Changes of what is no operation's, and that code of the user's may notice. */
const ofCode = /^(schema\.|api\.authorizers$)/;

/** Changes of tables that there were: items are at stake. */
const ofItems = /^table\.(?!added$|ttl$)/;

/** Number of non-breaking changes to list at the end of a run; `sls-gen diff` lists all. */
const toldChanges = 20;

/**
 * What is different for handlers and callers since the last run. What breaks a handler is told of every
 * operation: the compiler will ask people about it.
 */
export function changeLines({ findings }: RunResult): string[] {
  const concerning = findings.filter((finding) => {
    const { clients, handlers } = meaningOf(finding);
    const isOfCode = finding.operation !== null || ofCode.test(finding.kind);
    const concerns = handlers !== "none" || (clients !== "none" && finding.operation !== null);
    return (
      ofItems.test(finding.kind) || (isOfCode && concerns && finding.kind !== "operation.added")
    );
  });
  const breaks = (finding: Finding) => meaningOf(finding).handlers !== "none";
  const others = toldOnce(concerning.filter((finding) => !breaks(finding)));
  const rest = others.length - toldChanges;
  return [
    ...toldOnce(concerning.filter(breaks)).map((told) => toldText(told, Infinity)),
    ...others.slice(0, toldChanges).map((told) => toldText(told)),
    ...(rest > 0 ? [`${rest} other changes`] : []),
  ].map((line) => `changed: ${line}`);
}

/** True where a run wrote both sides of a conflict, with marks. */
export function isMarked({ kind, text }: FileChange): boolean {
  return kind === "merged" && text !== null && hasMarks(text);
}

/** Files that a run left with marks. */
function markedLines({ changes }: RunResult): string[] {
  const marked = changes.filter(isMarked);
  return marked.map(
    ({ path }) => `${path} contains conflict markers: resolve them, then run again`,
  );
}

/** Handlers that serve another operation than they were written for, because it is called so now. */
function servedLines({ served }: RunResult): string[] {
  return served.map(({ path, from, to }) => `${path} serves ${to} now; it was written for ${from}`);
}

/** Handlers that still carry a former name of their operation, and where they are wired. */
function formerLines({ formers, served }: RunResult): string[] {
  return [...formers].flatMap(([key, all]) =>
    all.map(({ path, camel }, index) => {
      const other = served.find(({ to }) => to === key);
      if (other !== undefined) {
        return `${key} was renamed from ${camel}: its handler in ${path} is not used, because ${other.path} has the new name`;
      }
      const then = index === 0 ? "stays in" : "is no longer the one in";
      const fate =
        index === 0 ? " and is re-exported under the new name (`generate --move` moves it)" : "";
      return `${key} was renamed from ${camel}: its handler ${then} ${path}${fate}`;
    }),
  );
}

/** Handlers whose operation is gone: they stay, and are named until they are dealt with. */
function orphanLines(outcome: RunResult): string[] {
  const names = new Map(
    [...outcome.planned.values()].map(({ operation, operationId }) => [operation, operationId]),
  );
  return outcome.changes
    .filter((change) => change.kind === "orphan-yours")
    .map(({ path, operation }) => {
      const name = operation === null ? null : (names.get(operation) ?? null);
      return name === null
        ? `${path} is no longer part of the API (${operation ?? "no operation"}); it is yours: \`sls-gen prune\` removes it when you are done with it`
        : `${path} has a former name of ${operation}, which is now ${name}, and is excluded: \`sls-gen generate --move\` moves it`;
    });
}
