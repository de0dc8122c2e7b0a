import { expect, test } from "vitest";
import { EVERYONE } from "../../../src/access/audience.ts";
import { answerDirectly } from "../../../src/conversation/answer-directly.ts";
import { recordVote, type Vote } from "../../../src/feedback/record-vote.ts";
import { readLabels } from "../../../src/learning/datasets/read-labels.ts";
import { openApp, syncFiles } from "../../support/open-app.ts";
import { forEver } from "./support/for-ever.ts";

const LEAVE = "How many days of annual leave do I get?";
const CITED = [{ source: "handbook", documentId: "leave.md" }];

async function openAnswers() {
  const app = await openApp();
  await syncFiles(app, {
    "leave.md":
      "# Annual leave\n\nEvery employee gets 28 days of annual leave per year. Unused days expire on 31 March.\n",
  });
  const ask = (id: string) =>
    answerDirectly(id, { text: LEAVE, audience: EVERYONE, history: [] }, app);
  const vote = (change: Partial<Vote>) =>
    recordVote({ answerId: "a1", voter: "ana", vote: "up", ...change }, app.storage, 5);
  await ask("a1");
  return { app, ask, vote, labels: () => readLabels(forEver(app)) };
}

test("an answer that helped speaks for its documents; one that did not says nothing of them", async () => {
  const { vote, labels } = await openAnswers();
  expect(await labels()).toEqual({ labels: [], dropped: {} });
  await vote({ vote: "down", reason: "wrong" });
  expect((await labels()).labels).toEqual([]);
  await vote({});
  const [label] = (await labels()).labels;
  expect(label).toMatchObject({ question: LEAVE, surface: "cli", positives: CITED, negatives: [] });
  expect(label?.voters).toEqual([expect.stringMatching(/^[0-9a-f]{16}$/)]);
});

test("a wrong source is a negative, and so is a citation that somebody votes down", async () => {
  const { ask, vote, labels } = await openAnswers();
  await vote({ vote: "down", reason: "wrong-source" });
  await ask("a2");
  await vote({ answerId: "a2", citation: 1, vote: "down" });
  const all = (await labels()).labels;
  expect(all.map(({ positives, negatives }) => [positives, negatives])).toEqual([
    [[], CITED],
    [[], CITED],
  ]);
  expect(all[0]?.voters).toEqual(all[1]?.voters);
  await vote({ answerId: "a2", citation: 1, voter: "ben" });
  expect((await labels()).labels).toHaveLength(1);
});

test.each(["slack", "teams"] as const)(
  "what was asked in %s counts only once an admin allows it",
  async (platform) => {
    const { app, labels } = await openAnswers();
    const record = await app.storage.answers.get("a1");
    if (record === undefined) throw new Error("It was not kept.");
    await app.storage.answers.create({ ...record, id: "s1", surface: platform });
    const vote = { answerId: "s1", voter: "x", vote: "up" as const };
    await recordVote(vote, app.storage, 5);
    const reason = `asked or written in ${platform}, which no admin has allowed`;
    expect(await labels()).toEqual({ labels: [], dropped: { [reason]: 1 } });
    const policy = { platform, basis: "works council", allowedBy: "cli", allowedAt: 1 };
    await app.storage.datasets.allow({ ...policy, purpose: "training" });
    expect((await labels()).labels).toEqual([]);
    await app.storage.datasets.allow({ ...policy, purpose: "retrieval-tuning" });
    expect((await labels()).labels).toMatchObject([{ surface: platform, positives: CITED }]);
    expect(await app.storage.datasets.revoke(platform, "retrieval-tuning")).toBe(true);
    expect((await labels()).labels).toEqual([]);
  },
);
