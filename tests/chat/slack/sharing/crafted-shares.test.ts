import { expect, test } from "vitest";
import { shareValue, slackActions } from "../../../../src/chat/slack/actions.ts";
import { SETTING } from "../../../contracts/chat-journeys/world/setting.ts";
import { syncFiles } from "../../../support/open-app.ts";
import { OFFER, startSharing } from "./start-sharing.ts";

type Stage = Awaited<ReturnType<typeof startSharing>>;

async function offered(): Promise<Stage & { value: string; before: number }> {
  const stage = await startSharing();
  await stage.allow();
  await stage.share();
  return { ...stage, value: stage.offer().value, before: stage.posted().length };
}

async function nothingShared({ posted, audited, before }: Awaited<ReturnType<typeof offered>>) {
  expect(posted()).toHaveLength(before);
  expect(await audited()).toEqual([]);
}

test("somebody else's crafted click shares nothing", async () => {
  const stage = await offered();
  for (const who of ["ben", "adam", "gina", "nora"]) await stage.craft(who, stage.value);
  await nothingShared(stage);
  const said = stage.world.started.whispers("ben", stage.channel).at(-1);
  expect(JSON.stringify(said)).toContain("not there for you to share");
});

test("an answer is shared where it was asked, and in no other room", async () => {
  const stage = await offered();
  const other = await stage.world.addRoom("open", ["adam", "ana", "cem"]);
  await stage.world.started.give("adam", "channel share-as-is on", "#room-2");
  const elsewhere = await stage.world.say("ana", other, "Hello there.");
  const told = stage.toldTo("ana").length;
  await stage.slack.people.forge("ana", "block_actions", {
    container: { type: "message", channel_id: other.split(":")[2], message_ts: "1.2" },
    actions: [
      {
        ...{ type: "button", action_id: slackActions.share, action_ts: "1.2" },
        value: shareValue(stage.answerId, elsewhere.threadId),
      },
    ],
  });
  await stage.world.settle();
  expect(stage.toldTo("ana")).toHaveLength(told);
  const { app } = stage;
  const shares = await app.storage.rooms.replies.ofMessage(stage.said.messageId);
  const crafted = shares.find(({ roomId }) => roomId === other);
  expect(crafted).toBeDefined();
  await stage.craft("ana", `share-as-is ${crafted?.answerId}`, other);
  const said = stage.world.started.whispers("ana", "#room-2").at(-1);
  expect(JSON.stringify(said)).toContain("not there for you to share");
  expect(JSON.stringify(await stage.world.sees("cem", elsewhere))).not.toContain("730000");
  await nothingShared(stage);
});

test("switched off since, it is refused", async () => {
  const stage = await offered();
  await stage.allow(false);
  expect(await stage.press()).toContain("an admin can allow it");
  await nothingShared(stage);
});

test("access to a source being lost since, it is refused", async () => {
  const stage = await offered();
  const { app, world } = stage;
  await syncFiles(
    app,
    { ...SETTING.files, "_access.yaml": "bonus.md: [group:nobody]\n" },
    world.started.folder,
  );
  expect(await stage.press()).toMatch(/gone, or not yours to open any more/);
  await nothingShared(stage);
});

test("no member of the group any more, or of the channel, or a guest by now: refused", async () => {
  const stage = await offered();
  const { slack, world } = stage;
  slack.people.leave("ana", stage.channel);
  await world.settle();
  expect(await stage.press()).toMatch(/not in that channel any more/);
  await world.join(stage.room, "ana");
  slack.people.changeUser("ana", { kind: "guest" });
  await world.settle();
  expect(await stage.press()).toMatch(/Only full members/);
  slack.people.changeUser("ana", { kind: "member" });
  slack.people.setGroupMembers("finance", ["eva"]);
  await world.settle();
  expect(await stage.press()).toMatch(/gone, or not yours to open any more/);
  await nothingShared(stage);
});

test("where another company takes part it is refused, and offered never", async () => {
  const stage = await offered();
  stage.slack.people.share(stage.channel, stage.slack.company.partnerTeamId);
  await stage.world.settle();
  expect(await stage.press()).toMatch(/people of other companies.*no answer is ever shared/);
  await nothingShared(stage);
});

test("where another company takes part already, the sharer is told why there is no offer", async () => {
  const stage = await startSharing();
  await stage.allow();
  stage.slack.people.share(stage.channel, stage.slack.company.partnerTeamId);
  await stage.world.settle();
  await stage.share();
  const said = JSON.stringify(stage.toldTo("ana"));
  expect(said).toContain("people of other companies");
  expect(said).not.toContain(OFFER);
});
