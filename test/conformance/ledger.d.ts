export function runLedger(): Promise<{
  readonly text: string;
  readonly problems: readonly string[];
}>;
