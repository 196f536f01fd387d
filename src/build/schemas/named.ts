import type { Collector } from "../../diagnostics/collector.ts";
import type { NamedSchema } from "../../model/schema.ts";
import type { Name } from "../../model/name.ts";
import type { Context } from "../context.ts";
import { makeNames, type Wanted } from "../names.ts";
import { tokensOf } from "../../spec/pointer.ts";
import { Owner } from "./owner.ts";
import { readSchema } from "./read.ts";
import type { Settling } from "./settle.ts";
import type { Subtypes } from "./subtypes.ts";
import type { Variants } from "./variants.ts";

/** Names for every schema that a reference leads to, for its request variant and its base where it has them. */
export function nameSchemas(
  variants: Variants,
  subtypes: Subtypes,
  found: Collector,
): Map<string, Name> {
  const wanted = variants.identities.flatMap((identity) => {
    const suffixes = subtypes.unionOf(identity) === null ? [""] : ["", "Base"];
    const all = variants.isSplit(identity)
      ? suffixes.flatMap((suffix) => [suffix, `${suffix}Input`])
      : suffixes;
    const plain = wish(identity, variants.aliasOf(identity));
    return all.map((suffix) => ({
      ...plain,
      identity: identity + suffix,
      wire: plain.wire + suffix,
    }));
  });
  const names = makeNames(wanted, "type");
  variants.identities.forEach((identity) => tellChange(identity, names, found));
  return names;
}

/** Tells where a schema that has a name in the document has another in code. */
function tellChange(identity: string, names: ReadonlyMap<string, Name>, found: Collector): void {
  const [file = "", pointer = ""] = identity.split("#");
  const tokens = tokensOf(pointer).filter((token) => !structural.has(token));
  const [wire = ""] = tokens;
  const name = names.get(identity)?.pascal ?? wire;
  if (tokens.length === 1 && name !== wire) {
    found.add("name/changed", { wire, name }, { file, pointer });
  }
}

/** A component is called by its key, also where that stands for a file; what stands deeper by its path, a whole file by its name. */
function wish(identity: string, alias: string | null): Wanted {
  if (alias !== null) {
    return { identity, wire: alias, fallback: "Schema" };
  }
  const hash = identity.indexOf("#");
  const file = identity.slice(0, hash);
  const tokens = tokensOf(identity.slice(hash + 1));
  const isComponent = tokens.length === 3 && tokens[0] === "components";
  const inside = isComponent ? tokens.slice(2) : tokens.filter((token) => !structural.has(token));
  const base =
    file
      .split("/")
      .at(-1)
      ?.replace(/\.\w+$/, "") ?? "";
  return { identity, wire: inside.length === 0 ? base : inside.join(" "), fallback: "Schema" };
}

const structural = new Set([
  "components",
  "schemas",
  "properties",
  "items",
  "paths",
  "content",
  "schema",
  "$defs",
  "definitions",
]);

/** Builds every named schema that has been referred to, and those that they refer to in turn. */
export function buildNamed(context: Context, taken: ReadonlySet<string>): Settling[] {
  const units: Settling[] = [];
  for (let job = context.next(); job !== undefined; job = context.next()) {
    const { ref, target, direction } = job;
    const owner = new Owner(context, taken);
    const schema = readSchema(target.value, {
      owner,
      direction,
      hint: ref.name.pascal,
      within: null,
      inline: "all",
    });
    owner.declarations.unshift({ typeName: ref.name.pascal, doc: schema.doc, shape: schema.shape });
    const unit = owner.unit();
    const made: NamedSchema = {
      key: ref.key,
      name: ref.name,
      direction,
      schema,
      isCovering: false,
      unit,
    };
    context.named.set(ref.key, made);
    owner.refs.delete(ref.key);
    units.push({ unit, refs: owner.refs, defaulted: owner.defaulted });
  }
  return units;
}
