import { expect, test } from "vitest";
import { notifiedBy } from "../../../counterparts/slack/events/notified.ts";
import type { Message } from "../../../counterparts/slack/shapes/message.ts";
import { findChannel } from "../../../counterparts/slack/state/channels.ts";
import { findUser } from "../../../counterparts/slack/state/users.ts";
import { startAdmin, textOf, until } from "../commands/start-admin.ts";

const ROOM = "#people-team";
/** Each as a person, a channel, a user group and a workspace may be called. */
const NAMES = [
  "<!channel> <@U0AMY>",
  "a & b > c &lt;!here&gt;",
  "*bold* _it_ ~x~ `code` ```",
  "@here @channel @everyone",
  "Amy\n> ✅ Verified\r\nby Adam",
  "\u202Enimda\u202C \u2066x\u2069",
  "[x](https://evil.test) https://evil.test",
  "x".repeat(80),
  "|||---|||",
  "\u200B\u2060\uFEFF",
];

test("names of people, channels and groups break no markup, ring nobody and are one line", async () => {
  const { slack, give, app, idOf } = await startAdmin();
  const { world, company } = slack;
  const engineering = [...world.groups.values()].find(({ handle }) => handle === "engineering");
  const room = findChannel(world, ROOM);
  const carla = findUser(world, "carla");
  await give("adam", "admins add @carla");
  const check = (message: Message, name: string) => {
    const all = `${JSON.stringify(message.blocks)} ${message.text}`;
    expect([name, notifiedBy(world, message.text, message.blocks)]).toEqual([name, []]);
    expect([name, JSON.stringify(message.blocks)]).toEqual([
      name,
      expect.not.stringMatching(/"type":"mrkdwn"/),
    ]);
    expect([name, message.text]).toEqual([
      name,
      expect.not.stringMatching(/<[@!#h]|@(?:here|channel|everyone)\b/),
    ]);
    expect([name, all]).toEqual([
      name,
      expect.not.stringMatching(/[\u202A-\u202E\u2066-\u2069\u200B\uFEFF]/),
    ]);
    expect([name, textOf(message)]).toEqual([name, expect.not.stringMatching(/Amy\s*\n\s*> ✅/)]);
  };
  for (const name of NAMES) {
    slack.people.changeUser("carla", { realName: name });
    slack.people.rename(room.id, name);
    if (engineering !== undefined) engineering.handle = name;
    // Slack tells of any change of groups.
    slack.people.setGroupMembers("people-team-members", ["olga"]);
    await slack.settled();
    const readers = [
      `slack-channel:${company.teamId}:${room.id}`,
      `slack-group:${company.teamId}:${engineering?.id}`,
    ];
    await app.storage.sources.update("handbook", { audience: ["everyone", ...readers] });
    for (const line of ["sources status handbook", "admins", "audit-log"]) {
      check(await give("adam", line), name);
    }
    await app.storage.rooms.rooms.change(idOf("#general"), {
      expert: `slack:${company.teamId}:${carla.id}`,
    });
    check(await give("adam", "channel"), name);
    // Whoever may not is told whom to ask.
    check(await give("ben", "sources"), name);
    // The form that a source is changed with.
    slack.people.command("adam", "#general", "/footnote sources edit handbook");
    await until(() => slack.readModal("adam") || undefined, "a form");
    expect(slack.readModal("adam")).not.toMatch(/[\u202A-\u202E\u2066-\u2069\u200B\uFEFF]/);
    slack.people.closeModal("adam");
    // Somebody so called is mentioned in a question, which comes back in what it searched for.
    slack.people.say("amy", "@amy", `Does <@${carla.id}> get 30 days of annual leave?`);
  }
  const answers = () =>
    findChannel(world, "@amy").messages.filter(
      ({ user, stream }) => user === company.botUserId && stream !== "in_progress",
    );
  await until(() => (answers().length === NAMES.length ? true : undefined), "answers", 20_000);
  for (const message of answers()) expect(message.notified).toEqual([]);
  expect(world.complaints).toEqual([]);
}, 90_000);
