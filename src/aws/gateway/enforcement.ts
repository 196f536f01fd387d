import type { Diagnostic } from "../../diagnostics/diagnostic.ts";
import type { Body, Location, Media, Parameter } from "../../api/api.ts";
import type { NamedSchema } from "../../api/named.ts";
import type { Gateway, Method } from "./gateway.ts";
import type { Models } from "./models.ts";
import { withheld } from "./parameters.ts";
import { schemaRows, type RowContext } from "./rows.ts";
import type { Enforcement, Row } from "./enforced.ts";

/** Codes of problems that mean that nothing enforces a constraint. */
const unenforced = new Set([
  "schema/keyword",
  "schema/pattern",
  "schema/format",
  "schema/circular",
  "schema/malformed",
  "operation/encoding",
  "operation/text",
  "schema/unknown",
  "schema/inapplicable",
  "schema/nullable-version",
  "operation/header",
]);

/** Returns for each constraint of requests which layer enforces it: the gateway, the function or none. */
export function enforcementOf(
  gateway: Omit<Gateway, "enforcement">,
  named: readonly NamedSchema[],
  models: Models,
  found: readonly Diagnostic[],
): Enforcement {
  const kept = new Set(gateway.models.map(({ name }) => name));
  const asked = named.filter(({ name }) => kept.has(name.pascal));
  const methods = gateway.paths.flatMap((path) => path.methods);
  const isAsked = methods.some(({ validates }) => validates.body);
  const asking: RowContext = isAsked ? { models, why: null } : { models: null, why: unasked };
  return {
    operations: methods.map((method) => ({
      key: method.operation.key,
      rows: methodRows(method, models, kept),
    })),
    models: asked.map(({ name, schema }) => ({
      name: name.pascal,
      rows: schemaRows(schema, "", asking),
    })),
    nowhere: found.filter(({ code }) => unenforced.has(code)).map(nowhereRow),
  };
}

function nowhereRow({ code, message, origin }: Diagnostic): Row {
  const where = origin === null ? "" : `${origin.file}#${origin.pointer}`;
  return { where, keyword: code, constraint: message, layer: "nowhere", why: "see the warning" };
}

/** A method that the document answers itself has no function: only the gateway checks. */
function methodRows(method: Method, models: Models, kept: ReadonlySet<string>): Row[] {
  const { operation, access } = method;
  const caller: Row = {
    where: "caller",
    keyword: "security",
    constraint: access.kind,
    layer: "gateway",
    why: access.kind === "public" ? "anyone may call" : "and the function asks again",
  };
  const rows = [
    caller,
    ...operation.locations.flatMap((location) => locationRows(location, method)),
    ...(operation.body === null ? [] : bodyRows(operation.body, method, models, kept)),
  ];
  return method.integration.kind === "own"
    ? rows.map((row) =>
        row.layer === "function"
          ? { ...row, layer: "nowhere", why: "the document's own integration has no function" }
          : row,
      )
    : rows;
}

function locationRows(location: Location, method: Method): Row[] {
  return location.parameters.flatMap((parameter) => {
    const where = `${location.in} ${parameter.wire}`;
    const own = schemaRows(parameter.schema, "", {
      models: null,
      why: "API Gateway checks only that parameters are there",
    }).map((row) => ({ ...row, where: row.where === "/" ? where : `${where}${row.where}` }));
    return [...(parameter.isRequired ? [requiredRow(parameter, where, method)] : []), ...own];
  });
}

function requiredRow(parameter: Parameter, where: string, method: Method): Row {
  const { parameters } = method;
  const base = { where, keyword: "required", constraint: "is required" };
  const held = parameters.find(
    (each) => each.in === parameter.in && each.name === parameter.wire && each.isRequired,
  );
  // Without a value for a variable there is no such path.
  if (parameter.in === "path" || (held !== undefined && method.validates.parameters)) {
    return { ...base, layer: "gateway", why: "" };
  }
  if (held !== undefined) {
    return { ...base, layer: "function", why: unasked };
  }
  const why =
    parameter.in === "cookie"
      ? "API Gateway knows no cookies"
      : parameter.in === "header"
        ? "the case of a header's name may change on the way"
        : (withheld(parameter) ?? mistaken(method) ?? "API Gateway would refuse a blank value too");
  return { ...base, layer: "function", why };
}

/** Why API Gateway does not check what it could. */
const unasked = "API Gateway is not asked to";

/** Why API Gateway cannot hold requests to what only this operation asks for; null where it can. */
function mistaken({ beside }: Method): string | null {
  const [other] = beside;
  return other === undefined ? null : `API Gateway cannot tell this operation from ${other}`;
}

/** Why API Gateway does not check a body. */
function unheld(body: Body, media: Media, method: Method): string {
  if (!body.isRequired) {
    return "a body that may be absent would be checked as {}";
  }
  if (method.operation.method === "DELETE") {
    return "API Gateway promises nothing of the bodies of DELETE";
  }
  return media.codec === "json"
    ? ((method.bodies.length === 0 ? mistaken(method) : null) ?? "no model says anything of it")
    : `API Gateway checks JSON only, not ${media.codec}`;
}

function bodyRows(body: Body, method: Method, models: Models, kept: ReadonlySet<string>): Row[] {
  return body.media.flatMap((media) => {
    const model = method.bodies.find(({ type }) => type === media.bare);
    const isModelled = model !== undefined && kept.has(model.model);
    const isHeld = isModelled && method.validates.body;
    const why = isHeld ? null : isModelled ? unasked : unheld(body, media, method);
    const suffix = body.media.length > 1 ? ` (${media.type})` : "";
    return [
      ...(body.isRequired
        ? [
            {
              where: `body${suffix}`,
              keyword: "required",
              constraint: "is required",
              layer: "function" as const,
              why: "API Gateway takes an absent body for {}",
            },
          ]
        : []),
      ...schemaRows(media.schema, "", { models: isHeld ? models : null, why }).map((row) => ({
        ...row,
        where: `body${suffix} ${row.where}`,
      })),
    ];
  });
}
