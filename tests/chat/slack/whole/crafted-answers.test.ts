import { expect, test } from "vitest";
import {
  choiceValue,
  shareValue,
  slackActions,
  voteValue,
} from "../../../../src/chat/slack/actions.ts";
import { SETTING } from "../../../contracts/chat-journeys/world/setting.ts";
import { openSlackWorld, type SlackWorld } from "./journeys/slack-world.ts";

const BONUS = "How large is the bonus pool for executives?";
const HOTELS = "What are the hotel limits a night on a business trip?";

/** Every button, menu and modal that an answer has, as somebody else would craft it. */
function everyAction(answerId: string, threadId: string): [actionId: string, value: string][] {
  const vote = (citation: number, way: "up" | "down" | "withdrawn") =>
    voteValue({ answerId, citation, vote: way });
  return [
    [slackActions.vote, vote(0, "up")],
    [`${slackActions.vote}:citation`, vote(1, "down")],
    [`${slackActions.vote}:back`, vote(0, "withdrawn")],
    [slackActions.askPrivately, answerId],
    [slackActions.share, shareValue(answerId, threadId)],
    [`${slackActions.choose}:0`, choiceValue(answerId, 0)],
    [slackActions.askExpert, answerId],
  ];
}

async function craft(world: SlackWorld, who: string, answerId: string, where: string) {
  const { slack } = world.started;
  const [, , channel_id = "", ts = ""] = where.split(":");
  for (const [i, [action_id, value]] of everyAction(answerId, where).entries()) {
    await slack.people.forge(who, "block_actions", {
      container: { type: "message", channel_id, message_ts: ts, thread_ts: ts },
      actions: [{ type: "button", action_id, action_ts: `9.${i}`, value }],
    });
  }
  const view = {
    id: `V${who}`,
    callback_id: "vote-reason",
    private_metadata: voteValue({ answerId, citation: 0, vote: "down" }),
    state: { values: { correction: { correction: { value: "Ask me instead." } } } },
  };
  await slack.people.forge(who, "view_submission", { view });
  await world.settle();
}

/** Everything that anybody could see, and all that is kept of answers. */
async function everything({ started: { slack, app } }: SlackWorld) {
  const channels = [...slack.world.channels.values()];
  const shown = channels.flatMap(({ messages, ephemeral }) => [...messages, ...ephemeral]);
  return {
    shown: shown.map(({ ts }) => ts).sort(),
    votes: await app.storage.feedback.log(100),
    modals: slack.world.views.size,
  };
}

test("who is not in an answer's room can do nothing with it, wherever they say they are", async () => {
  const world = await openSlackWorld(SETTING, { over: "http" });
  const { slack, idOf } = world.started;
  const room = await world.addRoom("closed", ["ana", "eva"]);
  const ofBonus = await world.say("ana", room, BONUS, { mention: true });
  const ofHotels = await world.say("ana", room, HOTELS, { mention: true });
  await world.settle();
  const before = await everything(world);
  for (const answerId of [ofBonus.messageId, ofHotels.messageId]) {
    for (const who of ["ben", "gina", "nora"]) {
      await craft(world, who, answerId, answerId);
      await craft(world, who, answerId, `${idOf("#help")}:1.2`);
    }
  }
  expect(await everything(world)).toEqual(before);
  // Whoever is there may: what is crafted is what their own screen offers.
  await craft(world, "eva", ofHotels.messageId, ofHotels.messageId);
  expect((await everything(world)).shown.length).toBeGreaterThan(before.shown.length);
  expect(slack.world.complaints).toEqual([]);
});

test("what one person was shown alone is nobody else's, though they are in the room", async () => {
  const world = await openSlackWorld(SETTING, { over: "http" });
  const room = await world.addRoom("open", ["ana", "ben"]);
  const said = await world.say("ana", room, BONUS, { mention: true });
  await world.settle();
  await world.askPrivately("ana", said.messageId, said);
  await world.settle();
  const own = (await world.sees("ana", said)).at(-1);
  expect(own?.text).toContain("730000 EUR");
  const before = await everything(world);
  await craft(world, "ben", own?.answer?.id ?? "", said.messageId);
  const after = await everything(world);
  expect(after.votes).toEqual(before.votes);
  const toBen = (await world.sees("ben", said)).filter(({ onlyTo }) => onlyTo === "ben");
  expect(toBen.map(({ text }) => text)).toEqual([
    "Only the person who asked can share this answer.",
  ]);
  expect(after.shown).toHaveLength(before.shown.length + 1);
});
