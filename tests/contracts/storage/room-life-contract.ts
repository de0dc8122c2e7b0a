import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type { NewReply, Storage } from "../../../src/storage/storage.ts";
import { FINISHED, reply } from "./rooms-contract.ts";
import { unansweredQuestion } from "./unanswered-question.ts";

/** What becomes of replies and threads while rooms close and open, and people change their mind. */
export function roomLifeContract(open: () => Promise<Storage>): void {
  let storage: Storage;
  beforeEach(async () => {
    storage = await open();
  });
  afterEach(() => storage.close());
  const accept = (id: string, change: Partial<NewReply> = {}) =>
    storage.rooms.replies.accept({ ...unansweredQuestion(id), threadId: "t" }, reply(id, change));

  describe("room life", () => {
    it("is begun anew where it could not be shown, as if it were asked then", async () => {
      const { replies } = storage.rooms;
      await accept("m1", { saidAt: 5 });
      await accept("m2", { roomId: "elsewhere", saidAt: 5 });
      await accept("m3", { saidAt: 5 });
      await replies.begin("m1", [["public"]], 6);
      await storage.answers.appendEvents("m1", [{ type: "status", text: "Searching" }]);
      await storage.answers.finish("m1", FINISHED);
      for (const id of ["m1", "m2"]) await replies.settle(id, "undeliverable", 7);
      await replies.settle("m3", "delivered", 7);
      const left = async (since: number) =>
        (await replies.listUndeliverable("slack:T1:C1", since)).map(({ answerId }) => answerId);
      expect(await left(6)).toEqual([]);
      expect(await left(5)).toEqual(["m1"]);
      expect(await replies.reopen("m3", 8)).toBe(false);
      expect(await replies.reopen("m1", 8)).toBe(true);
      expect(await replies.reopen("m1", 9)).toBe(false);
      expect(await replies.get("m1")).toMatchObject({ begunAt: undefined, settledAt: undefined });
      const asked = { askedAt: 8, outcome: undefined, answer: undefined, audience: [["public"]] };
      expect(await storage.answers.get("m1")).toMatchObject(asked);
      expect(await storage.answers.listEvents("m1", 0)).toEqual([]);
    });

    it("is withdrawn by itself as long as nothing of it is shown", async () => {
      const { replies } = storage.rooms;
      for (const id of ["m1", "m2", "m3"]) await accept(id, { messageId: "m1", unasked: true });
      await replies.saveState("m1", "working");
      expect(await replies.noteShown("m2", 2)).toBe(true);
      expect(await replies.noteShown("m2", 3)).toBe(true);
      await replies.settle("m3", "unsaid", 3);
      const withdrawn = await Promise.all(
        ["m1", "m2", "m3"].map((id) => replies.withdrawUnshown(id, 4, 9)),
      );
      expect(withdrawn).toEqual([true, false, false]);
      expect(await replies.get("m1")).toMatchObject({ withdrawnAt: 4, saidAt: 9, unasked: true });
      expect(await replies.get("m2")).toMatchObject({ withdrawnAt: undefined, shownAt: 2 });
      expect(await replies.noteShown("m1", 5)).toBe(false);
      expect(await replies.noteShown("gone", 5)).toBe(false);
      await replies.leave("m2", "command");
      expect(await replies.get("m2")).toMatchObject({ leftAs: "command" });
      await replies.leave("m2", undefined);
      expect(await replies.get("m2")).toMatchObject({ leftAs: undefined });
    });

    it("counts each reaction that mutes, whatever comes twice, late or of elsewhere", async () => {
      const { threads } = storage.rooms;
      const thread = { threadId: "t", workspaceId: "slack:T1", roomId: "r", muted: false };
      const react = (by: string, isMuted: boolean, at: number, messageId = "m") =>
        threads.react({ threadId: "t", messageId, by, isMuted, at });
      const isMuted = async () => (await threads.get("t"))?.muted;
      await react("amy", true, 1);
      await threads.save(thread);
      expect(await isMuted()).toBe(false);
      await react("amy", true, 2);
      await react("ben", true, 3);
      await react("ben", false, 4);
      expect(await isMuted()).toBe(true);
      await react("amy", false, 6);
      await react("amy", true, 5);
      await react("amy", true, 2);
      expect(await isMuted()).toBe(false);
      await react("amy", true, 7, "other");
      await threads.save({ ...thread, muted: false });
      await react("amy", true, 7, "other");
      expect(await isMuted()).toBe(false);
      await react("amy", true, 8, "other");
      expect(await isMuted()).toBe(true);
      await threads.forgetReactions("other");
      expect(await isMuted()).toBe(false);
      await threads.save({ ...thread, muted: true });
      await react("ben", true, 9);
      await react("ben", false, 10);
      expect(await isMuted()).toBe(true);
    });
  });
}
