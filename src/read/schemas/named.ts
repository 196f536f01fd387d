import type { Collector } from "../../diagnostics/collector.ts";
import { keyOf, type SchemaKey, type SchemaPlace, type SchemaVariant } from "../../api/identity.ts";
import type { UncasedSchema } from "../../api/named.ts";
import type { Name } from "../../api/name.ts";
import type { Context } from "../context.ts";
import { makeNames } from "../names.ts";
import { tokensOf } from "../../lib/pointer.ts";
import { Owner } from "./owner.ts";
import { readSchema } from "./read.ts";
import type { SettlingUnit } from "./settle.ts";
import type { Subtypes } from "./subtypes.ts";
import type { Variants } from "./variants.ts";

/** Names for every schema that a reference leads to, for its request variant and its base where it has them. */
export function nameSchemas(
  variants: Variants,
  subtypes: Subtypes,
  found: Collector,
): Map<SchemaKey, Name> {
  const wanted = variants.places.flatMap((place) => {
    const key = keyOf(place);
    const isBase = subtypes.unionOf(key) !== null;
    const all: SchemaVariant[] = variants.isSplit(key)
      ? isBase
        ? ["", "Input", "Base", "BaseInput"]
        : ["", "Input"]
      : isBase
        ? ["", "Base"]
        : [""];
    const wire = wishFor(place, variants.aliasOf(key));
    return all.map((variant) => ({
      identity: keyOf(place, variant),
      // Names that clash keep the suffix that they have had since the first version.
      seed: `${place.file}#${place.pointer}${variant}`,
      wire: wire + variant,
      isDerived: variant !== "",
      fallback: "Schema",
    }));
  });
  const names = makeNames(wanted, "type");
  variants.places.forEach((place) => tellChange(place, names, found));
  return names;
}

/** Tells where a schema that has a name in the document has another in code. */
function tellChange(
  place: SchemaPlace,
  names: ReadonlyMap<SchemaKey, Name>,
  found: Collector,
): void {
  const tokens = tokensOf(place.pointer).filter((token) => !structural.has(token));
  const [wire = ""] = tokens;
  const name = names.get(keyOf(place))?.pascal ?? wire;
  if (tokens.length === 1 && name !== wire) {
    found.add("name/changed", { wire, name }, place);
  }
}

/** A component is called by its key, also where that stands for a file; what stands deeper by its path, a whole file by its name. */
function wishFor({ file, pointer }: SchemaPlace, alias: string | null): string {
  if (alias !== null) {
    return alias;
  }
  const tokens = tokensOf(pointer);
  const isComponent = tokens.length === 3 && tokens[0] === "components";
  const inside = isComponent ? tokens.slice(2) : tokens.filter((token) => !structural.has(token));
  const base = file.split("/").at(-1) ?? "";
  return inside.length === 0 ? base.replace(/\.\w+$/, "") : inside.join(" ");
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
export function buildNamed(context: Context, taken: ReadonlySet<string>): SettlingUnit[] {
  const units: SettlingUnit[] = [];
  for (let job = context.next(); job !== undefined; job = context.next()) {
    const { ref, target, variant, direction } = job;
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
    const made: UncasedSchema = {
      key: ref.key,
      place: { file: target.file, pointer: target.pointer },
      variant,
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
