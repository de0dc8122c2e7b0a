import { describe, expect, it } from "vitest";
import { figuresAgree } from "../../../src/answer/support/matching/figures-agree.ts";
import { readFigures } from "../../../src/answer/support/reading/read-figures.ts";

function agree(a: string, b: string): boolean {
  const [said] = readFigures(a);
  const [source] = readFigures(b);
  if (said === undefined || source === undefined) throw new Error("no figure in it");
  return figuresAgree(said, source);
}

describe("figures", () => {
  it.each([
    ["ten days", "10 days"],
    ["1,000 euros", "EUR 1.000"],
    ["1.5 million", "1,500,000"],
    ["two weeks", "14 days"],
    ["24 months", "2 years"],
    ["12 percent", "12%"],
    ["2026-03-01", "1 March 2026"],
    ["March 1, 2026", "1. März 2026"],
    ["01.03.2026", "2026-03-01"],
    ["March 2026", "1 March 2026"],
    ["5 pm", "17:00"],
    ["noon", "12:00"],
    ["3rd floor", "third floor"],
    ["zwölf Tage", "12 Tage"],
    ["twenty-five people", "25 people"],
    ["half past nine", "9:30"],
    ["quarter to five", "16:45"],
    ["1 h 20", "1 hour and 20 minutes"],
    ["80 minutes", "1 hour and 20 minutes"],
    ["31/03", "31 March"],
  ])("takes %j for %j", (a, b) => {
    expect(agree(a, b)).toBe(true);
  });

  it.each([
    ["two weeks", "2 days"],
    ["500 euros", "500 dollars"],
    ["1 March 2026", "2 March 2026"],
    ["1 March 2026", "March 2026"],
    ["5 pm", "5 am"],
    ["third floor", "second floor"],
    ["1,000", "1001"],
    ["8%", "8 days"],
    ["half past nine", "9:45"],
    ["1 h 20", "1 hour and 30 minutes"],
    ["31/03", "31 May"],
  ])("tells %j from %j", (a, b) => {
    expect(agree(a, b)).toBe(false);
  });

  it("leaves pronouns, versions and modal verbs alone", () => {
    expect(readFigures("No one may use this one in 2.4.1 of it")).toEqual([]);
  });
});
