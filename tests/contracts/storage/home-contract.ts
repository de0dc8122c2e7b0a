import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type { NewReply, Storage } from "../../../src/storage/storage.ts";
import { unansweredQuestion } from "./unanswered-question.ts";

function addWiki({ sources }: Storage): Promise<boolean> {
  return sources.add({
    ...{ name: "wiki", kind: "files", settings: {}, audience: undefined, schedule: undefined },
    ...{ paused: false, sample: false, cursor: undefined, lastSyncStartedAt: undefined },
    ...{ lastSyncFinishedAt: undefined, lastSyncCounts: undefined, lastSyncError: undefined },
    ...{ lastSyncProgressAt: undefined, inStepAt: undefined, lag: undefined, heldRemovals: 0 },
    createdAt: 1,
  });
}

/** What somebody's home is made of. */
export function homeContract(open: () => Promise<Storage>): void {
  let storage: Storage;
  beforeEach(async () => {
    storage = await open();
  });
  afterEach(() => storage.close());

  async function addDocument(
    documentId: string,
    title: string,
    accessId: number,
    passages = 1,
    syncedAt = 1,
  ) {
    const text = { kind: "file", fingerprint: "f", inheritsAudience: true, syncedAt };
    const document = { source: "wiki", documentId, title, accessId, passages, ...text };
    await storage.documents.save([document]);
  }

  let asked = 0;
  async function ask(askedBy: string, messageId: string, change: Partial<NewReply> = {}) {
    asked += 1;
    const answerId = change.answerId ?? messageId;
    const place = { workspaceId: "slack:T1", roomId: "slack:T1:C1", roomKind: "open" as const };
    const answer = { ...unansweredQuestion(answerId), askedBy, askedAt: asked };
    await storage.rooms.replies.accept(answer, {
      ...{ ...place, threadId: messageId, messageId, askedBy, answerId, onlyTo: undefined },
      ...{ context: [], again: undefined, saidAt: asked, createdAt: asked },
      ...change,
    });
  }

  const recent = async (who: string, limit = 10) =>
    (await storage.rooms.home.recentQuestions(who, limit)).map(({ answerId }) => answerId);

  describe("home", () => {
    it("gives titles that these lists open, read last first, none longer and of no empty document", async () => {
      await addWiki(storage);
      const own = await storage.accessLists.idOf(["user:a@x.test"]);
      const other = await storage.accessLists.idOf(["user:b@x.test"]);
      await addDocument("c", "Third", own);
      await addDocument("a", "First", own);
      await addDocument("b", "Secret", other);
      await addDocument("d", "x".repeat(21), own);
      await addDocument("e", "Empty", own, 0);
      await addDocument("f", "", own);
      await addDocument("z", "Newest", own, 1, 2);
      const titles = async (most: number, ids = [own]) =>
        (await storage.rooms.home.titles("wiki", ids, { most, mostCharacters: 20 })).map(
          ({ documentId, title }) => `${documentId} ${title}`,
        );
      expect(await titles(5)).toEqual(["z Newest", "a First", "c Third"]);
      expect(await titles(1)).toEqual(["z Newest"]);
      expect(await titles(5, [])).toEqual([]);
      expect(await titles(5, [own, other])).toEqual(["z Newest", "a First", "b Secret", "c Third"]);
      expect(
        await storage.rooms.home.titles("other", [own], { most: 5, mostCharacters: 9 }),
      ).toEqual([]);
    });

    it("gives the last questions of one person, each message once, none deleted", async () => {
      await ask("ana", "m1");
      await ask("ana", "m2");
      await ask("ben", "m3");
      await ask("ana", "m2", { answerId: "m2~edit1", again: { of: "m2", because: "edited" } });
      await ask("ana", "m1", { answerId: "m1~p", again: { of: "m1", because: "private" } });
      await ask("ana", "m4");
      await ask("ana", "m5");
      await storage.rooms.replies.withdraw("m4", 99);
      expect(await recent("ana")).toEqual(["m5", "m2~edit1", "m1"]);
      expect(await recent("ana", 2)).toEqual(["m5", "m2~edit1"]);
      expect(await recent("ben")).toEqual(["m3"]);
      await storage.rooms.replies.remove("m5");
      expect(await recent("ana")).toEqual(["m2~edit1", "m1"]);
    });

    it("says what became of a question, and that it was stopped", async () => {
      await ask("ana", "m1");
      const what = async () => (await storage.rooms.home.recentQuestions("ana", 1))[0];
      expect(await what()).toMatchObject({
        ...{ messageId: "m1", question: "Question m1?", outcome: undefined, isStopped: false },
      });
      const nothing = { evidence: undefined, promptVersion: undefined, finishedAt: 5 };
      const answer = { text: "", stopped: { at: "2026-01-01T00:00:00.000Z" } };
      await storage.answers.finish("m1", { outcome: "failed", answer, ...nothing });
      expect(await what()).toMatchObject({ outcome: "failed", isStopped: true });
    });
  });
}
