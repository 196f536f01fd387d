import { describe } from "vitest";
import { api } from "./api.ts";
import { conforms, unknown, type Row } from "./rows.ts";

const preflights: Row[] = [
  [
    "a preflight",
    { method: "OPTIONS", path: "/echo", headers: ["Origin", "https://a.example"] },
    {
      status: 204,
      text: "",
      headers: {
        "access-control-allow-origin": "https://a.example",
        "access-control-allow-methods": "GET,OPTIONS",
      },
    },
  ],
  [
    "a preflight of another origin that is allowed",
    { method: "OPTIONS", path: "/echo", headers: ["Origin", "https://b.example"] },
    { status: 204, headers: { "access-control-allow-origin": "https://b.example" } },
  ],
  [
    "a preflight of an origin that is not",
    { method: "OPTIONS", path: "/echo", headers: ["Origin", "https://c.example"] },
    { status: 204, headers: { "access-control-allow-origin": "https://a.example" } },
  ],
  ["a preflight where there is none", { method: "OPTIONS", path: "/model" }, unknown],
];

describe("preflights", () => conforms(api, preflights));
