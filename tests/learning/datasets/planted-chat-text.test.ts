import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { EVERYONE } from "../../../src/access/audience.ts";
import type { App } from "../../../src/app.ts";
import { answerDirectly } from "../../../src/conversation/answer-directly.ts";
import { recordVote, type Vote } from "../../../src/feedback/record-vote.ts";
import { proposeVerified } from "../../../src/feedback/verified/propose-verified.ts";
import { acceptVerified } from "../../../src/feedback/verified/review-verified.ts";
import type { Format } from "../../../src/learning/datasets/formats/schemas.ts";
import { readLabels } from "../../../src/learning/datasets/read-labels.ts";
import type { AnswerRecord } from "../../../src/storage/storage.ts";
import { openApp, syncFiles } from "../../support/open-app.ts";
import { temporaryFolder } from "../../support/temporary-folder.ts";
import { exportWhatIsThere } from "./support/export-what-is-there.ts";
import { forEver } from "./support/for-ever.ts";

const TOPICS = ["leave", "tickets", "buses", "badges", "parking", "lunches", "gyms", "desks"];
const FILES = Object.fromEntries(
  TOPICS.map((topic, at) => [
    `${topic}.md`,
    `# Rules on company ${topic}\n\nThe rule on company ${topic} names ${at + 20} minutes for everybody. Requests about company ${topic} go to the office.\n`,
  ]),
);
const ASKED = "What is the rule on company buses?";
const FORMATS = ["sft", "dpo", "kto", "eval"] as const;

/** An app with a liked answer of the web, and that answer to make others of. */
async function openWorld() {
  const app = await openApp();
  await syncFiles(app, FILES);
  await answerDirectly("w", { text: ASKED, audience: EVERYONE, history: [] }, app);
  const record = await app.storage.answers.get("w");
  if (record === undefined) throw new Error("It was not kept.");
  expect(record.outcome).toBe("answered");
  await app.storage.answers.create({ ...record, id: "web", surface: "web" });
  await recordVote({ answerId: "web", voter: "ana", vote: "up" }, app.storage, 5);
  return { app, record: { ...record, answer: record.answer as { text: string } } };
}
type World = Awaited<ReturnType<typeof openWorld>>;

/** Text of a chat wherever people or their questions can leave some. */
async function plant({ app, record }: World, platform: string, planted: string) {
  const { storage } = app;
  const member = `${platform}:T1:U1`;
  const give = (id: string, change: Partial<AnswerRecord> = {}) => {
    const question = `${planted} ${ASKED}`;
    const answer = {
      ...record.answer,
      searchedFor: question,
      text: `${record.answer.text} ${planted}.`,
    };
    const evidence = { ...(record.evidence as object), searchedFor: question };
    const all = { ...record, id, threadId: id, surface: platform, askedBy: member, question };
    return storage.answers.create({ ...all, answer, evidence, ...change });
  };
  const vote = (answerId: string, change: Partial<Vote>) =>
    recordVote({ answerId, voter: member, vote: "down", ...change }, storage, 9);
  const correction = `The rule on company buses names 22 minutes ${planted}.`;
  // A pair, with votes on citations; one that found nothing, and one of which somebody says so.
  await give("liked");
  await vote("liked", { vote: "up" });
  await vote("liked", { vote: "up", citation: 1 });
  await give("disliked");
  await vote("disliked", { reason: "wrong", voter: "ben" });
  await give("corrected");
  await vote("corrected", { reason: "wrong", correction, byMember: true });
  await give("found-nothing", { outcome: "not-found" });
  await vote("found-nothing", { vote: "up" });
  await give("no-source");
  await vote("no-source", { reason: "wrong", correction: "No source.", byMember: true });
  // An answer of the web that somebody corrects in a chat.
  await storage.answers.create({ ...record, id: "web-2", surface: "web" });
  await vote("web-2", { reason: "wrong", correction, byMember: true });
  // What experts wrote there, or of what was asked there, also when that is gone.
  await give("gone");
  const written = {
    ...{ question: `${planted} ${ASKED}`, text: correction, audience: [["everyone"]] },
    documents: [{ source: "handbook", documentId: "buses.md" }],
  };
  for (const place of [
    { messageId: `${platform}:T1:C1:5`, createdBy: "cli" },
    { createdBy: member },
    { createdBy: "cli", answerId: "corrected" },
    { createdBy: "cli", answerId: "gone" },
  ]) {
    const { id } = await proposeVerified({ origin: "expert", ...written, ...place }, app);
    await acceptVerified(id, {}, { id: "cli" }, app);
  }
  await storage.rooms.replies.remove("gone");
  expect(await storage.answers.get("gone")).toBeUndefined();
}

async function exportTo(app: App, format: Format) {
  const directory = join(temporaryFolder("out"), "set");
  const options = { format, directory, name: "set", synthetic: 5 };
  const { card, isWritten } = await exportWhatIsThere(options, "test", forEver(app));
  const files = (isWritten ? readdirSync(directory) : []).map((file) =>
    readFileSync(join(directory, file), "utf8"),
  );
  return { card, text: files.join("\n") };
}

test.each(["slack", "teams"] as const)(
  "what was said in %s is in no file of any format, nor among labels, until an admin allows it",
  async (platform) => {
    const world = await openWorld();
    const { app } = world;
    const planted = `zebra${platform}`;
    await plant(world, platform, planted);
    for (const format of FORMATS) {
      const { card, text } = await exportTo(app, format);
      expect(text, format).not.toContain(planted);
      expect(card.counts.provenance[platform]).toBeUndefined();
      const left = Object.entries(card.dropped).filter(([why]) =>
        why.includes(`text of ${platform}`),
      );
      // Five answers and three of experts; one correction.
      expect(left.map(([, count]) => count).toSorted(), format).toEqual([1, 8]);
    }
    const labels = await readLabels(forEver(app));
    expect(JSON.stringify(labels)).not.toContain(planted);
    expect(labels.labels.map(({ surface }) => surface)).toEqual(["web"]);
    // What would be there: the plants reach each format once they may.
    const policy = { platform, basis: "works council", allowedBy: "cli", allowedAt: 1 };
    for (const purpose of ["training", "evaluation", "retrieval-tuning"] as const) {
      await app.storage.datasets.allow({ ...policy, purpose });
    }
    for (const format of FORMATS) {
      expect((await exportTo(app, format)).text, format).toContain(planted);
    }
    const allowed = await readLabels(forEver(app));
    expect(allowed.labels.filter(({ question }) => question.includes(planted)).length).toBe(5);
  },
);
