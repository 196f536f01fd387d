import { describe, expect, it } from "vitest";
import * as formats from "../../templates/validator/inline/runtime/formats.ts";

type Row = readonly [
  format: keyof typeof formats,
  good: readonly unknown[],
  bad: readonly unknown[],
];

const rows: readonly Row[] = [
  [
    "date",
    ["2024-02-29", "2000-02-29", "2026-12-31"],
    ["2023-02-29", "1900-02-29", "2026-13-01", "2026-04-31", "26-01-01", "2026-1-1"],
  ],
  [
    "time",
    ["09:30:00Z", "09:30:00.123+05:45", "23:59:60Z", "22:59:60-01:00"],
    ["09:30:00", "24:00:00Z", "09:60:00Z", "12:00:60Z", "09:30:00+24:00"],
  ],
  [
    "dateTime",
    ["2026-01-31T09:30:00Z", "2026-01-31t09:30:00.1z", "1998-12-31T15:59:60-08:00"],
    ["2026-01-31 09:30:00Z", "2026-02-30T00:00:00Z", "2026-01-31"],
  ],
  [
    "duration",
    ["P1D", "PT1H30M", "P1Y2M3DT4H5M6S", "P4W"],
    ["P", "PT", "P1", "1D", "P1D2H", "P1W2D"],
  ],
  [
    "email",
    ["a@b", "ada.lovelace+x@example.co.uk", "o'neil@example.com"],
    ["", "@b", "a@", "a..b@c", ".a@c", "a b@c", "a@b@c", "a@-b.c"],
  ],
  ["idnEmail", ["실례@실례.테스트"], ["a", "a @b"]],
  [
    "hostname",
    ["a", "example.com", "xn--4gbwdl.xn--wgbh1c", "a".repeat(63)],
    ["", "-a", "a-", "a..b", "a_b", "a".repeat(64)],
  ],
  [
    "ipv4",
    ["0.0.0.0", "255.255.255.255"],
    ["256.0.0.1", "1.2.3", "1.2.3.4.5", "01.2.3.4", "1.2.3.4."],
  ],
  [
    "ipv6",
    ["::", "::1", "2001:db8::1", "1:2:3:4:5:6:7:8", "::ffff:192.0.2.1", "1::"],
    [
      "1:2:3:4:5:6:7",
      "1::2::3",
      ":::",
      "12345::",
      "1:2:3:4:5:6:7:8:9",
      "::192.0.2.256",
      "fe80::1%eth0",
    ],
  ],
  [
    "uri",
    ["https://example.com/a?b=c#d", "urn:a:b", "mailto:a@b"],
    ["/a", "a b:c", "http://a b", "http://a#b#c", "http://%zz", "http://é"],
  ],
  ["uriReference", ["", "/a", "#a", "../b?c", "https://a"], ["\\a", "a b", "#a#b"]],
  ["iri", ["https://example.com/é"], ["/é", "http://a b"]],
  [
    "uuid",
    ["3f1d0c1e-8f5a-4c55-9b58-2f6f0c9a1b2e", "3F1D0C1E-8F5A-4C55-9B58-2F6F0C9A1B2E"],
    ["3f1d0c1e8f5a4c559b582f6f0c9a1b2e", "3f1d0c1e-8f5a-4c55-9b58-2f6f0c9a1b2"],
  ],
  ["regex", ["^a+$", ""], ["(", "[z-a]"]],
  ["jsonPointer", ["", "/", "/a~0b~1c/0"], ["a", "/~", "/~2"]],
  ["byte", ["", "YWRh", "YQ=="], ["YQ", "YQ=", "Y Q=", "=YQ="]],
  ["int32", [0, -2147483648], [2147483648, 1.5]],
  ["int64", [2 ** 53], [2 ** 64, 0.5]],
  ["float", [3.4e38, 0.1], [1e39]],
];

describe("formats", () => {
  it.each(rows)("%s", (name, good, bad) => {
    const test = formats[name] as unknown as (value: unknown) => boolean;
    expect(good.filter((value) => !test(value))).toEqual([]);
    expect(bad.filter((value) => test(value))).toEqual([]);
  });
});
