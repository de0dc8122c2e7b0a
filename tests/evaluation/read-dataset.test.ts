import { join } from "node:path";
import { expect, test } from "vitest";
import { readAnswerCases, readQrels, readQueries } from "../../src/evaluation/read-dataset.ts";
import { temporaryFolder, writeFiles } from "../support/temporary-folder.ts";

const write = (name: string, text: string) =>
  join(writeFiles(temporaryFolder(), { [name]: text }), name);

test("history is read as people write it and as evaluation data has it", async () => {
  const turns = [
    { speaker: "user", text: "Hello?" },
    { speaker: "agent", text: "Yes." },
    { role: "assistant", text: "Well?" },
  ];
  const file = write(
    "queries.jsonl",
    `${JSON.stringify({ _id: "1", text: "Why?", history: turns })}\r\n\n`,
  );
  expect(await readQueries(file)).toEqual([
    {
      _id: "1",
      text: "Why?",
      history: [
        { role: "user", text: "Hello?" },
        { role: "assistant", text: "Yes." },
        { role: "assistant", text: "Well?" },
      ],
    },
  ]);
});

test("judgements come without their header", async () => {
  const file = write("qrels.tsv", "query-id\tcorpus-id\tscore\nq1\ta\t2\nq1\tb\t0\nq2\ta\t1\n");
  expect(await readQrels(file)).toEqual(
    new Map([
      [
        "q1",
        new Map([
          ["a", 2],
          ["b", 0],
        ]),
      ],
      ["q2", new Map([["a", 1]])],
    ]),
  );
});

test("a line that cannot be used is named, with what is wrong", async () => {
  const good = JSON.stringify({ id: "1", question: "Why?", answerable: true });
  const lacking = write("qa.jsonl", `${good}\n{"id": "2", "question": "How?"}\n`);
  await expect(readAnswerCases(lacking)).rejects.toThrow(/^Line 2 of .*qa\.jsonl .*answerable/);
  await expect(readAnswerCases(write("qa.jsonl", `${good}\nno`))).rejects.toThrow(
    /Line 2.*not JSON/,
  );
  await expect(readAnswerCases("/nowhere/qa.jsonl")).rejects.toThrow(
    "/nowhere/qa.jsonl cannot be read",
  );
});
