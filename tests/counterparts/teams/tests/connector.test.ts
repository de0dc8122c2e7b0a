import { afterEach, beforeEach, describe, expect, test } from "vitest";
import type { TeamsCounterpart } from "../start-teams-counterpart.ts";
import { at, type Call, caller, callWith, cardMessage, idOf, personOf, start } from "./start.ts";

let teams: TeamsCounterpart;
let call: Call;

beforeEach(async () => {
  teams = await start({ limits: { pageSize: 2 } });
  call = await caller(teams);
});

afterEach(() => teams.close());

const hello = { type: "message", text: "Hello." };

describe("who may call", () => {
  test("no token, a wrong one and an old one are 401", async () => {
    const path = at(idOf(teams, "@ana"));
    expect((await callWith(teams, undefined, "POST", path, hello)).status).toBe(401);
    expect((await callWith(teams, "Bearer made-up", "POST", path, hello)).status).toBe(401);
    expect((await call("POST", path, hello)).status).toBe(201);
    teams.world.clock.advance(2 * 3_600_000);
    expect((await call("POST", path, hello)).status).toBe(401);
  });

  test("a conversation that is not there is 404, one without the bot 403", async () => {
    expect((await call("POST", at("19:nothing@thread.v2"), hello)).body.error?.code).toBe(
      "ConversationNotFound",
    );
    const { id } = teams.people.addChat("Secret", { members: ["ana", "ben"], isBotIn: false });
    const refused = await call("POST", at(id), hello);
    expect(refused.status).toBe(403);
    expect(refused.body.error?.code).toBe("BotNotInConversationRoster");
    teams.world.blockedBy.add(personOf(teams, "ana").objectId);
    const blocked = await call("POST", at(idOf(teams, "@ana")), hello);
    expect(blocked.body.error?.code).toBe("ConversationBlockedByUser");
  });
});

describe("messages", () => {
  test("are sent, replaced and taken back", async () => {
    const room = idOf(teams, "Lunch");
    const { body, status } = await call("POST", at(room), hello);
    expect(status).toBe(201);
    expect(teams.read("ana", "Lunch")).toContain("Footnote (bot): Hello.");
    const own = at(room, `activities/${body.id}`);
    expect((await call("PUT", own, { ...hello, text: "Changed." })).status).toBe(200);
    expect(teams.read("ana", "Lunch")).toContain("Changed.");
    expect((await call("DELETE", own)).status).toBe(200);
    expect((await call("PUT", own, hello)).status).toBe(404);
    expect(teams.read("ana", "Lunch")).toContain("(deleted)");
  });

  test("go into a thread by its conversation, or as an answer to a message of it", async () => {
    const help = idOf(teams, "Help");
    const post = teams.people.say("ana", "Help", "How?");
    await call("POST", at(`${help};messageid=${post.id}`), { ...hello, text: "One." });
    await call("POST", at(help, `activities/${post.id}`), { ...hello, text: "Two." });
    await call("POST", at(help), { ...hello, text: "Anew." });
    expect(teams.read("ana", "Help")).toBe(
      [
        "Contoso/Help",
        "Ana Lima: How?",
        "    Footnote (bot): One.",
        "    Footnote (bot): Two.",
        "Footnote (bot): Anew.",
      ].join("\n"),
    );
  });

  test("of other people cannot be changed", async () => {
    const said = teams.people.say("ana", "@ana", "Mine.");
    const refused = await call("PUT", at(said.roomId, `activities/${said.id}`), hello);
    expect(refused.status).toBe(403);
    expect(teams.world.complaints).toHaveLength(1);
  });

  test("that are too large, empty, or hold something unknown are refused and complained of", async () => {
    const room = at(idOf(teams, "@ana"));
    const big = await call("POST", room, { ...hello, text: "x".repeat(29 * 1_024) });
    expect(big.status).toBe(413);
    expect(big.body.error?.code).toBe("MessageSizeTooBig");
    expect((await call("POST", room, { type: "message", text: " " })).status).toBe(400);
    expect((await call("POST", room, { ...hello, colour: "red" })).status).toBe(400);
    expect((await call("POST", room, { type: "event" })).status).toBe(400);
    expect(teams.world.complaints).toHaveLength(4);
  });

  test("name only people that are there", async () => {
    const room = at(idOf(teams, "Lunch"));
    const { mri, displayName } = personOf(teams, "ana");
    const words = `<at>${displayName}</at>`;
    const named = (id: string, text: string) => ({
      type: "message",
      text: `Hi ${words}.`,
      entities: [{ type: "mention", text, mentioned: { id, name: displayName } }],
    });
    expect((await call("POST", room, named(mri, words))).status).toBe(201);
    expect((await call("POST", room, named("29:nobody", words))).status).toBe(400);
    expect((await call("POST", room, named(mri, "<at>Ana</at>"))).status).toBe(400);
    expect((await call("POST", room, { ...hello, text: `Hi ${words}.` })).status).toBe(400);
  });
});

describe("cards and citations", () => {
  const send = (activity: object) => call("POST", at(idOf(teams, "@ana")), activity);

  test("a card of ours is taken", async () => {
    const body = [
      { type: "RichTextBlock", inlines: [{ type: "TextRun", text: "Sources", weight: "Bolder" }] },
      { type: "Input.Text", id: "reason", label: "Why?", isMultiline: true },
    ];
    const actions = [{ type: "Action.Execute", title: "Send", verb: "footnote.vote", data: {} }];
    expect((await send(cardMessage({ body, actions }))).status).toBe(201);
    expect(teams.world.complaints).toEqual([]);
  });

  test.each([
    ["an unknown field", { body: [{ type: "TextBlock", text: "x", wrapped: true }] }],
    ["an unknown element", { body: [{ type: "Carousel", pages: [] }] }],
    ["a version that Teams lacks", { version: "1.6", body: [{ type: "TextBlock", text: "x" }] }],
    ["an empty card", { body: [] }],
    [
      "two inputs of one name",
      { body: [1, 2].map(() => ({ type: "Input.Text", id: "a", label: "A" })) },
    ],
    [
      "a button without a verb",
      { body: [], actions: [{ type: "Action.Execute", title: "x", data: {} }] },
    ],
  ])("%s is refused", async (_name, card) => {
    expect((await send(cardMessage(card))).status).toBe(400);
    expect(teams.world.complaints).not.toEqual([]);
  });

  const appearance = { "@type": "DigitalDocument", name: "Handbook", abstract: "About leave." };
  const claim = (position: number, more: object = {}) => ({
    "@type": "Claim",
    position,
    appearance: { ...appearance, ...more },
  });
  const cited = (citation: object[], text = "Yes [1].", more: object = {}) => ({
    type: "message",
    text,
    entities: [
      {
        type: "https://schema.org/Message",
        "@type": "Message",
        "@context": "https://schema.org",
        additionalType: ["AIGeneratedContent"],
        citation,
        ...more,
      },
    ],
  });

  test("citations are taken and can be read", async () => {
    expect((await send(cited([claim(1, { url: "https://docs.example/a" })]))).status).toBe(201);
    expect(teams.read("ana", "@ana")).toContain(
      "[1] Handbook <https://docs.example/a>: About leave.",
    );
    expect(teams.read("ana", "@ana")).toContain("AI generated");
    expect(teams.world.complaints).toEqual([]);
  });

  test.each([
    ["another label", cited([claim(1)], undefined, { additionalType: ["AI"] })],
    ["eleven citations", cited(Array.from({ length: 11 }, (_, index) => claim(index + 1)))],
    ["an empty abstract", cited([claim(1, { abstract: "" })])],
    ["a long abstract", cited([claim(1, { abstract: "x".repeat(161) })])],
    ["four keywords", cited([claim(1, { keywords: ["a", "b", "c", "d"] })])],
    ["an address of a file", cited([claim(1, { url: "file:///etc/passwd" })])],
    ["one position twice", cited([claim(1), claim(1)])],
  ])("%s is refused", async (_name, activity) => {
    expect((await send(activity)).status).toBe(400);
  });

  test("a citation that the text does not name, and a table, are complained of", async () => {
    expect((await send(cited([claim(1), claim(2)]))).status).toBe(201);
    expect((await send({ type: "message", text: "| a | b |\n|---|---|" })).status).toBe(201);
    expect(teams.world.complaints).toHaveLength(2);
  });
});

describe("who is there", () => {
  test("comes in pages, in the service's own size", async () => {
    const names: unknown[] = [];
    let token = "";
    let pages = 0;
    do {
      const path = `pagedmembers?pageSize=500&continuationToken=${encodeURIComponent(token)}`;
      const { body } = await call("GET", at(idOf(teams, "Help"), path));
      names.push(...(body.members as { name: string }[]).map(({ name }) => name));
      token = String(body.continuationToken ?? "");
      pages += 1;
    } while (token !== "");
    expect(pages).toBe(3);
    expect(names).toEqual(["Adam Berg", "Ana Lima", "Ben Okoye", "Cem Aydin", "Gina Rossi"]);
    const other = at(idOf(teams, "Board"), "pagedmembers?continuationToken=nonsense");
    expect((await call("GET", other)).status).toBe(400);
  });

  test("is found one by one, by either id, with tenant and role", async () => {
    const partners = idOf(teams, "Partners");
    const nils = personOf(teams, "nils");
    for (const id of [nils.mri, nils.objectId]) {
      const { body } = await call("GET", at(partners, `members/${encodeURIComponent(id)}`));
      expect(body).toMatchObject({ name: "Nils Holm", tenantId: teams.company.otherTenantId });
    }
    const gina = personOf(teams, "gina");
    const there = await call("GET", at(idOf(teams, "Help"), `members/${gina.objectId}`));
    expect(there.body.userRole).toBe("guest");
    const missing = await call("GET", at(partners, `members/${gina.objectId}`));
    expect(missing.status).toBe(404);
    expect(missing.body.error?.code).toBe("MemberNotFoundInConversation");
  });

  test("of a team: its group, and its channels with their types", async () => {
    const path = `teams/${encodeURIComponent(teams.company.team.id)}`;
    expect((await call("GET", path)).body.aadGroupId).toBe(teams.company.team.groupId);
    const { body } = await call("GET", `${path}/conversations`);
    const types = (body.conversations as { name?: string; type: string }[]).map(
      ({ name, type }) => `${name} ${type}`,
    );
    expect(types).toEqual([
      "undefined standard",
      "Help standard",
      "Board private",
      "Partners shared",
    ]);
  });
});

describe("a new conversation", () => {
  const open = (who: string) =>
    call("POST", "conversations", {
      bot: { id: teams.company.botId },
      members: [{ id: personOf(teams, who).objectId }],
      channelData: { tenant: { id: teams.company.tenantId } },
    });

  test("with somebody is the chat they have, or a new one where Teams lets the bot", async () => {
    expect(await open("ana")).toMatchObject({ status: 201, body: { id: idOf(teams, "@ana") } });
    const refused = await open("eva");
    expect(refused.status).toBe(403);
    expect(refused.body.error?.code).toBe("ForbiddenOperationException");
    teams.world.mayOpenFor.add(personOf(teams, "eva").objectId);
    const { body } = await open("eva");
    await call("POST", at(String(body.id)), hello);
    expect(teams.read("eva", "@eva")).toContain("Hello.");
  });

  test("in a channel is a new thread", async () => {
    const help = idOf(teams, "Help");
    const channelData = { channel: { id: help } };
    const { body } = await call("POST", "conversations", {
      isGroup: true,
      channelData,
      activity: hello,
    });
    expect(body.id).toBe(`${help};messageid=${body.activityId}`);
  });
});
