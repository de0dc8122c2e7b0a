import { expect, test } from "vitest";
import { extractiveWriter } from "../../../../src/models/local/extractive-writer.ts";
import type { Writer } from "../../../../src/models/models.ts";
import { SETTING } from "../../../contracts/chat-journeys/world/setting.ts";
import { textOf } from "../commands/start-admin.ts";
import { OFFER, startSharing } from "./start-sharing.ts";

test("a share that finds nothing posts nothing, and tells the sharer alone, once", async () => {
  const { share, posted, toldTo, world } = await startSharing();
  const before = posted().length;
  await share();
  await share();
  await world.started.restart();
  await share();
  expect(posted()).toHaveLength(before);
  const [only, ...more] = toldTo("ana").map(textOf);
  expect(more).toEqual([]);
  expect(only).toMatch(/posted nothing in the channel.*found nothing to share.*to go on/s);
  expect(only).not.toContain("Bonus pool");
  expect(only).not.toContain(OFFER);
  expect(toldTo("ben")).toEqual([]);
});

test("killed before it is noted that the sharer was told, they are told once", async () => {
  const { share, toldTo, world, app, answerId } = await startSharing();
  const settle = app.storage.rooms.replies.settle;
  let kills = 1;
  app.storage.rooms.replies.settle = async (...args) => {
    kills -= 1;
    if (kills === 0) throw new Error("killed");
    await settle(...args);
  };
  await world.share("ana", answerId, { ...(await startedThread(answerId)) });
  await expect.poll(() => toldTo("ana").length, { timeout: 8_000 }).toBe(1);
  await expect.poll(() => kills).toBe(0);
  await world.started.restart();
  await world.settle();
  await share();
  expect(toldTo("ana")).toHaveLength(1);
}, 40_000);

/** The thread that a private answer stands in, by its id. */
async function startedThread(answerId: string) {
  const [messageId = ""] = answerId.split("~");
  const room = messageId.split(":").slice(0, 3).join(":");
  return { by: "ana", room, messageId, threadId: messageId };
}

test("what all may read is shared with all, and nobody is told anything beside it", async () => {
  const files = { ...SETTING.files, "_access.yaml": "{}\n" };
  const { world, room, toldTo, slack } = await startSharing({ files });
  const said = await world.say("ben", room, "How many people does the library seat?", {
    mention: true,
  });
  await world.settle();
  await world.askPrivately("ben", said.messageId, said);
  await world.settle();
  const own = (await world.sees("ben", said)).at(-1);
  await world.share("ben", own?.answer?.id ?? "", said);
  await world.settle();
  const forAll = (await world.sees("ana", said)).filter(({ by }) => by === "bot");
  expect(forAll.map(({ text }) => text)).toEqual([
    expect.stringContaining("46 people"),
    expect.stringContaining("46 people"),
  ]);
  expect(toldTo("ben")).toEqual([]);
  expect(slack.world.complaints).toEqual([]);
});

test("it is an admin who allows more, and the channel says so", async () => {
  const { world, allow, share, offer, toldTo } = await startSharing();
  const { give } = world.started;
  expect(textOf(await give("ben", "channel share-as-is on", "#room-1"))).toMatch(/admin/i);
  expect(textOf(await give("adam", "channel", "#room-1"))).toContain("share-as-is: off");
  await share();
  expect(toldTo("ana")).toHaveLength(1);
  expect(() => offer()).toThrow(OFFER);
  expect(textOf(await allow())).toContain("share-as-is: on");
  // She tries again, since she may have been told that it is allowed now.
  await share();
  expect(toldTo("ana")).toHaveLength(2);
  expect(offer().confirm).toMatch(/1 of its 1 sources: “Bonus pool”/);
  expect(textOf(await give("ben", "help"))).not.toContain("share-as-is");
});

test("a share that brings less is posted, and the rest is offered where an admin allows it", async () => {
  const pages = {
    "rules.md":
      "# Bonus pool for executives\n\nThe bonus pool for executives is as large as the board says. The bonus pool for executives is reviewed in spring.\n",
  };
  const files = { ...SETTING.files, ...pages };
  const { allow, share, posted, toldTo, offer, press } = await startSharing({ files });
  await allow();
  const before = posted().length;
  await share();
  const [forAll, ...more] = posted().slice(before).map(textOf);
  expect(more).toEqual([]);
  expect(forAll).toMatch(/as large as the board says/);
  expect(forAll).not.toContain("730000");
  expect(toldTo("ana").map(textOf)).toEqual([expect.stringContaining("on other sources")]);
  expect(offer().confirm).toContain("“Bonus pool”");
  expect(await press()).toContain("as it is");
  expect(posted().map(textOf).at(-1)).toContain("730000 EUR");
});

test("deleted while its share is answered, a question leaves nothing", async () => {
  let isSlow = false;
  const writer: Writer = {
    ...extractiveWriter,
    async *write(request, signal) {
      if (isSlow) await new Promise((resolve) => setTimeout(resolve, 1_500));
      yield* extractiveWriter.write(request, signal);
    },
  };
  const files = { ...SETTING.files, "_access.yaml": "{}\n" };
  const stage = await startSharing({ files, answering: { ...SETTING.answering, writer } });
  const { world, answerId, said, posted, toldTo, app } = stage;
  isSlow = true;
  await world.share("ana", answerId, said);
  const waiting = async () => {
    const replies = await app.storage.rooms.replies.ofMessage(said.messageId);
    return replies.some(({ again, begunAt }) => again?.because === "shared" && begunAt);
  };
  await expect.poll(waiting, { timeout: 8_000 }).toBe(true);
  await world.remove(said);
  await world.settle();
  expect(posted().map(textOf).join(" ")).not.toContain("730000");
  expect(toldTo("ana")).toEqual([]);
  expect(await app.storage.answers.get(answerId)).toBeUndefined();
});
