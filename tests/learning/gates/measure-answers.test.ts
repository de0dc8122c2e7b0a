import { expect, test } from "vitest";
import { EVERYONE } from "../../../src/access/audience.ts";
import { measureAnswers } from "../../../src/learning/gates/measure-answers.ts";
import { openApp, syncFiles } from "../../support/open-app.ts";

const ask = (text: string, documentId: string) => ({
  ...{ id: text, text, history: [], voters: [] },
  positives: [{ source: "handbook", documentId }],
});

test("an answer is right by what it cites; without that document, the question is to be refused", async () => {
  const app = await openApp();
  await syncFiles(app, {
    "leave.md":
      "# Annual leave\n\nEvery employee gets 28 days of annual leave per year. Unused days expire on 31 March.\n",
    "lifts.md": "# Lifts\n\nThe lifts are serviced on every first Monday of the month.\n",
    "lifts-too.md":
      "# Service\n\nOn every first Monday of the month the lifts are serviced by a firm.\n",
  });
  const questions = [
    ask("How many days of annual leave do I get?", "leave.md"),
    ask("How many days of annual leave does everybody get?", "lifts.md"),
  ];
  const answered = await measureAnswers(questions, EVERYONE, () => undefined, app.answering);
  expect(answered.right).toEqual([1, 0]);
  // What another document answers is answered all the same.
  expect(answered.refused).toEqual([1, 0]);
});
