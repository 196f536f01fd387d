import type { JsonType } from "../../api/json.ts";
import type { Schema, Check } from "../../api/schema.ts";
import { isRaw, listAt, own } from "../../lib/json.ts";
import { refOf } from "../../document/spec.ts";
import { isSchema } from "../../document/upgrade/v30.ts";
import { discriminatorCheck } from "./discriminator.ts";
import { readInPlace, type Draft } from "./draft.ts";
import { typesOf } from "./types.ts";

/** The in-place applicators (JSON Schema 2020-12 Core §10.2). */
export function compositionChecks(draft: Draft): Check[] {
  return [
    ...allOf(draft),
    ...alternatives(draft, "anyOf"),
    ...alternatives(draft, "oneOf"),
    ...not(draft),
    ...conditional(draft),
  ];
}

/** Members without a `type` of their own live within the types that their siblings leave. */
function allOf(draft: Draft): Check[] {
  const members = listAt(draft.raw, "allOf");
  if (members.length === 0) {
    return [];
  }
  const within = membersTypes(draft, members);
  const schemas = members.map((member, index) =>
    readInPlace(draft, member, `Part${index + 1}`, "simple", within),
  );
  return [{ keyword: "allOf", on: draft.id, schemas }];
}

function membersTypes(draft: Draft, members: readonly unknown[]): readonly JsonType[] | null {
  return members.reduce<readonly JsonType[] | null>((types, member) => {
    const raw = refOf(member) === null ? member : draft.owner.context.follow(member);
    return isRaw(raw) ? typesOf(raw, types) : types;
  }, draft.types);
}

function alternatives(draft: Draft, keyword: "anyOf" | "oneOf"): Check[] {
  const members = listAt(draft.raw, keyword);
  if (members.length === 0) {
    return [];
  }
  const schemas = members.map((member, index) =>
    draft.owner.branch(
      readInPlace(inAlternatives(draft), member, `Option${index + 1}`, "union", draft.types),
    ),
  );
  const chosen = discriminatorCheck(draft, members, schemas);
  return [chosen ?? { keyword, on: draft.id, schemas }];
}

/** What only one of several alternatives withholds is nothing that the others know of. */
function inAlternatives(draft: Draft): Draft {
  const { owner, direction, raw, withheld } = draft;
  const always = owner.context.directed[direction].alwaysIn(raw);
  const elsewhere = owner.context.directed[direction].namesIn(raw);
  return {
    ...draft,
    withheld: new Set([...withheld].filter((name) => always.has(name) || !elsewhere.has(name))),
  };
}

function not(draft: Draft): Check[] {
  const node = own(draft.raw, "not");
  return isSchema(node)
    ? [
        {
          keyword: "not",
          on: draft.id,
          schema: draft.owner.branch(readInPlace(draft, node, "Not", "union", draft.types)),
        },
      ]
    : [];
}

function conditional(draft: Draft): Check[] {
  const node = own(draft.raw, "if");
  if (!isSchema(node)) {
    return [];
  }
  const test = draft.owner.branch(readInPlace(draft, node, "If", "union", draft.types));
  const branch = (keyword: "then" | "else", part: string): Schema[] => {
    const found = own(draft.raw, keyword);
    return isSchema(found)
      ? [draft.owner.branch(readInPlace(inAlternatives(draft), found, part, "union", draft.types))]
      : [];
  };
  const thens = branch("then", "Then");
  const elses = branch("else", "Else");
  return [{ keyword: "if", on: draft.id, test, thens, elses }];
}
