import { describe, expect, it } from "vitest";
import { cleanSentence } from "../../../src/answer/support/clean-sentence.ts";

const CITED = [
  {
    text: "See https://intra.acme.example/hr/leave or [Travel](https://wiki.acme.example/travel). Write to hr@acme.example, call +49 30 1234567. Sign in at workday.com.",
  },
];

describe("cleanSentence", () => {
  it.each([
    ["an image", "![chart](https://intra.acme.example/hr/leave)"],
    ["an image by reference", "![chart][1]"],
    ["an image as HTML", 'Look: <img src="https://intra.acme.example/hr/leave">'],
    ["a script", "Fine <script>fetch('//evil.example')</script>"],
    ["a link elsewhere", "Read [the guide](https://evil.example/a)."],
    ["a link under a citation's number", "Take 25 days [1](https://evil.example)."],
    ["a link by reference", "[1]: https://evil.example"],
    ["a link as HTML", "<a href='https://evil.example'>guide</a>"],
    ["an autolink", "Go to <https://evil.example>."],
    ["a bare address", "Go to https://evil.example/login now."],
    ["an address without a scheme", "Go to www.evil.example."],
    ["a name with a path", "Go to evil.party/login."],
    ["a bare domain", "Sign in at evil.com first."],
    ["a longer host", "Go to https://intra.acme.example.evil.com/hr/leave."],
    ["a shorter one", "Sign in at workday.co today."],
    ["a script as address", "[x](javascript:alert(1))"],
    ["entities", "Go to https&#58;&#x2F;&sol;evil.example."],
    ["percent signs", "Go to https%3A%2F%2Fevil.example."],
    ["zero-width characters", "Go to ht\u200btps://ev\u2060il.example/a."],
    ["full-width letters", "Go to ｅｖｉｌ．ｃｏｍ today."],
    ["brackets around dots", "Go to hxxps://evil[.]com today."],
    ["dots in words", "Go to evil dot com today."],
    ["another mail address", "Write to hr@evil.example."],
    ["another phone number", "Call +49 30 7654321."],
  ])("refuses %s", (_kind, sentence) => {
    const { refused } = cleanSentence(sentence, CITED);
    expect(refused).toMatch(/^It (?:holds|shows) .+\.$/);
  });

  it.each([
    ["You have 25 days.", "You have 25 days."],
    ["See https://intra.acme.example/hr/leave.", "See `https://intra.acme.example/hr/leave`."],
    ["See `https://intra.acme.example/hr/leave`.", "See `https://intra.acme.example/hr/leave`."],
    ["Read [Travel](https://wiki.acme.example/travel) first.", "Read Travel first."],
    ["Read [overtime](#overtime) and [leave](../leave.md).", "Read overtime and leave."],
    ["Write to hr@acme.example.", "Write to `hr@acme.example`."],
    ["Call +49 30 1234567.", "Call `+49 30 1234567`."],
    ["Sign in at workday.com.", "Sign in at `workday.com`."],
    ["Use **bold**<br>and <b>strong</b>.", "Use **bold** and strong."],
    ["Name it <team>-<date>, e.g. README.md.", "Name it <team>-<date>, e.g. README.md."],
    ["It costs 1,000,000 or 1.000.000 EUR.", "It costs 1,000,000 or 1.000.000 EUR."],
    ["From 2026-03-01 to 01.04.2026, 9:00-17:00.", "From 2026-03-01 to 01.04.2026, 9:00-17:00."],
    ["Hid\u200bden.", "Hidden."],
  ])("keeps %j", (sentence, text) => {
    expect(cleanSentence(sentence, CITED)).toEqual({ text, refused: undefined });
  });
});
