import { afterEach, beforeEach, describe, expect, test } from "vitest";
import type { TeamsCounterpart } from "../start-teams-counterpart.ts";
import { idOf, personOf, start, type TinyBot, tinyBot } from "./start.ts";

let teams: TeamsCounterpart;
let bot: TinyBot;

beforeEach(async () => {
  teams = await start({ speed: 500 });
  bot = await tinyBot(teams);
});

afterEach(async () => {
  await bot.close();
  await teams.close();
});

describe("what people write", () => {
  test("comes signed, with who, where and how", async () => {
    teams.people.say("cem", "@cem", "Wie viel Urlaub?");
    await teams.settled();
    const [activity] = bot.heard;
    const cem = personOf(teams, "cem");
    expect(activity).toMatchObject({
      type: "message",
      channelId: "msteams",
      serviceUrl: teams.serviceUrl,
      text: "Wie viel Urlaub?",
      textFormat: "plain",
      locale: "de-DE",
      from: { id: cem.mri, aadObjectId: cem.objectId, name: "Cem Aydin" },
      recipient: { id: teams.company.botId, name: "Footnote" },
      conversation: { conversationType: "personal", tenantId: teams.company.tenantId },
      channelData: { tenant: { id: teams.company.tenantId } },
      attachments: [{ contentType: "text/html", content: "<p>Wie viel Urlaub?</p>" }],
      entities: [{ type: "clientInfo", locale: "de-DE", country: "DE" }],
    });
    const claims = (bot.authorizations[0] ?? "").split(".")[1] ?? "";
    expect(JSON.parse(Buffer.from(claims, "base64url").toString())).toMatchObject({
      iss: "https://api.botframework.com",
      aud: teams.company.appId,
      serviceurl: teams.serviceUrl,
    });
  });

  test("in a channel has its thread in the conversation, and mentions as entities", async () => {
    const post = teams.people.mention("ana", "Help", "ask @ben");
    const answer = teams.people.mention("ben", "Help", "why?", { thread: post });
    await teams.settled();
    const help = idOf(teams, "Help");
    expect(bot.heard.map(({ id, conversation }) => [id, conversation.id])).toEqual([
      [post.id, `${help};messageid=${post.id}`],
      [answer.id, `${help};messageid=${post.id}`],
    ]);
    expect(bot.heard[0]).toMatchObject({
      text: "<at>Footnote</at> ask <at>Ben Okoye</at>",
      channelData: { team: { id: teams.company.team.id }, channel: { id: help } },
      entities: [
        { type: "mention", mentioned: { id: teams.company.botId, name: "Footnote" } },
        { type: "mention", mentioned: { id: personOf(teams, "ben").mri } },
        { type: "clientInfo" },
      ],
    });
  });

  test("without naming the bot it comes only where that was granted", async () => {
    teams.people.say("ana", "Help", "one");
    teams.people.say("ana", "Lunch", "two");
    const lunch = teams.world.rooms.get(idOf(teams, "Lunch"));
    if (lunch !== undefined) lunch.hearsAll = true;
    teams.people.say("ana", "Lunch", "three");
    const team = teams.world.teams.get(teams.company.team.id);
    if (team !== undefined) team.hearsAll = true;
    teams.people.say("ana", "Help", "four");
    await teams.settled();
    expect(bot.heard.map(({ text }) => text).toSorted()).toEqual(["four", "three"]);
  });

  test("only from people who are there", () => {
    expect(() => teams.people.say("eva", "Help", "hm")).toThrow("eva is not in Help");
    expect(() => teams.people.say("ana", "@ben", "hm")).toThrow("ana is not in @ben");
    expect(() => teams.read("ana", "@ben")).toThrow("ana is not in @ben");
  });

  test("comes again when it is edited, deleted and brought back", async () => {
    const said = teams.people.mention("ana", "Help", "hwo?");
    await teams.settled();
    teams.people.edit(said, "@Footnote how?");
    await teams.settled();
    teams.people.delete(said);
    await teams.settled();
    teams.people.undelete(said);
    await teams.settled();
    expect(bot.heard.map(({ id }) => id)).toEqual(Array(4).fill(said.id));
    expect(
      bot.heard.map(({ type, channelData, text }) => [type, channelData.eventType, text]),
    ).toEqual([
      ["message", undefined, "<at>Footnote</at> hwo?"],
      ["messageUpdate", "editMessage", "<at>Footnote</at> how?"],
      ["messageDelete", "softDeleteMessage", undefined],
      ["messageUpdate", "undeleteMessage", "<at>Footnote</at> how?"],
    ]);
  });
});

describe("how it is brought", () => {
  test("again after a failure of the bot's, a few times", async () => {
    let left = 2;
    bot.answer = () => (left-- > 0 ? { status: 503 } : undefined);
    teams.people.say("ana", "@ana", "hello");
    await teams.settled();
    const [delivery] = teams.world.deliveries;
    expect(delivery?.attempts.map(({ outcome, status }) => [outcome, status])).toEqual([
      ["http_error", 503],
      ["http_error", 503],
      ["acknowledged", 200],
    ]);
    expect(bot.heard.map(({ id }) => id)).toEqual(Array(3).fill(bot.heard[0]?.id));
  });

  test("and is given up then", async () => {
    bot.answer = () => ({ status: 500 });
    teams.people.say("ana", "@ana", "hello");
    await teams.settled();
    expect(teams.world.deliveries[0]).toMatchObject({ settled: true, acknowledged: false });
    expect(bot.heard).toHaveLength(4);
  });

  test("not again where the bot refuses it", async () => {
    bot.answer = () => ({ status: 401 });
    teams.people.say("ana", "@ana", "hello");
    await teams.settled();
    expect(bot.heard).toHaveLength(1);
    expect(teams.world.deliveries[0]?.attempts[0]?.outcome).toBe("refused");
  });

  test("again where the bot is too slow, and nobody waits for its answer", async () => {
    teams.world.limits.ackMs = 0;
    teams.people.say("ana", "@ana", "hello");
    await teams.settled();
    expect(teams.world.deliveries[0]?.attempts[0]?.outcome).toBe("timeout");
    expect(teams.world.deliveries[0]?.attempts).toHaveLength(4);
  });

  test("twice, late or in another order, as chance has it", async () => {
    teams.world.chaos = { twice: 0.3, late: 0.3, lateMs: 60_000, shuffled: 0.3 };
    const said = Array.from({ length: 30 }, (_, index) =>
      teams.people.say("ana", "@ana", `message ${index}`),
    );
    await teams.settled();
    await new Promise((resolve) => setTimeout(resolve, 200));
    const ids = bot.heard.map(({ id }) => id);
    expect(new Set(ids)).toEqual(new Set(said.map(({ id }) => id)));
    expect(ids.length).toBeGreaterThan(30);
    expect([...new Set(ids)]).not.toEqual(said.map(({ id }) => id));
  });
});

test("in a chat an answer quotes what it answers", async () => {
  const said = teams.people.mention("ana", "Lunch", "Who <pays>?");
  teams.people.mention("ben", "Lunch", "I do.", { quote: said });
  await teams.settled();
  const quote = bot.heard.find(({ text }) => text?.includes("I do."));
  expect(quote).toMatchObject({
    text: `<quoted messageId="${said.id}"/> <at>Footnote</at> I do.`,
    entities: [
      { type: "mention" },
      {
        type: "quotedReply",
        quotedReply: { messageId: said.id, senderId: personOf(teams, "ana").mri },
      },
      { type: "clientInfo" },
    ],
  });
  expect(JSON.stringify(quote?.attachments)).toContain("Who &lt;pays&gt;?");
});
