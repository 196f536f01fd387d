import { createHash } from "node:crypto";

/** The hash by which a text is known as unchanged. */
export function sha256(text: string): string {
  return createHash("sha256").update(text).digest("hex");
}
