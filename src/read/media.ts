import type { Codec } from "../api/api.ts";

/** A media type as it is told apart (RFC 9110 §8.3.1): its parameters as they are written, blanks as one writes them. */
export function mediaType(written: string): string {
  const [type = "", ...parameters] = written.split(";").map((part) => part.trim());
  return [type.toLowerCase(), ...parameters.filter((each) => each !== "")].join("; ");
}

/** True for what is a media type, or a range of them: a type and a subtype (RFC 9110 §8.3.1). */
export function isMediaType(written: string): boolean {
  return /^[\w!#$&^.+*-]+\/[\w!#$&^.+*-]+$/.test(bareType(written));
}

/** A media type without its parameters. */
export function bareType(type: string): string {
  return type.split(";", 1)[0]?.trim().toLowerCase() ?? "";
}

/**
 * A media range as one type that it covers, and that no other declared one says more exactly.
 *
 * @param declared every media type that is declared beside it
 */
export function concrete(type: string, codec: Codec, declared: readonly string[]): string {
  const bare = bareType(type);
  if (!bare.includes("*")) {
    return type;
  }
  const others = declared.map(bareType).filter((each) => each !== bare);
  const isTaken = (each: string) =>
    others.some((other) => covers(other, each) && exactness(other) > exactness(bare));
  const free = candidates(bare, codec).filter((each) => !isTaken(each));
  return (
    (free[0] ?? candidates(bare, codec)[0] ?? bare) + type.slice(type.split(";", 1)[0]?.length)
  );
}

/** Types that a range covers, the likeliest first. */
function candidates(range: string, codec: Codec): string[] {
  const [main = "", sub = ""] = range.split("/");
  const subs = sub === "*" ? likely[codec] : [sub.replace("*", "x-any")];
  const mains =
    main === "*" ? (codec === "text" ? ["text", "application"] : ["application"]) : [main];
  const made = mains.flatMap((each) => subs.map((below) => `${each}/${below}`));
  return main === "*" ? [...made, ...subs.map((below) => `x-any/${below}`)] : made;
}

const likely: Record<Codec, readonly string[]> = {
  json: ["json", "x-any+json", "x-any"],
  form: ["x-www-form-urlencoded"],
  multipart: ["form-data"],
  text: ["plain", "x-any"],
  binary: ["octet-stream", "x-any"],
};

/** What is compared where several declared media types cover one that is sent. */
function exactness(type: string): number {
  return type.includes("*") ? type.replaceAll("*", "").length : Number.POSITIVE_INFINITY;
}

/** Returns true if a declared media type or range matches a type. */
function covers(declared: string, type: string): boolean {
  const [before = "", after = ""] = declared.replace(/^\*\/\*$/, "*").split("*");
  return declared.includes("*")
    ? type.length > before.length + after.length && type.startsWith(before) && type.endsWith(after)
    : type === declared;
}
