import { newRecord } from "../../../src/conversation/accept-question.ts";
import { seededRandom } from "../../../src/evaluation/bootstrap.ts";
import type { Outcome, SourceRecord, Storage } from "../../../src/storage/storage.ts";

export const DAY_MS = 86_400_000;

export interface Told {
  by?: string;
  text?: string;
  /** `cli`, `web`, or a kind of room of Slack. */
  in?: "cli" | "web" | "open" | "closed" | "direct";
  at: number;
  outcome?: Outcome;
  cites?: { source: string; documentId: string; updatedAt?: string }[];
  nearest?: string[];
  support?: number;
  similarity?: number;
  version?: string | undefined;
  /** Who wrote it, and the prompt that it was told by. */
  model?: string;
  prompt?: string;
  likes?: number;
  dislikes?: number;
}

/** Keeps questions with their answers and votes as if they had been asked. */
export function createTeller(storage: Storage) {
  let count = 0;
  return async (told: Told): Promise<string> => {
    count += 1;
    const id = `told-${count}`;
    const { in: place = "open", by = "ann", text = "How many days off?", at } = told;
    const isRoom = place === "open" || place === "closed" || place === "direct";
    const surface = isRoom ? "slack" : place;
    const asked = { messageId: id, threadId: id, surface, askedBy: by, text };
    const record = newRecord({ ...asked, audience: [["everyone"]] }, at);
    if (isRoom) {
      await storage.rooms.replies.accept(record, {
        ...{ answerId: id, workspaceId: "slack:T1", roomId: "slack:T1:C1", roomKind: place },
        ...{ threadId: id, messageId: id, askedBy: by, onlyTo: undefined, context: [] },
        ...{ saidAt: at, createdAt: at, again: undefined },
      });
    } else await storage.answers.create(record);
    const { outcome = "answered", cites = [], nearest = [], support, similarity } = told;
    const citations = cites.map((one, n) => ({ n: n + 1, updatedAt: null, ...one }));
    const answer = {
      ...{ outcome, text: "", searchedFor: text, citations, model: told.model },
      nearest: nearest.map((source) => ({ source })),
      support: support === undefined ? null : { score: support, threshold: 0.5 },
    };
    const considered = similarity === undefined ? [] : [{ vector: similarity }];
    const evidence = { considered, settings: told.version };
    const result = { outcome, answer, evidence, promptVersion: told.prompt, finishedAt: at };
    await storage.answers.finish(id, result);
    const { likes = 0, dislikes = 0 } = told;
    for (let n = 0; n < likes + dislikes; n += 1) {
      const vote = { answerId: id, voter: `voter ${n}`, citation: 0, votedAt: at };
      const none = { reason: undefined, correction: undefined, byMember: true };
      const said = n < likes ? ("up" as const) : ("down" as const);
      await storage.feedback.vote({ ...vote, ...none, vote: said }, undefined);
    }
    return id;
  };
}

export async function addSourceRecord(
  storage: Storage,
  name: string,
  inStepAt: number | undefined,
): Promise<void> {
  const nothing = { audience: ["everyone"], schedule: undefined, cursor: undefined };
  const none = { lastSyncCounts: undefined, lastSyncError: undefined, lag: undefined };
  const source: SourceRecord = {
    ...{ name, kind: "files", settings: {}, paused: false, sample: false, createdAt: 1 },
    ...{ ...nothing, ...none, lastSyncProgressAt: undefined, heldRemovals: 0 },
    ...{ lastSyncStartedAt: inStepAt, lastSyncFinishedAt: inStepAt, inStepAt },
  };
  await storage.sources.add(source);
}

export async function addDocument(
  storage: Storage,
  source: string,
  documentId: string,
  readers: string[],
): Promise<void> {
  const accessId = await storage.accessLists.idOf(readers);
  const title = `Title of ${documentId}`;
  const rest = { fingerprint: "1", inheritsAudience: false, passages: 1, syncedAt: 1 };
  await storage.documents.save([{ source, documentId, kind: "file", title, accessId, ...rest }]);
}

/** A company's month: more and more is asked, of late in German and of something that no document says. */
export async function fillMonth(storage: Storage, now: number): Promise<void> {
  const tell = createTeller(storage);
  const random = seededRandom(7);
  await addSourceRecord(storage, "handbook", now - 3_600_000);
  await addSourceRecord(storage, "wiki", now - 41 * DAY_MS);
  await addSourceRecord(storage, "drive", now - 2 * DAY_MS);
  await addDocument(storage, "wiki", "travel", ["everyone"]);
  await addDocument(storage, "wiki", "board", ["user:olga"]);
  for (let day = 29; day >= 0; day -= 1) {
    const isWeekend = [0, 6].includes(new Date(now - day * DAY_MS).getUTCDay());
    const asked = Math.round((isWeekend ? 2 : 12 + (29 - day) / 3) * (0.8 + 0.4 * random()));
    for (let n = 0; n < asked; n += 1) {
      const isNew = day < 7 && random() < 0.45;
      await tell(oneQuestion(now - day * DAY_MS - n * 60_000, isNew, day, random));
    }
  }
}

const ASKED = [
  "How many days of annual leave do I get?",
  "Which gifts may I accept from suppliers?",
  "How do I book a meeting room?",
  "What is the daily allowance when I travel to Vienna for work?",
];
const NEW = [
  "Wo finde ich die neue Richtlinie zum Leasing von Fahrrädern?",
  "Wie beantrage ich ein Fahrrad über die Firma?",
];
const UNKNOWN = ["Who repairs the coffee machine?", "Can I bring my dog to the office?"];

function oneQuestion(at: number, isNew: boolean, day: number, random: () => number): Told {
  const pick = <T>(items: readonly T[]): T => items[Math.floor(random() * items.length)] as T;
  const by = `person ${Math.floor(random() * 40)}`;
  const place = pick(["open", "open", "closed", "direct", "web"] as const);
  const version = day < 12 ? "retrieval-2" : undefined;
  const isKnown = !isNew && random() < 0.85;
  const where = { at, by, in: place, version };
  if (!isKnown) {
    const outcome = random() < 0.85 ? ("not-found" as const) : ("clarify" as const);
    const text = isNew ? pick(NEW) : pick(UNKNOWN);
    const similarity = 0.2 + 0.2 * random();
    return { ...where, text, outcome, nearest: ["handbook"], support: 0.3 * random(), similarity };
  }
  const isOld = random() < 0.25;
  const cites = isOld
    ? [
        { source: "wiki", documentId: "travel", updatedAt: "2024-02-01T00:00:00Z" },
        { source: "wiki", documentId: "board", updatedAt: "2024-01-01T00:00:00Z" },
      ]
    : [
        { source: "handbook", documentId: `page ${Math.floor(random() * 30)}` },
        ...(random() < 0.4 ? [{ source: "drive", documentId: "plan" }] : []),
      ];
  const votes = random();
  return {
    ...{ ...where, text: pick(ASKED), cites, support: 0.6 + 0.4 * random() },
    ...{ similarity: 0.5 + 0.4 * random(), likes: votes < 0.25 ? 1 : 0 },
    dislikes: votes > (isOld ? 0.8 : 0.93) ? 1 : 0,
  };
}

/** Three versions that the gates have judged. */
export async function addVersions(storage: Storage, now: number): Promise<void> {
  const judged = [
    [-0.004, -0.021, 0.012],
    [0.052, 0.02, 0.096],
    [0.018, -0.006, 0.043],
  ] as const;
  for (const [n, [gain, low, high]] of judged.entries()) {
    const base = n === 2 ? "retrieval-2" : null;
    const { version } = await storage.learning.add({
      ...{ kind: "retrieval", createdAt: now - (3 - n) * 5 * DAY_MS, lineage: { base } },
      ...{ artifact: "{}", digest: "0" },
    });
    const passed = low > 0;
    const figures = { gain, low, high, questions: 200 };
    const gate = { gate: "retrieval", passed, reason: "Measured.", figures };
    await storage.learning.judge(version, passed ? "challenger" : "rejected", { gates: [gate] });
    if (!passed) continue;
    const { champion } = await storage.learning.serving("retrieval");
    await storage.learning.promote(version, now - 9 * DAY_MS, champion);
  }
}
