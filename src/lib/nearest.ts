/** The name that differs least from the one asked for, where it is close enough to be a slip. */
export function nearest(asked: string, names: readonly string[]): string | null {
  const ranked = names
    .map((name) => ({ name, distance: distance(asked.toLowerCase(), name.toLowerCase()) }))
    .filter((each) => each.distance <= Math.max(1, Math.floor(asked.length / 3)))
    .sort((a, b) => a.distance - b.distance || (a.name < b.name ? -1 : 1));
  return ranked[0]?.name ?? null;
}

/** Levenshtein distance of two short texts. */
function distance(a: string, b: string): number {
  if (Math.abs(a.length - b.length) > 20 || a.length > 200) {
    return Number.POSITIVE_INFINITY;
  }
  let row = Array.from({ length: b.length + 1 }, (_, index) => index);
  for (let i = 1; i <= a.length; i += 1) {
    const next = [i];
    for (let j = 1; j <= b.length; j += 1) {
      const swap = (row[j - 1] ?? 0) + (a[i - 1] === b[j - 1] ? 0 : 1);
      next.push(Math.min(swap, (row[j] ?? 0) + 1, (next[j - 1] ?? 0) + 1));
    }
    row = next;
  }
  return row[b.length] ?? Number.POSITIVE_INFINITY;
}
