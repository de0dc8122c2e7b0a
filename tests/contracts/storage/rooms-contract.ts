import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type { NewReply, Storage } from "../../../src/storage/storage.ts";
import { unansweredQuestion } from "./unanswered-question.ts";

export const FINISHED = {
  outcome: "answered",
  answer: { text: "Ten days." },
  evidence: undefined,
  promptVersion: undefined,
  finishedAt: 9,
} as const;

export function reply(answerId: string, change: Partial<NewReply> = {}): NewReply {
  return {
    answerId,
    workspaceId: "slack:T1",
    roomId: "slack:T1:C1",
    roomKind: "open",
    threadId: "slack:T1:C1:1",
    messageId: answerId,
    askedBy: "slack:T1:U1",
    onlyTo: undefined,
    context: [],
    again: undefined,
    saidAt: 1,
    createdAt: 1,
    ...change,
  };
}

/** Questions of chat platforms, their replies, threads, rooms and experts. */
export function roomsContract(open: () => Promise<Storage>): void {
  let storage: Storage;
  beforeEach(async () => {
    storage = await open();
  });
  afterEach(() => storage.close());
  const accept = (id: string, change: Partial<NewReply> = {}, threadId = "t") =>
    storage.rooms.replies.accept({ ...unansweredQuestion(id), threadId }, reply(id, change));

  describe("replies", () => {
    it("is kept with its question, once", async () => {
      const { replies } = storage.rooms;
      const again = { of: "m0", because: "private" } as const;
      const asked = await Promise.all([accept("m1", { again, onlyTo: "u" }), accept("m1")]);
      expect(asked).toEqual([true, false]);
      expect(await replies.get("m1")).toStrictEqual({
        ...reply("m1", { again, onlyTo: "u" }),
        begunAt: undefined,
        showingAt: undefined,
        shownAt: undefined,
        leftAs: undefined,
        state: undefined,
        settledAt: undefined,
        settledAs: undefined,
        withdrawnAt: undefined,
        unasked: false,
      });
      expect(await storage.answers.get("m1")).toMatchObject({ question: "Question m1?" });
      expect(await replies.get("m2")).toBeUndefined();
    });

    it("writes what is to be audited with the question, and once", async () => {
      const audited = { at: 3, actor: "u", action: "answer.shared", detail: { answerId: "m1" } };
      const keep = () =>
        storage.rooms.replies.accept(unansweredQuestion("m1"), reply("m1"), audited);
      expect([await keep(), await keep()]).toEqual([true, false]);
      expect(await storage.audit.list(9)).toMatchObject([audited]);
      expect(await storage.audit.verify()).toBeUndefined();
      const clashing = storage.rooms.replies.accept(unansweredQuestion("m2"), reply("m1"), audited);
      await expect(clashing).rejects.toThrow();
      expect(await storage.audit.list(9)).toHaveLength(1);
    });

    it("keeps neither where one cannot be kept", async () => {
      await accept("m1");
      await expect(
        storage.rooms.replies.accept(unansweredQuestion("m2"), reply("m1")),
      ).rejects.toThrow();
      expect(await storage.answers.get("m2")).toBeUndefined();
    });

    it("tells what people said before the questions of a thread", async () => {
      await accept("m1", { context: ["Hello.", "Who knows?"] });
      await accept("m2", {}, "other");
      expect(await storage.rooms.replies.contexts("t")).toEqual(
        new Map([["m1", ["Hello.", "Who knows?"]]]),
      );
    });

    it("is worded anew until answering begins, whoever comes first", async () => {
      const { replies } = storage.rooms;
      await accept("m1");
      expect(await replies.reword("m1", "Anew?", 5)).toBe(true);
      const begun = await replies.begin("m1", [["public"]], 6);
      expect(begun).toMatchObject({ question: "Anew?", audience: [["public"]] });
      expect(await replies.reword("m1", "Too late?", 7)).toBe(false);
      expect(await replies.get("m1")).toMatchObject({ saidAt: 5, begunAt: 6 });
      await storage.answers.finish("m1", FINISHED);
      expect(await replies.begin("m1", [["everyone"]], 8)).toBeUndefined();
      expect(await storage.answers.get("m1")).toMatchObject({ audience: [["public"]] });
      expect(await replies.begin("gone", [], 8)).toBeUndefined();
      await accept("busy");
      await storage.answers.finish("busy", FINISHED);
      expect(await replies.reword("busy", "Again?", 9)).toBe(false);
    });

    it("remembers the platform's state, and is looked after until it is settled", async () => {
      const { replies } = storage.rooms;
      await accept("m1", { createdAt: 2 });
      await accept("m2", { createdAt: 1 });
      await accept("m3", { createdAt: 9 });
      await replies.saveState("m1", "posted 17");
      await replies.startShowing("m1", 4);
      await replies.startShowing("m1", 5);
      expect(await replies.get("m1")).toMatchObject({ state: "posted 17", showingAt: 4 });
      const threadId = "slack:T1:C1:1";
      expect(await replies.listUnsettled(9)).toEqual([
        { answerId: "m2", threadId },
        { answerId: "m1", threadId },
      ]);
      await replies.settle("m2", "delivered", 10);
      await replies.settle("m1", "undeliverable", 11);
      expect(await replies.listUnsettled(9)).toEqual([]);
      expect(await replies.get("m1")).toMatchObject({ settledAs: "undeliverable", settledAt: 11 });
    });

    it("is withdrawn with all that answers the same message, and stays open until removed", async () => {
      const { replies } = storage.rooms;
      await accept("m1");
      await accept("m1~edit1", { messageId: "m1" });
      await accept("m2");
      await replies.settle("m1", "delivered", 3);
      const withdrawn = await replies.withdraw("m1", 4);
      expect(withdrawn.map(({ answerId }) => answerId)).toEqual(["m1", "m1~edit1"]);
      await replies.settle("m1", "delivered", 5);
      expect(await replies.get("m1")).toMatchObject({ withdrawnAt: 4, settledAt: undefined });
      await replies.remove("m1");
      expect(await storage.answers.get("m1")).toBeUndefined();
      expect(await replies.get("m1")).toBeUndefined();
      expect(await replies.get("m2")).toMatchObject({ withdrawnAt: undefined });
    });
  });

  describe("rooms", () => {
    it("keeps of a thread whether it is muted", async () => {
      const { threads } = storage.rooms;
      const thread = { threadId: "t", workspaceId: "slack:T1", roomId: "r", muted: false };
      expect(await threads.get("t")).toBeUndefined();
      await threads.save(thread);
      expect(await threads.get("t")).toStrictEqual(thread);
      await threads.save({ ...thread, muted: true });
      expect(await threads.get("t")).toStrictEqual({ ...thread, muted: true });
    });

    it("knows whether anything but questions was said in a thread since it was read", async () => {
      const { threads } = storage.rooms;
      await threads.noteRead("nowhere", 10);
      await threads.noteTalk("nowhere", 10);
      expect(await threads.isRead("nowhere", 20, 0)).toBe(false);
      const thread = { threadId: "t", workspaceId: "slack:T1", roomId: "r", muted: false };
      await threads.save(thread);
      await threads.save({ ...thread, threadId: "u", roomId: "other" });
      for (const threadId of ["t", "u"]) {
        expect(await threads.isRead(threadId, 20, 0)).toBe(false);
        await threads.noteRead(threadId, 10);
      }
      expect(await threads.isRead("t", 20, 0)).toBe(true);
      expect(await threads.isRead("t", 10, 9)).toBe(true);
      // Nobody listened until then; and a question that comes late was said before.
      expect(await threads.isRead("t", 20, 10)).toBe(false);
      expect(await threads.isRead("t", 9, 0)).toBe(false);
      await threads.noteTalk("t", 15);
      expect(await threads.isRead("t", 20, 0)).toBe(false);
      // The same question again, or an older one, reads nothing of what was said since.
      await threads.noteRead("t", 10);
      await threads.noteRead("t", 5);
      expect(await threads.isRead("t", 20, 0)).toBe(false);
      await threads.noteRead("t", 20);
      expect(await threads.isRead("t", 30, 0)).toBe(true);
      await threads.noteTalk("t", 12);
      expect(await threads.isRead("t", 30, 0)).toBe(false);
      await threads.noteRead("t", 30);
      await threads.noteTalk("t", 25);
      await threads.noteTalk("t", 2);
      expect(await threads.isRead("t", 40, 0)).toBe(false);
      await threads.noteRead("t", 40);
      await threads.forgetRead("r");
      expect(await threads.isRead("t", 50, 0)).toBe(false);
      expect(await threads.isRead("u", 50, 0)).toBe(true);
      expect(await threads.get("t")).toStrictEqual(thread);
    });

    it("changes of a room what is named, and nothing else", async () => {
      const { rooms } = storage.rooms;
      const added = await rooms.change("r", { autoAnswer: true, sources: ["wiki"] });
      expect(added).toStrictEqual({
        id: "r",
        closedAt: undefined,
        openedAt: undefined,
        autoAnswer: true,
        followUps: true,
        shareAsIs: false,
        sources: ["wiki"],
        expert: undefined,
      });
      await Promise.all([
        rooms.change("r", { followUps: false, shareAsIs: true }),
        rooms.change("r", { sources: undefined, expert: "ana" }),
      ]);
      const off = { followUps: false, sources: undefined };
      const changed = { ...added, ...off, shareAsIs: true, expert: "ana" };
      expect(await rooms.get("r")).toStrictEqual(changed);
      expect(await rooms.list()).toStrictEqual([changed]);
      expect(await rooms.get("other")).toBeUndefined();
    });

    it("remembers for a while that a message was deleted", async () => {
      const { deletedMessages } = storage.rooms;
      await deletedMessages.add("m1", 1);
      await deletedMessages.add("m1", 2);
      await deletedMessages.add("m2", 5);
      await deletedMessages.prune(5);
      expect(await deletedMessages.has("m1")).toBe(false);
      expect(await deletedMessages.has("m2")).toBe(true);
    });

    it("keeps what experts said, by message", async () => {
      const { experts } = storage.rooms;
      await accept("m1");
      const request = { answerId: "m1", threadId: "thread", askedBy: "ben", expert: "ana" };
      expect(await experts.ask(request, 1)).toBe(true);
      expect(await experts.ask({ ...request, askedBy: "cem", expert: "eva" }, 2)).toBe(false);
      expect(await experts.named("m1")).toBe("ana");
      expect(await experts.named("m2")).toBeUndefined();
      expect(await experts.asked("thread")).toEqual({ answerId: "m1", askedBy: "ben" });
      expect(await experts.asked("other")).toBeUndefined();
      const said = { messageId: "e1", answerId: "m1", answeredBy: "eva", text: "A", answeredAt: 3 };
      await experts.saveAnswer(said);
      await experts.saveAnswer({ ...said, text: "B" });
      await experts.saveAnswer({ ...said, messageId: "e2", answeredAt: 4 });
      expect(await experts.listAnswers(10)).toStrictEqual([
        { ...said, messageId: "e2", answeredAt: 4 },
        { ...said, text: "B" },
      ]);
      await experts.removeAnswer("e2");
      expect(await experts.listAnswers(10)).toHaveLength(1);
    });

    it("removes a workspace with all that is its own, and nothing of another", async () => {
      const { rooms } = storage;
      const other = { workspaceId: "slack:T12", roomId: "slack:T12:C1" };
      const vote = {
        citation: 0,
        vote: "up",
        votedAt: 1,
        reason: undefined,
        correction: undefined,
        byMember: undefined,
      };
      for (const [id, change] of [
        ["m1", {}],
        ["m2", other],
      ] as const) {
        await accept(id, change);
        await storage.answers.appendEvents(id, ["shown"]);
        await storage.feedback.vote({ ...vote, vote: "up", answerId: id, voter: "ben" }, undefined);
        const request = { answerId: id, threadId: `thread ${id}`, askedBy: "ben", expert: "ana" };
        await rooms.experts.ask(request, 1);
      }
      for (const workspaceId of ["slack:T1", "slack:T12"]) {
        const roomId = `${workspaceId}:C1`;
        await rooms.rooms.change(workspaceId, { expert: "ana" });
        await rooms.rooms.change(roomId, { autoAnswer: true });
        await rooms.threads.save({ threadId: `${roomId}:1`, workspaceId, roomId, muted: false });
        await rooms.deletedMessages.add(`${roomId}:9`, 1);
        await storage.administration.commands.keep(`command:${workspaceId}:U1:9`, {}, 1);
      }
      expect(await rooms.removeWorkspace("slack:T1", 9)).toBe(1);
      expect(await storage.answers.get("m1")).toBeUndefined();
      expect(await storage.answers.listEvents("m1", 0)).toEqual([]);
      expect(await storage.feedback.votes("m1")).toEqual([]);
      expect((await storage.feedback.log(10)).map(({ answerId }) => answerId)).toEqual(["m2"]);
      expect((await rooms.rooms.list()).map(({ id }) => id)).toEqual(["slack:T12", "slack:T12:C1"]);
      expect(await rooms.threads.get("slack:T1:C1:1")).toBeUndefined();
      expect(await rooms.threads.get("slack:T12:C1:1")).toBeDefined();
      expect(await rooms.deletedMessages.has("slack:T1:C1:9")).toBe(false);
      expect(await rooms.deletedMessages.has("slack:T12:C1:9")).toBe(true);
      expect(await rooms.experts.asked("thread m1")).toBeUndefined();
      expect(await rooms.replies.get("m2")).toBeDefined();
      const { commands } = storage.administration;
      expect(await commands.get("command:slack:T1:U1:9")).toBeUndefined();
      expect(await commands.get("command:slack:T12:U1:9")).toBeDefined();
    });
  });
}
