export function samplesModule(
  accepted: readonly { readonly name: string; readonly value: unknown }[],
): string;
