import { existsSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import type { Card } from "../../../src/learning/datasets/write-dataset.ts";
import { createFootnote } from "../../support/footnote.ts";
import { writeFiles } from "../../support/temporary-folder.ts";

test("a company without votes begins with questions made of its documents", async () => {
  const footnote = createFootnote();
  const files = Object.fromEntries(
    Array.from({ length: 12 }, (_, n) => [
      `docs/topic-${n}.md`,
      `# Topic ${n}\n\nThe gadget of team ${n} is a device with ${n + 3} buttons for everybody.\n`,
    ]),
  );
  writeFiles(footnote.folder, files);
  await footnote.run("sources", "add", "files", "handbook", "--set", "path=docs");
  await footnote.run("sync", "handbook");
  const out = ["--out", "set", "--synthetic", "40"];
  const card = await footnote.json<Card>("feedback", "export", "--format", "eval", ...out);
  expect(card.counts.kinds).toEqual({ synthetic: 12 });
  expect(card).toMatchObject({ name: "set", purpose: "evaluation", includesRestricted: false });
  const measured = await footnote.json<{ queries: number }>("eval", "retrieval", "set");
  expect(measured.queries).toBe(12);
  const again = await footnote.run("feedback", "export", "--format", "sft", "--out", "set");
  expect(again).toMatchObject({ code: 1 });
  expect(again.stderr).toContain("holds something already: name an empty or a new folder.");
});

test("what may be learned from chats is said by somebody, on some grounds, and taken back", async () => {
  const footnote = createFootnote();
  const policy = (...words: string[]) => footnote.run("feedback", "policy", ...words);
  expect((await policy()).stdout).toContain("slack, training: not allowed\n");
  expect(await policy("slack", "--allow")).toMatchObject({ code: 2 });
  await policy("slack", "--allow", "--basis", "Works agreement 7", "--by", "Rosa");
  const tuning = ["--purpose", "retrieval-tuning", "--basis", "Works agreement 8"];
  await policy("teams", "--allow", ...tuning);
  expect(await footnote.json("feedback", "policy")).toMatchObject([
    { platform: "slack", purpose: "training", allowedBy: "Rosa", basis: "Works agreement 7" },
    { platform: "teams", purpose: "retrieval-tuning", allowedBy: "cli" },
  ]);
  await policy("slack", "--revoke");
  expect((await policy()).stdout).toContain("slack, training: not allowed\n");
  expect((await footnote.run("audit-log")).stdout).toMatch(/texts\.revoked[\s\S]*texts\.allowed/);
});

test("a corrected answer becomes a case that `eval answers` runs, and a question that nothing answers another", async () => {
  const footnote = createFootnote();
  const leave =
    "# Annual leave\n\nEvery employee gets 28 days of annual leave per year. Unused days expire on 31 March.\n";
  writeFiles(footnote.folder, { "docs/leave.md": leave });
  await footnote.run("sources", "add", "files", "handbook", "--set", "path=docs");
  await footnote.run("sync", "handbook");
  const ask = (question: string) => footnote.json<{ id: string; outcome: string }>("ask", question);
  const answered = await ask("How many days of annual leave do I get?");
  expect(answered.outcome).toBe("answered");
  const correction = "You get 28 each year.";
  await footnote.run(
    "vote",
    answered.id,
    "down",
    "--reason",
    "incomplete",
    "--correction",
    correction,
  );
  const refused = await ask("Who feeds the cats of the museum?");
  expect(refused.outcome).toBe("not-found");
  await footnote.run("vote", refused.id, "up");
  const card = await footnote.json<Card>(
    "feedback",
    "export",
    "--format",
    "eval",
    "--out",
    "cases",
  );
  expect(card.counts.kinds).toEqual({ answer: 1, unanswerable: 1 });
  expect(await footnote.json("eval", "answers", "cases")).toMatchObject({
    answerable: { n: 1, answered: 1, accepted: 1 },
    unanswerable: { n: 1, refused: 1 },
  });
  // Once the documents say otherwise, the case tells.
  writeFiles(footnote.folder, { "docs/leave.md": leave.replace("28", "25") });
  const now = ["--questions", "cases/qa.jsonl", "--corpus", "docs"];
  expect(await footnote.json("eval", "answers", ...now)).toMatchObject({
    answerable: { n: 1, answered: 1, accepted: 0 },
  });
});

test("of nothing there is no dataset: one sentence says so, and the card what was left out", async () => {
  const footnote = createFootnote();
  writeFiles(footnote.folder, { "docs/leave.md": "# Leave\n\nEverybody has 28 days of it.\n" });
  await footnote.run("sources", "add", "files", "handbook", "--set", "path=docs");
  await footnote.run("sync", "handbook");
  const { id } = await footnote.json<{ id: string }>("ask", "Who feeds the cats of the museum?");
  await footnote.run("vote", id, "down");
  const out = join(footnote.folder, "set");
  for (const format of ["sft", "dpo", "eval"]) {
    const words = ["feedback", "export", "--format", format, "--out", "set"];
    const { code, stdout, stderr } = await footnote.run(...words);
    expect(code).toBe(1);
    expect(stdout).toContain('Left out, 1: the answer was "not-found".\n');
    expect(stderr).toBe(
      `There is nothing to export as ${format}, and ${out} was not written: it takes answers that people ${
        format === "dpo"
          ? "disliked and corrected"
          : "voted on or corrected, or --synthetic for questions made of documents"
      }.\n`,
    );
    const asJson = await footnote.run(...words, "--json");
    expect(asJson).toMatchObject({ code: 1, stderr });
    expect(JSON.parse(asJson.stdout)).toMatchObject({
      ...{ format, counts: { splits: { train: 0, dev: 0, test: 0 } } },
      dropped: { 'the answer was "not-found"': 1 },
    });
  }
  expect(existsSync(out)).toBe(false);
  expect(await footnote.json("feedback", "datasets")).toEqual([]);
  expect((await footnote.run("audit-log")).stdout).not.toContain("dataset.exported");
}, 120_000);
