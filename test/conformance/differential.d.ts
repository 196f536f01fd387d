/** What a run of random schemas against values found. */
export type Differential = {
  readonly pairs: number;
  readonly valid: number;
  readonly disagreements: readonly unknown[];
};

export function runDifferential(pairs: number, seed: number): Promise<Differential>;

export function runBatch(
  seed: number,
  valuesPer: number,
  folder: string,
): Promise<{
  readonly accepted: readonly { readonly name: string; readonly value: unknown }[];
  readonly schemas: Readonly<Record<string, unknown>>;
}>;
