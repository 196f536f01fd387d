/** The score of a draft: how many cases pass, and the names of those that do not. */
export function runDraft(
  suite: string,
  draft: string,
): Promise<{
  readonly total: number;
  readonly passed: number;
  readonly failures: readonly string[];
}>;
