import { expect, test } from "vitest";
import {
  choiceValue,
  shareValue,
  slackActions,
  voteValue,
} from "../../../../src/chat/slack/actions.ts";
import { startSlack } from "./start-slack.ts";

/** A room, a question in it, and somebody who clicks under its answer. */
async function startClicking() {
  const started = await startSlack();
  const { slack, idOf } = started;
  const said = slack.people.mention("amy", "#help", "how many holidays?");
  await slack.settled();
  started.kept.length = 0;
  const answerId = idOf("#help", said.ts);
  const click = (who: string, actionId: string, value: string, where = "#help") =>
    slack.people.forge(who, "block_actions", {
      container: {
        type: "message",
        message_ts: said.ts,
        thread_ts: said.ts,
        channel_id: idOf(where).split(":")[2],
      },
      actions: [{ type: "button", action_id: actionId, action_ts: said.ts, value }],
    });
  return { ...started, answerId, click };
}

test("a vote against is kept, and its reason is asked for and kept once", async () => {
  const { slack, kept, answerId, click, idOf } = await startClicking();
  const voted = { type: "voted", answerId, by: idOf("amy"), vote: "down", citation: 2 };
  await click("amy", `${slackActions.vote}:2`, voteValue({ answerId, citation: 2, vote: "down" }));
  expect(kept).toMatchObject([{ event: { ...voted, reason: undefined } }]);
  await expect.poll(() => slack.readModal("amy")).toContain("What was wrong?");
  const answers = { reason: "outdated", correction: " 30 days " };
  slack.people.submit("amy", answers, { times: 2 });
  await slack.settled();
  const reasons = kept.slice(1);
  expect(reasons[0]?.event).toEqual({ ...voted, reason: "outdated", correction: "30 days" });
  expect(new Set(reasons.map(({ key }) => key)).size).toBe(1);
  expect(slack.world.complaints).toEqual([]);
});

test("asking privately, asking an expert and choosing name the answer and the room", async () => {
  const { slack, kept, answerId, click, idOf } = await startClicking();
  const [by, roomId] = [idOf("ben"), idOf("#help")];
  await click("ben", slackActions.askPrivately, answerId);
  await click("ben", slackActions.askExpert, answerId);
  await click("ben", `${slackActions.choose}:1`, choiceValue(answerId, 1));
  const message = {
    messageId: answerId,
    threadId: answerId,
    roomId,
    roomKind: "open",
    askedBy: by,
  };
  expect(kept.map(({ event }) => event)).toMatchObject([
    { type: "asked-privately", answerId, by, roomId },
    { type: "expert-asked", answerId, by },
    { type: "chosen", answerId, choice: 1, message },
  ]);
  expect(slack.world.complaints).toEqual([]);
});

test("a private answer is shared only where its asker is", async () => {
  const { kept, answerId, click, idOf } = await startClicking();
  const value = shareValue(`${answerId}~private1`, answerId);
  const shared = { type: "shared", answerId: `${answerId}~private1`, roomId: idOf("#help") };
  await click("amy", slackActions.share, value);
  expect(kept.map(({ event }) => event)).toMatchObject([
    { ...shared, by: idOf("amy"), roomKind: "open", threadId: answerId },
  ]);
  const secret = shareValue(answerId, idOf("#people-team", "1.2"));
  await click("amy", slackActions.share, secret);
  expect(kept).toHaveLength(1);
});

test("crafted clicks and modals do nothing", async () => {
  const { slack, kept, answerId, click } = await startClicking();
  const crafted: [string, string][] = [
    [slackActions.vote, `sideways 0 ${answerId}`],
    [slackActions.vote, voteValue({ answerId: "slack:TOTHER:C1:1.2", citation: 0, vote: "up" })],
    [slackActions.askPrivately, "../../etc/passwd"],
    [slackActions.share, answerId],
    [slackActions.choose, `-1 ${answerId}`],
    ["admin", answerId],
  ];
  for (const [action, value] of crafted) {
    expect((await click("amy", action, value)).acknowledged).toBe(true);
  }
  const view = { id: "V1", callback_id: "vote-reason", private_metadata: "down 0 nothing" };
  await slack.people.forge("amy", "view_submission", { view: { ...view, state: { values: {} } } });
  await slack.people.forge("amy", "view_submission", { view: {} });
  expect(kept).toEqual([]);
});
