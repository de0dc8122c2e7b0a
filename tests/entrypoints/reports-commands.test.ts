import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import type { Answer } from "../../src/answer/answer.ts";
import { createFootnote } from "../support/footnote.ts";
import { writeFiles } from "../support/temporary-folder.ts";

const QUESTION = "Who carries the fire extinguisher key?";

test("gaps, feedback and verified answers, from the command line alone", async () => {
  const footnote = createFootnote();
  writeFiles(footnote.folder, {
    "docs/leave.md": "# Leave\n\nEveryone gets 28 days of leave. Ask early.\n",
  });
  await footnote.run("sources", "add", "files", "handbook", "--set", "path=docs");
  await footnote.run("sync", "handbook");
  const asked = await footnote.json<Answer>("ask", QUESTION);
  expect(asked.outcome).toBe("not-found");
  await footnote.run(
    "vote",
    asked.id,
    "down",
    "--reason",
    "incomplete",
    "--correction",
    "Olga does.",
  );
  expect(await footnote.json("gaps", "--days", "2")).toMatchObject({
    days: 2,
    gaps: [{ question: QUESTION, times: 1, people: 1, outcomes: { notFound: 1, disliked: 1 } }],
  });
  expect(await footnote.json("digest")).toMatchObject({
    questions: { asked: 1, answered: 0, notFound: 1, other: 0 },
    weekBefore: { asked: 0 },
    ...{ votes: { up: 0, down: 1 }, gaps: [{ question: QUESTION }], moreGaps: 0, sources: [] },
    review: { waiting: 0, expired: 0 },
  });
  const { stdout } = await footnote.run("digest");
  expect(stdout).toContain("1 question, 0 % answered; the week before 0");
  expect(await footnote.json("feedback")).toMatchObject({
    total: { up: 0, down: 1, reasons: { incomplete: 1 } },
    disliked: [{ answerId: asked.id, question: QUESTION, correction: "Olga does." }],
  });
  const page = join(footnote.folder, "report.html");
  expect(await footnote.json("learn", "report", "--days", "2", "--out", page)).toMatchObject({
    total: { questions: 1, outcomes: { "not-found": 1 }, likes: 0, dislikes: 1 },
    byChannel: [{ name: "cli", questions: 1 }],
    ...{ citationOpens: null, gaps: { gaps: [{ question: QUESTION }] } },
  });
  expect(readFileSync(page, "utf8")).toContain(QUESTION);
  const lines = (await footnote.run("learn", "report")).stdout;
  expect(lines).toContain("1 questions, not found 100\u00a0%");
  const nowhere = join(footnote.folder, "nowhere", "report.html");
  expect(await footnote.run("learn", "report", "--out", nowhere)).toMatchObject({ code: 2 });
  const verify = ["verified", "add", "--answer", asked.id, "--correction", "--by", "Rosa"];
  const added = await footnote.json<{ id: string }>(...verify, "--document", "handbook:leave.md");
  expect(added).toMatchObject({
    ...{ status: "active", from: "correction", question: QUESTION, text: "Olga does." },
    ...{ audience: [["everyone"]], documents: [{ source: "handbook", documentId: "leave.md" }] },
  });
  const answer = await footnote.run("ask", "Who carries the key of the fire extinguisher?");
  expect(answer.stdout).toMatch(/^Olga does\.\n[\s\S]*\nVerified by Rosa on \d{4}-\d\d-\d\d\n/);
  writeFiles(footnote.folder, { "docs/leave.md": "# Leave\n\nEveryone gets 30 days of leave.\n" });
  await footnote.run("sync", "handbook");
  expect(await footnote.json("verified")).toMatchObject([
    { id: added.id, status: "expired", expiredBecause: "“Leave” (handbook) has changed." },
  ]);
  await footnote.json("verified", "accept", added.id, "--text", "Ilse does.");
  expect(await footnote.json("verified", "list", "active")).toMatchObject([{ text: "Ilse does." }]);
  expect(await footnote.json("verified", "reject", added.id)).toMatchObject({ status: "rejected" });
  expect(await footnote.json("verified", "remove", added.id)).toMatchObject({ removed: true });
  expect((await footnote.run("verified")).stdout).toBe("Nothing waits for review.\n");
});

test("what was typed wrong is said in a sentence", async () => {
  const { run } = createFootnote();
  const wrong: [number, RegExp, ...string[]][] = [
    [2, /whole number of days/, "gaps", "--days", "0"],
    [2, /whole number of days/, "feedback", "--days", "-5"],
    [2, /no state/, "verified", "list", "some"],
    [2, /--question and --text, or --answer/, "verified", "add"],
    [
      2,
      /names no document/,
      "verified",
      "add",
      "--question",
      "q",
      "--text",
      "t",
      "--document",
      "x",
    ],
    [1, /no verified answer "v0"/, "verified", "accept", "v0"],
  ];
  for (const [code, stderr, ...args] of wrong) {
    expect(await run(...args)).toMatchObject({
      code,
      stdout: "",
      stderr: expect.stringMatching(stderr),
    });
  }
});
