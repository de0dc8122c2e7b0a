import { readFileSync } from "node:fs";
import { join } from "node:path";
import { EVERYONE } from "../../../../src/access/audience.ts";
import type { Answer, Evidence } from "../../../../src/answer/answer.ts";
import { emptyAnswer } from "../../../../src/answer/empty-answer.ts";
import type { App } from "../../../../src/app.ts";
import { recordVote, type Vote } from "../../../../src/feedback/record-vote.ts";
import { proposeVerified } from "../../../../src/feedback/verified/propose-verified.ts";
import { acceptVerified } from "../../../../src/feedback/verified/review-verified.ts";
import type { ExportOptions } from "../../../../src/learning/datasets/export-dataset.ts";
import type { Format } from "../../../../src/learning/datasets/formats/schemas.ts";
import { openApp, syncFiles } from "../../../support/open-app.ts";
import { temporaryFolder } from "../../../support/temporary-folder.ts";
import { exportWhatIsThere } from "./export-what-is-there.ts";
import { forEver } from "./for-ever.ts";

const FILES = {
  "bus.md":
    "# Getting to work\n\nThe shuttle bus to the plant leaves every 20 minutes.\n\nIts winter timetable is in another document.\n",
  "winter.md":
    "# Winter timetable\n\nIn winter the shuttle bus to the plant leaves every 35 minutes.\n",
  "gym.md": "# Gym\n\nThe gym opens at six and asks for a membership card.\n",
};
export const ASKED = "How often does the shuttle bus to the plant leave in winter?";
export const RIGHT = "In winter the shuttle bus leaves every 35 minutes.";

interface Given {
  id: string;
  question?: string;
  text: string;
  cited: string[];
  /** Passages of these documents, in this order. */
  shown: string[];
  outcome?: Answer["outcome"];
}

/** Keeps an answer as if it had been given, from passages as they are. */
export async function give(
  app: App,
  { id, question = ASKED, text, cited, shown, outcome = "answered" }: Given,
) {
  const lists = (await app.storage.accessLists.list()).map((one) => one.id);
  const passages = await Promise.all(
    shown.map((file) => app.index.readDocument("handbook", file, lists)),
  );
  const considered = passages.flat().map((one) => ({
    ...{ source: one.source, documentId: one.documentId, title: one.title, headings: one.headings },
    ...{ score: 1, keyword: 1, vector: undefined, used: outcome === "answered", hash: one.hash },
  }));
  const citations = cited.map((documentId, at) => {
    const passage = passages.flat().find((one) => one.documentId === documentId)?.text ?? "";
    return { n: at + 1, source: "handbook", documentId, passage, quotes: [] };
  });
  const empty = emptyAnswer(id, outcome);
  const answer = { ...empty, text, citations, searchedFor: question };
  const evidence = { searchedFor: question, considered, dropped: [] } as unknown as Evidence;
  const at = app.now();
  await app.storage.answers.create({
    ...{ id, threadId: id, surface: "web", askedBy: "asker", askedAt: at, question },
    ...{ audience: EVERYONE, outcome, finishedAt: at, answer, evidence, promptVersion: "p" },
    retrievalVersion: undefined,
  });
}

export async function openWorld() {
  const app = await openApp();
  await syncFiles(app, FILES);
  const vote = (answerId: string, change: Partial<Vote>) =>
    recordVote({ answerId, voter: "ana", vote: "down", ...change }, app.storage, app.now());
  const correct = (answerId: string, correction: string) =>
    vote(answerId, { reason: "wrong", correction, byMember: true });
  return { app, vote, correct };
}

export async function exported(
  app: App,
  format: Format,
  deps = forEver(app),
  change: Partial<ExportOptions> = {},
) {
  const directory = join(temporaryFolder("out"), "set");
  const options = { format, directory, name: "set", ...change };
  const { card, isWritten } = await exportWhatIsThere(options, "test", deps);
  const read = (file: string) => (isWritten ? readFileSync(join(directory, file), "utf8") : "");
  // biome-ignore lint/suspicious/noExplicitAny: whatever the file holds
  const lines = (file: string): any[] =>
    read(file)
      .split("\n")
      .filter((line) => line !== "")
      .map((line) => JSON.parse(line));
  const all = () => ["train", "dev", "test"].flatMap((part) => lines(`${part}.jsonl`));
  return { card, read, lines, all, isWritten };
}

/** An answer that somebody stands for, from these documents; `of`: the answer that it corrects. */
export async function verify(app: App, text: string, files: string[], of?: string) {
  const documents = files.map((documentId) => ({ source: "handbook", documentId }));
  const written = { question: ASKED, text, documents, audience: [["everyone"]] };
  const from = of === undefined ? {} : { answerId: of };
  const proposal = { origin: "correction" as const, createdBy: "cli", ...from, ...written };
  const { id } = await proposeVerified(proposal, app);
  await acceptVerified(id, {}, { id: "cli" }, app);
  return id;
}
