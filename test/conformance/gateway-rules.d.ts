export type Breach = { readonly rule: string; readonly at: string };
export const ruleNames: readonly string[];
export function breachesOf(document: unknown): Breach[];
