type Disagreement = { readonly seed: number; readonly name: string; readonly what: string };
type Result = {
  readonly pairs: number;
  readonly valid: number;
  readonly disagreements: readonly Disagreement[];
};
export function runDirected(pairs: number, seed: number): Promise<Result>;
export function runBatch(
  seed: number,
  folder: string,
): Promise<Result & { readonly accepted: readonly { name: string; value: unknown }[] }>;
