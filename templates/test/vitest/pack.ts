import type { Hooks } from "../../../src/packs/pack.ts";

/** Tests read the cases of an operation by its name. */
export const rename: Hooks["rename"] = (text, from, to) =>
  text.replaceAll(new RegExp(`(?<=readCases\\(["'])${from}(?=["']\\))`, "g"), to);
