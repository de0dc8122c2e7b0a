import { expect, test } from "vitest";
import { writtenFor } from "../../../../src/feedback/verified/written-for.ts";
import { extractiveWriter } from "../../../../src/models/local/extractive-writer.ts";
import type { Writer } from "../../../../src/models/models.ts";
import { SETTING } from "../../../contracts/chat-journeys/world/setting.ts";
import { textOf } from "../commands/start-admin.ts";
import { BONUS, startSharing } from "./start-sharing.ts";

test("pressed, the answer is there once for all, marked with who shared it, and audited", async () => {
  const { allow, share, press, posted, audited, answerId, room, slack, ...stage } =
    await startSharing();
  await allow();
  await share();
  expect(await audited()).toEqual([]);
  const before = posted().length;
  expect(await press()).toContain("I share your answer in the channel as it is");
  expect(await press()).toContain("was shared in the channel already");
  const [shown, ...more] = posted().slice(before);
  expect(more).toEqual([]);
  const words = textOf(shown ?? expect.unreachable());
  expect(words).toContain("730000 EUR");
  expect(words).toMatch(/Shared by ana of Lakeside, who was told this alone/);
  expect(words).toMatch(/\[1\] .*Bonus pool.*shared by ana of Lakeside/);
  expect(await audited()).toMatchObject([
    {
      actor: stage.world.started.idOf("ana"),
      detail: {
        room,
        answerId,
        sources: [{ source: "handbook", documentId: "bonus.md", title: "Bonus pool" }],
      },
    },
  ]);
  expect(await stage.app.storage.audit.verify()).toBeUndefined();
  expect(slack.world.complaints).toEqual([]);
});

test("two clicks at once share it once", async () => {
  const { allow, share, offer, posted, audited, slack, world } = await startSharing();
  await allow();
  await share();
  const before = posted().length;
  const { message, actionId } = offer();
  for (let n = 0; n < 3; n += 1) slack.people.click("ana", message, actionId);
  await world.settle();
  expect(posted()).toHaveLength(before + 1);
  expect(await audited()).toHaveLength(1);
});

test("killed after Slack took it and before that is noted, it is there once", async () => {
  const { allow, share, offer, posted, audited, slack, world, app } = await startSharing();
  await allow();
  await share();
  const before = posted().length;
  const { replies } = app.storage.rooms;
  const save = replies.saveState;
  let isDead = false;
  replies.saveState = async (answerId, state) => {
    isDead ||= answerId.endsWith("~as-is") && posted().length > before;
    if (isDead) throw new Error("killed");
    await save(answerId, state);
  };
  const { message, actionId } = offer();
  slack.people.click("ana", message, actionId);
  await expect.poll(() => isDead, { timeout: 8_000 }).toBe(true);
  await world.started.stop();
  replies.saveState = save;
  await world.started.restart();
  await world.settle();
  expect(posted()).toHaveLength(before + 1);
  expect(await audited()).toHaveLength(1);
}, 40_000);

test("deleted with its question, it is taken back", async () => {
  const { allow, share, press, posted, world, said } = await startSharing();
  await allow();
  await share();
  await press();
  await world.remove(said);
  await world.settle();
  expect(posted().map(textOf).join("\n")).not.toContain("730000");
});

test("what was shared so is no context, no evidence and nobody's verified answer", async () => {
  const read: string[] = [];
  const listening: Writer = {
    ...extractiveWriter,
    write(request, signal) {
      read.push(JSON.stringify(request));
      return extractiveWriter.write(request, signal);
    },
  };
  const { allow, share, press, posted, world, said, room, slack } = await startSharing({
    answering: { ...SETTING.answering, writer: listening },
  });
  await allow();
  await share();
  await press();
  const shown = posted().find((message) => textOf(message).includes("730000"));
  read.length = 0;
  const asks = ["Who decides on it in March?", "How many people does the library seat?", BONUS];
  for (const text of asks) await world.say("ben", room, text, { in: said, mention: true });
  await world.settle();
  const toBen = (await world.sees("ben", said)).filter(({ by }) => by === "bot");
  const since = toBen.slice(toBen.findIndex(({ text }) => text.includes("730000")) + 1);
  expect(since).toHaveLength(3);
  expect(JSON.stringify(since)).not.toContain("730000");
  expect(since.some(({ text }) => text.includes("46 people"))).toBe(true);
  expect(read.length).toBeGreaterThan(0);
  expect(read.join("\n")).not.toMatch(/730000|Kingfisher/);
  // Asked for himself alone, ben finds as little as before.
  await world.askPrivately(
    "ben",
    toBen.find(({ text }) => text.includes("730000"))?.answer?.id ?? "",
    said,
  );
  await world.settle();
  expect((await world.sees("ben", said)).at(-1)).toMatchObject({
    onlyTo: "ben",
    answer: { outcome: "not-found" },
  });
  slack.people.shortcut("ben", shown ?? expect.unreachable(), "verify-message");
  await slack.settled();
  expect(slack.readModal("ben")).toMatch(/not there for you/);
  // Whoever may propose it from the command line: it was written for ana alone.
  const id = toBen.find(({ text }) => text.includes("730000"))?.answer?.id ?? "";
  const { answers, rooms } = world.storage;
  const record = (await answers.get(id)) ?? expect.unreachable();
  expect(record.evidence).toBeUndefined();
  expect(writtenFor(record, await rooms.replies.get(id))).toEqual([
    [expect.stringMatching(/^user:ana@/)],
  ]);
});
