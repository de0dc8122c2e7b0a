import { expect, test } from "vitest";
import { feedbackCommand } from "../../src/administration/reports/feedback-command.ts";
import { gapsCommand } from "../../src/administration/reports/gaps-command.ts";
import { verifiedCommand } from "../../src/administration/reports/verified-command.ts";
import type { AdminReply, Commander } from "../../src/chat/admin-reply.ts";
import { recordVote } from "../../src/feedback/record-vote.ts";
import { proposeVerified } from "../../src/feedback/verified/propose-verified.ts";
import { openReportsWorld } from "../feedback/reports/reports-world.ts";
import {
  BONUS,
  MEMBER,
  openVerifiedWorld,
  QUESTION,
  TEXT,
} from "../feedback/verified/verified-world.ts";

const ADMIN: Commander = {
  ...{ person: "slack:T1:U9", workspaceId: "slack:T1" },
  ...{ roomId: "slack:T1:C9", isAdmin: true, key: "k" },
};
const OTHER = { ...ADMIN, isAdmin: false };
const nameOf = async () => "Rosa Boss";

const itemsOf = ({ parts }: AdminReply) =>
  parts.flatMap((part) => (part.type === "list" ? part.items : []));
const commandsOf = (reply: AdminReply) =>
  itemsOf(reply).flatMap(({ buttons = [] }) => buttons.map(({ command }) => command));

test("gaps and feedback are told to admins alone, for as many days as they say", async () => {
  const world = await openReportsWorld();
  const { ask, vote } = world;
  const deps = { ...world.deps, platforms: [] };
  const id = await ask("ann", "Where do I park?", { nearest: ["wiki"] });
  const direct = await ask("ann", "Am I being fired?", { in: "direct" });
  await vote(id, "down", { reason: "wrong", correction: "Behind the house." });
  await vote(direct, "down", { correction: "No." });
  const gaps = await gapsCommand(["--days", "7"], ADMIN, deps);
  expect(gaps.parts).toEqual([
    {
      type: "list",
      title: "What nothing answered, the last 7 days",
      none: expect.any(String),
      items: [
        {
          title: "Where do I park?",
          lines: [
            "asked 1 time by 1 person: 1 found nothing, 1 disliked; last on 2026-11-20",
            "of no source: nothing that was found has to do with it (nearest: wiki)",
          ],
          state: "warning",
        },
      ],
    },
    { type: "text", text: "1 more asked privately." },
  ]);
  const feedback = await feedbackCommand([], ADMIN, deps);
  expect(feedback.parts[0]).toMatchObject({
    text: expect.stringContaining("0 up, 2 down (wrong 1)"),
  });
  expect(
    itemsOf(feedback)
      .map(({ title }) => title)
      .sort(),
  ).toEqual(["(asked privately)", "Where do I park?"]);
  // What was asked in private is nobody's to publish by a click.
  expect(commandsOf(feedback)).toEqual([`verified add ${id} --correction`]);
  expect(JSON.stringify([gaps, feedback])).not.toContain("fired");
  for (const words of [["--days"], ["--days", "x"], ["7", "8"], ["export"], ["--days=0"]]) {
    await expect(gapsCommand(words, ADMIN, deps)).rejects.toThrow();
  }
  for (const words of [["7"], ["days", "7"], ["—days=7"]])
    await feedbackCommand(words, ADMIN, deps);
  await expect(gapsCommand([], OTHER, deps)).rejects.toThrow(/Only admins/);
  await expect(feedbackCommand([], OTHER, deps)).rejects.toThrow(/Only admins/);
});

test("the queue is decided by its buttons, and the one who decides is shown", async () => {
  const { app, ask } = await openVerifiedWorld();
  const deps = { ...app, nameOf };
  const run = (command: string, commander = ADMIN) =>
    verifiedCommand(command.split(" ").filter(Boolean), commander, deps);
  const proposal = { question: QUESTION, text: TEXT, audience: MEMBER, createdBy: "x" };
  const { id } = await proposeVerified({ ...proposal, origin: "shortcut" }, app);
  const queue = await run("");
  expect(commandsOf(queue)).toEqual([`verified accept ${id}`, `verified reject ${id}`]);
  for (const command of ["", `accept ${id}`, `reject ${id}`, `remove ${id}`, "list", "add q1"]) {
    await expect(run(command, OTHER)).rejects.toThrow(/Only admins/);
  }
  expect((await ask(QUESTION, MEMBER)).verified).toBeUndefined();
  await run(`accept ${id}`);
  await run(`accept ${id}`);
  expect((await ask(QUESTION, MEMBER)).verified).toMatchObject({ by: "Rosa Boss" });
  expect(itemsOf(await run(""))).toEqual([]);
  await run(`accept ${id} Seven months, says the works council.`);
  expect((await ask(QUESTION, MEMBER)).text).toBe("Seven months, says the works council.");
  expect(itemsOf(await run("list active"))).toHaveLength(1);
  await run(`reject ${id}`);
  expect((await ask(QUESTION, MEMBER)).verified).toBeUndefined();
  expect((await run(`remove ${id}`)).parts).toEqual([
    { type: "text", text: `“${QUESTION}” is removed.` },
  ]);
  for (const command of [`accept ${id}`, "list some", "accept", "list active now", "frob v1"]) {
    await expect(run(command)).rejects.toThrow();
  }
});

test("a correction becomes the answer", async () => {
  const { app, ask } = await openVerifiedWorld();
  const deps = { ...app, nameOf };
  const question = "How many days of annual leave do I get?";
  const { id } = await ask(question, MEMBER);
  const vote = { answerId: id, voter: "x", vote: "down", correction: "29 days." } as const;
  await recordVote({ ...vote, byMember: true }, app.storage, 1);
  await verifiedCommand(["add", id, "--correction"], ADMIN, deps);
  expect(await ask(question, MEMBER)).toMatchObject({
    text: "29 days.",
    verified: { by: "Rosa Boss" },
    citations: [{ documentId: "leave.md" }],
  });
});

test("an admin is shown and decides nothing that is not for all, but where it was written", async () => {
  const { app, ask } = await openVerifiedWorld();
  const deps = { ...app, nameOf };
  const base = { question: QUESTION, text: TEXT, origin: "expert", createdBy: "x" } as const;
  const room = { ...base, audience: [["slack-channel:T1:C1"]] };
  const inRoom = await proposeVerified(room, app);
  await app.storage.verified.remove(inRoom.id);
  await app.storage.verified.add({ ...inRoom, roomId: "slack:T1:C1" });
  const onBonus = await proposeVerified({ ...base, audience: MEMBER, documents: [BONUS] }, app);
  const shown = await verifiedCommand([], ADMIN, deps);
  expect(JSON.stringify(shown)).not.toMatch(/probation|works council|Bonus/);
  expect(itemsOf(shown)).toHaveLength(2);
  expect(commandsOf(shown)).toEqual([]);
  for (const { id } of [inRoom, onBonus]) {
    for (const verb of ["accept", "reject", "remove"]) {
      await expect(verifiedCommand([verb, id], ADMIN, deps)).rejects.toThrow(/not for all members/);
    }
  }
  const there = { ...ADMIN, roomId: "slack:T1:C1" };
  await verifiedCommand(["accept", inRoom.id], there, deps);
  const own = await ask("How large is the bonus pool for executives?", [["user:x@x.test"]]);
  const before = (await app.storage.verified.list(["waiting", "active"])).length;
  await expect(verifiedCommand(["add", own.id, "Text."], ADMIN, deps)).rejects.toThrow(
    /not for all/,
  );
  expect(await app.storage.verified.list(["waiting", "active"])).toHaveLength(before);
});
