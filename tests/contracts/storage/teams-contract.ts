import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type { TeamsConversation } from "../../../src/storage/ports/teams-storage.ts";
import type { NewReply, Storage } from "../../../src/storage/storage.ts";
import { unansweredQuestion } from "./unanswered-question.ts";

const MINUTE = 60_000;
const GAP = 30 * MINUTE;
const CHAT = "teams:t1:19%3Achat@thread.v2";

function conversation(roomId: string, change: Partial<TeamsConversation> = {}): TeamsConversation {
  return {
    ...{ roomId, workspaceId: "teams:t1", serviceUrl: "https://smba.test/", kind: "channel" },
    ...{ teamId: undefined, channelType: undefined, person: undefined, botId: "28:app" },
    ...{ overheardAt: undefined, seenAt: 5 },
    ...change,
  };
}

/** What of Teams outlasts a restart. */
export function teamsContract(open: () => Promise<Storage>): void {
  let storage: Storage;
  beforeEach(async () => {
    storage = await open();
  });
  afterEach(() => storage.close());

  const say = (minute: number, thread?: string) => {
    const id = `${CHAT}:${minute}`;
    return storage.teams.chatThread(CHAT, id, minute * MINUTE, GAP, thread);
  };

  describe("teams", () => {
    it("keeps the last of a conversation, and what a later one does not say", async () => {
      const { conversations } = storage.teams;
      const first = conversation("teams:t1:a", { channelType: "private", overheardAt: 3 });
      await conversations.save(first);
      await conversations.save(conversation("teams:t1:a", { seenAt: 4, serviceUrl: "old" }));
      expect(await conversations.get("teams:t1:a")).toStrictEqual(first);
      await conversations.save(conversation("teams:t1:a", { seenAt: 6, serviceUrl: "new" }));
      expect(await conversations.get("teams:t1:a")).toStrictEqual({
        ...first,
        ...{ seenAt: 6, serviceUrl: "new" },
      });
      await conversations.save(conversation("teams:t1:a", { seenAt: 7, overheardAt: 7 }));
      expect(await conversations.get("teams:t1:a")).toMatchObject({ overheardAt: 7 });
      await conversations.remove("teams:t1:a");
      expect(await conversations.get("teams:t1:a")).toBeUndefined();
    });

    it("notes when somebody came or went, and keeps that whatever is seen later", async () => {
      const { conversations } = storage.teams;
      const [one, other] = [conversation("teams:t1:a"), conversation("teams:t1:b")];
      for (const each of [one, other]) await conversations.save(each);
      const changes = () => Promise.all([one, other].map(conversations.peopleChangedAt));
      expect(await changes()).toEqual([undefined, undefined]);
      await conversations.peopleChanged("teams:t1:a", 7);
      await conversations.peopleChanged("teams:t1:a", 6);
      expect(await changes()).toEqual([7, undefined]);
      await conversations.save({ ...one, seenAt: 9 });
      expect(await changes()).toEqual([7, undefined]);
    });

    it("knows when somebody came to a team, also in a channel that was not known then", async () => {
      const { conversations } = storage.teams;
      const ofTeam = { teamId: "19:a" };
      await conversations.save(conversation("teams:t1:a", ofTeam));
      await conversations.peopleChanged("teams:t1:a", 7);
      const later = conversation("teams:t1:b", ofTeam);
      await conversations.save(later);
      expect(await conversations.peopleChangedAt(later)).toBe(7);
      await conversations.peopleChanged("teams:t1:b", 8);
      expect(await conversations.peopleChangedAt(conversation("teams:t1:a", ofTeam))).toBe(8);
      const elsewhere = [
        conversation("teams:t1:c", { teamId: "19:c" }),
        conversation("teams:t1:d"),
        conversation("teams:t2:b", { ...ofTeam, workspaceId: "teams:t2" }),
      ];
      for (const each of elsewhere) await conversations.save(each);
      const changes = await Promise.all(elsewhere.map(conversations.peopleChangedAt));
      expect(changes).toEqual([undefined, undefined, undefined]);
    });

    it("finds the channels of a team and somebody's own chat", async () => {
      const { conversations } = storage.teams;
      await conversations.save(conversation("teams:t1:b", { teamId: "19:b" }));
      await conversations.save(conversation("teams:t1:a", { teamId: "19:b" }));
      await conversations.save(conversation("teams:t1:c", { teamId: "19:c" }));
      await conversations.save(
        conversation("teams:t2:b", { teamId: "19:b", workspaceId: "teams:t2" }),
      );
      const own = conversation("teams:t1:p", { kind: "personal", person: "teams:t1:ann" });
      await conversations.save(own);
      const ids = (found: TeamsConversation[]) => found.map(({ roomId }) => roomId);
      expect(ids(await conversations.ofTeam("teams:t1", "19:b"))).toEqual([
        "teams:t1:a",
        "teams:t1:b",
      ]);
      expect(ids(await conversations.ofTeam("teams:t2", "19:b"))).toEqual(["teams:t2:b"]);
      expect(await conversations.personalOf("teams:t1:ann")).toMatchObject(own);
      expect(await conversations.personalOf("teams:t1:ben")).toBeUndefined();
    });

    it("knows where somebody was seen last", async () => {
      const { people } = storage.teams;
      const ids = { personId: "teams:t1:ann", workspaceId: "teams:t1", mri: "29:1" };
      const ann = { ...ids, timeZone: "Europe/Berlin", seenAt: 5 };
      await people.save({ ...ann, roomId: "r1" });
      await people.save({ ...ann, roomId: "r0", seenAt: 4 });
      expect(await people.get("teams:t1:ann")).toStrictEqual({ ...ann, roomId: "r1" });
      await people.save({ ...ann, roomId: "r2", timeZone: undefined, seenAt: 6 });
      const seen = { roomId: "r2", timeZone: "Europe/Berlin" };
      expect(await people.get("teams:t1:ann")).toMatchObject(seen);
      expect(await people.get("teams:t1:ben")).toBeUndefined();
    });

    it("begins a thread after a pause, and gives the same message the same one", async () => {
      expect(await say(0)).toBe(`${CHAT}:0`);
      expect(await say(30)).toBe(`${CHAT}:0`);
      expect(await say(61)).toBe(`${CHAT}:61`);
      expect(await say(62)).toBe(`${CHAT}:61`);
      expect(await say(30)).toBe(`${CHAT}:0`);
      expect(await storage.teams.threadOf(`${CHAT}:62`)).toBe(`${CHAT}:61`);
      expect(await storage.teams.threadOf(`${CHAT}:99`)).toBeUndefined();
      expect(await storage.teams.threadAt(CHAT, 61 * MINUTE - 1)).toBe(`${CHAT}:0`);
      expect(await storage.teams.threadAt(CHAT, -1)).toBeUndefined();
      const other = `${CHAT}2`;
      expect(await storage.teams.chatThread(other, `${other}:1`, 1, GAP)).toBe(`${other}:1`);
    });

    it("puts what comes late where it was said", async () => {
      await say(100);
      expect(await say(80)).toBe(`${CHAT}:100`);
      await say(200);
      expect(await say(120)).toBe(`${CHAT}:100`);
      expect(await say(60)).toBe(`${CHAT}:100`);
      expect(await say(10)).toBe(`${CHAT}:10`);
      expect(await say(175)).toBe(`${CHAT}:200`);
      expect(await say(205)).toBe(`${CHAT}:200`);
    });

    it("goes on with the thread that somebody quotes", async () => {
      await say(0);
      await say(60);
      expect(await say(61, `${CHAT}:0`)).toBe(`${CHAT}:0`);
      expect(await say(62)).toBe(`${CHAT}:0`);
      expect(await say(61, `${CHAT}:60`)).toBe(`${CHAT}:0`);
    });

    it("gives what is said at once one thread", async () => {
      const minutes = Array.from({ length: 20 }, (_, n) => n);
      const threads = new Set(await Promise.all(minutes.map((minute) => say(minute))));
      expect(threads.size).toBe(1);
    });

    async function show(answerId: string, shownAt: number, change: Partial<NewReply> = {}) {
      const place = { workspaceId: "teams:t1", roomId: CHAT, roomKind: "closed" as const };
      const asked = { threadId: "th", messageId: answerId, askedBy: "ann", answerId };
      await storage.rooms.replies.accept(unansweredQuestion(answerId), {
        ...{ ...place, ...asked, onlyTo: undefined, context: [], again: undefined },
        ...{ saidAt: 1, createdAt: 1 },
        ...change,
      });
      await storage.rooms.replies.startShowing(answerId, shownAt);
      await storage.rooms.replies.saveState(answerId, JSON.stringify({ ids: [`17_${shownAt}`] }));
    }

    it("finds the answer that a message shows, where it may be seen", async () => {
      const { answers } = storage.teams;
      await show("m1", 1);
      await show("m2", 2);
      await show("m3", 3, { onlyTo: "ann" });
      const shownAs = async (activityId: string, roomId = CHAT, person?: string) =>
        (await answers.shownAs(activityId, { roomId, person }))?.answerId;
      expect([await shownAs("17_1"), await shownAs("17_2")]).toEqual(["m1", "m2"]);
      expect([await shownAs("17"), await shownAs("17%1"), await shownAs("1701")]).toEqual([
        ...[undefined, undefined, undefined],
      ]);
      expect(await shownAs("17_1", "elsewhere", "ann")).toBeUndefined();
      expect(await shownAs("17_3", "elsewhere", "ann")).toBe("m3");
      expect(await shownAs("17_3", "elsewhere", "ben")).toBeUndefined();
      await storage.rooms.replies.withdraw("m1", 9);
      expect(await shownAs("17_1")).toBeUndefined();
      expect(await answers.get("m1")).toBeUndefined();
      expect(await answers.get("m3")).toStrictEqual({
        ...{ answerId: "m3", roomId: CHAT, roomKind: "closed", threadId: "th" },
        ...{ askedBy: "ann", onlyTo: "ann" },
      });
    });

    it("finds the last answer that somebody was shown", async () => {
      await show("m1", 5);
      await show("m2", 4, { threadId: "th2" });
      await show("m3", 6, { onlyTo: "ann" });
      const last = async (person: string, isPersonal: boolean, threadId?: string) =>
        (await storage.teams.answers.lastShown({ roomId: CHAT, threadId, person, isPersonal }))
          ?.answerId;
      expect(await last("ann", false)).toBe("m1");
      expect(await last("ann", false, "th2")).toBe("m2");
      expect(await last("ann", true)).toBe("m3");
      expect(await last("ben", true)).toBe("m1");
    });

    it("forgets that a message was deleted which is back", async () => {
      const { deletedMessages } = storage.rooms;
      await deletedMessages.add("m1", 1);
      await deletedMessages.add("m2", 1);
      await deletedMessages.remove("m1");
      expect([await deletedMessages.has("m1"), await deletedMessages.has("m2")]).toEqual([
        ...[false, true],
      ]);
    });

    it("goes with its tenant", async () => {
      const { teams, rooms } = storage;
      await teams.conversations.save(conversation("teams:t1:a"));
      await teams.conversations.save(conversation("teams:t12:a", { workspaceId: "teams:t12" }));
      const seen = { mri: "29:1", roomId: "r", timeZone: undefined, seenAt: 1 };
      await teams.people.save({ personId: "teams:t1:ann", workspaceId: "teams:t1", ...seen });
      await teams.people.save({ personId: "teams:t12:ann", workspaceId: "teams:t12", ...seen });
      await say(0);
      await teams.chatThread("teams:t12:c", "teams:t12:c:1", 1, GAP);
      await rooms.removeWorkspace("teams:t1", 9);
      expect(await teams.conversations.get("teams:t1:a")).toBeUndefined();
      expect(await teams.people.get("teams:t1:ann")).toBeUndefined();
      expect(await teams.threadOf(`${CHAT}:0`)).toBeUndefined();
      expect(await teams.conversations.get("teams:t12:a")).toBeDefined();
      expect(await teams.people.get("teams:t12:ann")).toBeDefined();
      expect(await teams.threadOf("teams:t12:c:1")).toBe("teams:t12:c:1");
    });
  });
}
