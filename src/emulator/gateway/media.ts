/** True where a media type is one of some that are declared, which may be ranges: `image/*`, any type. */
export function matchesType(type: string, declared: readonly string[]): boolean {
  const bare = bareType(type);
  return declared.some((each) => {
    const wanted = each.toLowerCase();
    return (
      bare !== "" &&
      (wanted === bare ||
        wanted === "*/*" ||
        (wanted.endsWith("/*") && bare.startsWith(wanted.slice(0, -1))))
    );
  });
}

/** A media type without parameters, in lower case. */
export function bareType(type: string): string {
  return (type.split(";", 1)[0] ?? "").trim().toLowerCase();
}
