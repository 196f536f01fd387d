import type { Arbitrary } from "fast-check";

export const schema: Arbitrary<unknown>;
export const value: Arbitrary<unknown>;
export const sharedCount: number;
