/** A template as it is read: text, references and directives (Apache Velocity 1.7, VTL reference). */
export type VtlNode =
  | { readonly kind: "text"; readonly text: string }
  | { readonly kind: "reference"; readonly reference: Reference }
  | { readonly kind: "set"; readonly to: Reference; readonly value: Expression }
  | {
      readonly kind: "if";
      readonly branches: readonly {
        readonly test: Expression;
        readonly body: readonly VtlNode[];
      }[];
      readonly otherwise: readonly VtlNode[];
    }
  | {
      readonly kind: "foreach";
      readonly variable: string;
      readonly over: Expression;
      readonly body: readonly VtlNode[];
    }
  | { readonly kind: "break" }
  | { readonly kind: "stop" };

/** `$name.property.method(arguments)[index]`. */
export type Reference = { readonly name: string; readonly steps: readonly VtlStep[] };

export type VtlStep =
  | { readonly kind: "property"; readonly name: string }
  | { readonly kind: "call"; readonly name: string; readonly args: readonly Expression[] }
  | { readonly kind: "index"; readonly at: Expression };

export type Operator =
  "||" | "&&" | "==" | "!=" | "<" | "<=" | ">" | ">=" | "+" | "-" | "*" | "/" | "%";

export type Expression =
  | { readonly kind: "literal"; readonly value: null | boolean | number | string }
  | { readonly kind: "template"; readonly body: readonly VtlNode[] }
  | { readonly kind: "reference"; readonly reference: Reference }
  | { readonly kind: "list"; readonly items: readonly Expression[] }
  | { readonly kind: "range"; readonly from: Expression; readonly to: Expression }
  | {
      readonly kind: "map";
      readonly entries: readonly (readonly [Expression, Expression])[];
    }
  | { readonly kind: "not"; readonly of: Expression }
  | {
      readonly kind: "binary";
      readonly operator: Operator;
      readonly left: Expression;
      readonly right: Expression;
    };

/** A template that cannot be read, or that asks for what is not emulated. */
export class TemplateError extends Error {}
