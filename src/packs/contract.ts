import { because, type Because } from "../diagnostics/reasons.ts";
import Handlebars from "handlebars";
import { stop } from "../diagnostics/collector.ts";
import type { Pack } from "./pack.ts";

/** Something of another pack that a template uses: a partial, or a file that it links to. */
export type Use = {
  readonly kind: "partial" | "link";
  readonly slot: string;
  /** Of a partial that is chosen by kind: its folder, with a slash. */
  readonly name: string;
};

/**
 * Packs in the order in which they are rendered.
 *
 * @throws Stop (exit code 2) where a pack lacks what it needs, two need each other, or what one asks for is not filled
 */
export function inOrder(packs: readonly Pack[]): Pack[] {
  packs.forEach((pack) => refuseLacking(pack, packs));
  const ordered: Pack[] = [];
  const visit = (pack: Pack, above: readonly Pack[]): void => {
    if (above.includes(pack)) {
      const circle = [...above.slice(above.indexOf(pack)), pack].map(({ slot }) => slot);
      refuse(pack, because("pack-needs-itself", { circle: circle.join(" → ") }));
    }
    if (!ordered.includes(pack)) {
      packs
        .filter(({ slot }) => pack.needs?.includes(slot))
        .forEach((needed) => visit(needed, [...above, pack]));
      ordered.push(pack);
    }
  };
  packs.forEach((pack) => visit(pack, []));
  return ordered;
}

function refuseLacking(pack: Pack, packs: readonly Pack[]): void {
  const { needs = [], asks = {}, fills = {}, slot } = pack;
  const untold = pack.files.find(({ template }) => !pack.texts.has(template));
  if (untold !== undefined) {
    refuse(pack, because("pack-without-template", { template: untold.template }));
  }
  if (!isPattern(pack.escape?.pattern ?? "")) {
    refuse(pack, because("pack-escape", {}));
  }
  const missing = needs.find((needed) => !packs.some((each) => each.slot === needed));
  if (missing !== undefined) {
    refuse(pack, because("pack-needs-slot", { slot: missing }));
  }
  for (const name of Object.keys(asks)) {
    const filling = packs.filter((each) => Object.hasOwn(each.fills ?? {}, `${slot}/${name}`));
    if (filling.length !== 1) {
      const names = filling.map((each) => each.slot).join(" and ") || "no pack";
      refuse(pack, because("pack-not-filled", { names, asked: `${slot}/${name}` }));
    }
  }
  for (const [asked, own] of Object.entries(fills)) {
    if (!pack.texts.has(`${own}.hbs`)) {
      refuse(pack, because("pack-fills-nothing", { asked, own }));
    }
  }
}

function isPattern(source: string): boolean {
  try {
    return new RegExp(source).source !== "";
  } catch {
    return false;
  }
}

/** Refuses what a pack uses of others and they do not provide. @throws Stop (exit code 2) */
export function refuseMisuse(pack: Pack, packs: readonly Pack[]): void {
  const [misuse] = misusesOf(pack, packs);
  if (misuse !== undefined) {
    refuse(pack, because("pack-misuse", { misuse }));
  }
}

/** Everything that a pack uses of others although it does not need them, or they do not provide it. */
export function misusesOf(pack: Pack, packs: readonly Pack[]): string[] {
  const uses = [...pack.texts]
    .filter(([path]) => path.endsWith(".hbs"))
    .flatMap(([path, text]) =>
      usesOf(text, `${pack.slot}/${pack.name}/${path}`).map((use) => ({ ...use, path })),
    );
  return uses.flatMap(({ kind, slot, name, path }) => {
    const other = packs.find((each) => each.slot === slot);
    if (slot === pack.slot) {
      return kind === "partial" || pack.files.some(({ id }) => id === name)
        ? []
        : [`${path} links to ${slot}.${name}, which it does not have`];
    }
    const provided = kind === "link" ? other?.provides?.links : other?.provides?.partials;
    const isNeeded = pack.needs?.includes(slot) === true;
    return isNeeded && provided?.includes(name) === true
      ? []
      : [
          `${path} uses the ${kind} ${name} of ${slot}, ${isNeeded ? "which does not provide it" : "which is not in `needs`"}`,
        ];
  });
}

/** What a template uses, its own pack's included. @throws Stop where it cannot be parsed */
function usesOf(text: string, path: string): Use[] {
  const uses: Use[] = [];
  const visitor = new (class extends Handlebars.Visitor {
    override PartialStatement(node: hbs.AST.PartialStatement): void {
      const name = node.name as hbs.AST.SubExpression | hbs.AST.PathExpression;
      const isChosen = name.type === "SubExpression";
      const [folder] = (name as hbs.AST.SubExpression).params ?? [];
      const path = isChosen
        ? `${(folder as hbs.AST.StringLiteral).value}/`
        : (name as hbs.AST.PathExpression).original;
      const slash = path.indexOf("/");
      uses.push({ kind: "partial", slot: path.slice(0, slash), name: path.slice(slash + 1) });
      super.PartialStatement(node);
    }
    override MustacheStatement(node: hbs.AST.MustacheStatement): void {
      const { original } = node.path as hbs.AST.PathExpression;
      const [reference] = node.params;
      if (
        (original === "link" || original === "path" || original === "digest") &&
        reference?.type === "StringLiteral"
      ) {
        const { value } = reference as hbs.AST.StringLiteral;
        const dot = value.indexOf(".");
        uses.push({ kind: "link", slot: value.slice(0, dot), name: value.slice(dot + 1) });
      }
      super.MustacheStatement(node);
    }
  })();
  visitor.accept(parsed(text, path));
  return uses;
}

function parsed(text: string, path: string): hbs.AST.Program {
  try {
    return Handlebars.parse(text);
  } catch (error) {
    return stop(1, "template/broken", { reason: `${path}: ${(error as Error).message}` }, null);
  }
}

function refuse({ slot, name }: Pack, why: Because): never {
  return stop(2, "template/pack", { pack: `${slot}/${name}`, ...why }, null);
}
