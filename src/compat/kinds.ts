import type { KindName } from "./catalogue.ts";

/** Names a kind of change in the direction that a value goes. */
export type Kinds = (name: SchemaKind) => KindName;
type SchemaKind = KindName extends infer Name
  ? Name extends `request.${infer Rest}`
    ? Rest
    : never
  : never;
