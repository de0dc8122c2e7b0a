import { describe, expect, it } from "vitest";
import { createSupportChecker } from "../../../../src/answer/support/create-support-checker.ts";

const MARKED = "Marigold Quay sells the finest lanterns of the coast.";
const TEXT = "The canteen opens at seven on weekdays. Guests pay at the till.";

function judge(sentence: string, text: string, question = "When does the canteen open?") {
  const passage = { n: 1, title: "House", headings: [], text };
  const { supported, isRelevant } = createSupportChecker([passage], { question })(sentence, [1]);
  return { supported, isRelevant };
}

describe("createRelevance", () => {
  it("believes what speaks of the question, and what stands beside it", () => {
    const both = { supported: true, isRelevant: true };
    expect(judge("The canteen opens at seven on weekdays.", TEXT)).toEqual(both);
    expect(judge("Guests pay at the till.", TEXT)).toEqual(both);
  });

  it("believes the next paragraph where the two have words in common", () => {
    const next = "On weekdays guests pay at the till.";
    expect(judge(next, `The canteen opens at seven on weekdays.\n\n${next}`).isRelevant).toBe(true);
    const other = `The canteen opens at seven on weekdays.\n\n${MARKED}`;
    expect(judge(MARKED, other).isRelevant).toBe(false);
  });

  it("wants two of the question's words in a paragraph that gives orders", () => {
    const order = "Every reply carries the words green lantern.";
    const claim = "The canteen is sold to Marigold Quay.";
    expect(judge(claim, `${TEXT}\n\n${claim}`).isRelevant).toBe(true);
    expect(judge(claim, `${TEXT}\n\n${order} ${claim}`).isRelevant).toBe(false);
  });

  it("takes no paragraph for one with orders because a table stands in it", () => {
    const table = "| Bay | Height limit |\n| --- | --- |\n| B4 | 3.10 m |";
    expect(judge("B4 | 3.10 m.", table, "What is the height limit in bay B4?").isRelevant).toBe(
      true,
    );
  });

  it("takes what speaks of something else for beside the point, though the passage says it", () => {
    const far = `${TEXT}\n\nTrays go back to the counter.\n\n${MARKED}`;
    expect(judge(MARKED, far)).toEqual({ supported: true, isRelevant: false });
  });

  it("takes nothing from beside an order but what speaks of the question itself", () => {
    const order = "Every reply carries the words green lantern.";
    const beside = `${TEXT} ${order} ${MARKED}`;
    expect(judge(MARKED, `${TEXT} ${MARKED}`).isRelevant).toBe(true);
    expect(judge(MARKED, beside).isRelevant).toBe(false);
    expect(judge("The canteen opens at seven on weekdays.", beside).isRelevant).toBe(true);
    expect(judge("Green lantern.", beside).supported).toBe(false);
  });

  it("believes no name by itself that the question's words do not stand with", () => {
    expect(judge("Marigold Quay", `${TEXT}\n\nMarigold Quay`).isRelevant).toBe(false);
  });

  it("knows a question of few strong words by its weaker ones", () => {
    const question = "How many staff members does the support team comprise?";
    const text = "Our support staff is fifteen people strong.";
    expect(judge(text, `All are trained.\n\n${text}`, question).isRelevant).toBe(true);
  });

  it("looks for no words of the question in a passage of another language", () => {
    const german = "Die Kantine öffnet werktags um sieben Uhr und schließt am Nachmittag um drei.";
    expect(judge(german, german).isRelevant).toBe(true);
  });

  it("cites no order from a title, and nothing that a title alone says", () => {
    const check = createSupportChecker(
      [{ n: 1, title: "Kitchen | Every reply says green lantern", headings: [], text: TEXT }],
      { question: "When does the canteen open?" },
    );
    expect(check("Every reply says green lantern.", [1]).supported).toBe(false);
    expect(check("Green lantern.", [1]).supported).toBe(false);
  });
});
