/** Texts that are right, and texts that are wrong, under a format: each wrong one breaks another rule of it. */
export type FormatTexts = { readonly right: readonly string[]; readonly wrong: readonly string[] };

/** Texts to try each checked format with, by the name of its function. */
export const formatTexts: Readonly<Record<string, FormatTexts>> = {
  // RFC 3339 §5.6
  dateTime: {
    right: ["2026-01-31T09:30:00Z", "2024-02-29T23:59:59.123+02:00", "1990-12-31T23:59:60Z"],
    wrong: [
      "2026-01-31",
      "2026-02-30T09:30:00Z",
      "2026-01-31T24:30:00Z",
      "2026-01-31T09:60:00Z",
      "2026-01-31T09:30:00",
      "2026-01-31 09:30:00Z",
      "2026-01-31T09:30:60Z",
    ],
  },
  date: {
    right: ["2026-01-31", "2024-02-29", "2026-12-01"],
    wrong: ["2026-02-29", "2026-13-01", "2026-00-10", "2026-04-31", "2026-01-00", "2026-1-31", "x"],
  },
  time: {
    right: ["09:30:00Z", "23:59:59.5+01:00", "23:59:60Z"],
    wrong: ["09:30", "24:00:00Z", "09:60:00Z", "09:30:61Z", "09:30:00", "09:30:00+24:00", "x"],
  },
  // RFC 3339 appendix A
  duration: {
    right: ["P1DT2H", "P3W", "PT5M30S", "P1Y2M"],
    wrong: ["P", "PT", "1D", "P1H", "P1D2H", "x"],
  },
  // RFC 5321 §4.1.2
  email: {
    right: ["ada@example.com", "ada.lovelace+notes@mail.example.com", '"a b"@example.com'],
    wrong: [
      "ada",
      "ada@",
      "@example.com",
      "a b@example.com",
      ".ada@example.com",
      "ada@exa mple.com",
    ],
  },
  idnEmail: {
    right: ["ada@example.com", "ädä@exämple.com"],
    wrong: ["ada", "ada@", "@example.com", "a b@example.com"],
  },
  // RFC 1123 §2.1
  hostname: {
    right: ["example.com", "localhost", "a-1.example"],
    wrong: ["-a.example.com", "a-.com", "exam_ple.com", "a..b", "", `${"a".repeat(64)}.com`],
  },
  ipv4: {
    right: ["192.0.2.1", "0.0.0.0", "255.255.255.255"],
    wrong: ["256.0.2.1", "192.0.2", "192.0.2.1.1", "192.0.2.01", "a.b.c.d"],
  },
  ipv6: {
    right: ["2001:db8::1", "::", "1:2:3:4:5:6:7:8", "::ffff:192.0.2.1"],
    wrong: ["2001:db8::1::2", "1:2:3:4:5:6:7", "12345::", "::g", "::ffff:256.0.2.1"],
  },
  // RFC 3986 §3 and §4.1
  uri: {
    right: ["https://example.com/a", "urn:isbn:9780141036144", "https://example.com/a?b=%20#c"],
    wrong: ["/a", "example.com", "https://example.com/a b", "https://example.com/%zz", "a#b#c"],
  },
  uriReference: {
    right: ["/a", "https://example.com/a", "?b=c"],
    wrong: ["/a b", "/%zz", "\\a", "#a#b"],
  },
  // RFC 3987 §2.2
  iri: {
    right: ["https://example.com/a", "https://exämple.com/ü"],
    wrong: ["/a", "https://example.com/a b", "x"],
  },
  // RFC 9562 §4
  uuid: {
    right: ["3f1d0c1e-8f5a-4c55-9b58-2f6f0c9a1b2e", "00000000-0000-0000-0000-000000000000"],
    wrong: [
      "3f1d0c1e-8f5a-4c55-9b58-2f6f0c9a1b2",
      "3f1d0c1e8f5a4c559b582f6f0c9a1b2e",
      "3f1d0c1g-8f5a-4c55-9b58-2f6f0c9a1b2e",
      "{3f1d0c1e-8f5a-4c55-9b58-2f6f0c9a1b2e}",
    ],
  },
  regex: { right: ["^a+$", "[a-z]{2}"], wrong: ["(", "[a", "a{2,1}", "\\u{110000}"] },
  // RFC 6901 §3
  jsonPointer: { right: ["/a", "", "/a~1b/~0"], wrong: ["a", "/~", "/~2"] },
  // RFC 4648 §4
  byte: { right: ["YWRh", "YQ==", "", "YWI="], wrong: ["YWR", "YW-h", "Y===", "====a"] },
};

/** Numbers that are right, and numbers that are wrong, under a format: the last and the first beyond. */
export const formatNumbers: Readonly<
  Record<string, { readonly right: readonly number[]; readonly wrong: readonly number[] }>
> = {
  int32: { right: [2147483647, -2147483648], wrong: [2147483648, -2147483649, 0.5] },
  int64: { right: [2 ** 53 - 1, -(2 ** 53 - 1)], wrong: [2 ** 64, -(2 ** 64), 0.5] },
  float: { right: [3.4e38, -3.4e38], wrong: [3.5e38, -3.5e38] },
};
