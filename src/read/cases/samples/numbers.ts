import type { Check } from "../../../api/schema.ts";

/** What the checks leave of the line of numbers: the limits, which may be excluded, and the step. */
export type Range = {
  readonly least: number;
  readonly greatest: number;
  readonly step: number;
  readonly isStepped: boolean;
};

/** The range that all the checks leave together. */
export function rangeOf(checks: readonly Check[]): Range {
  let [least, greatest, step] = [-Infinity, Infinity, 0];
  for (const each of checks) {
    if (each.keyword === "minimum" || each.keyword === "exclusiveMinimum") {
      least = Math.max(least, each.limit);
    } else if (each.keyword === "maximum" || each.keyword === "exclusiveMaximum") {
      greatest = Math.min(greatest, each.limit);
    } else if (each.keyword === "multipleOf") {
      step = Math.max(step, each.limit);
    }
  }
  return { least, greatest, step: step || 1, isStepped: step > 0 };
}

/** Numbers to try, those that people would write first; not all of them keep to the checks. */
export function* numbersFor(checks: readonly Check[]): Generator<number> {
  const { least, greatest, step, isStepped } = rangeOf(checks);
  yield isStepped ? step : 1;
  for (const limit of [least, greatest].filter(Number.isFinite)) {
    const from = Math.floor(limit / step);
    yield* [0, 1, -1, 2].map((each) => product(from + each, step));
    yield limit;
  }
  if (Number.isFinite(least) && Number.isFinite(greatest)) {
    const middle = least + (greatest - least) / 2;
    yield* [middle, product(Math.round(middle / step), step)];
  }
  for (const limit of [least, greatest].filter(Number.isFinite)) {
    yield* [limit + 0.5, limit - 0.5, next(limit, 1), next(limit, -1)];
  }
  yield* [0, 1, -1, 0.5];
  for (let count = 2; count < 40; count += 1) {
    yield Number.isFinite(least)
      ? product(Math.floor(least / step) + count, step)
      : product(count, step);
  }
}

/** A multiple without the noise of binary fractions: 3 × 0.1 is 0.3. */
export function product(count: number, step: number): number {
  return Number((count * step).toPrecision(15)) + 0;
}

/** The number right beside one, above (1) or below (-1) it. */
export function next(value: number, direction: 1 | -1): number {
  if (value === 0) {
    return direction * Number.MIN_VALUE;
  }
  const view = new DataView(new ArrayBuffer(8));
  view.setFloat64(0, value);
  const isAway = value > 0 === direction > 0;
  view.setBigInt64(0, view.getBigInt64(0) + (isAway ? 1n : -1n));
  return view.getFloat64(0);
}
