import { expect, test } from "vitest";
import {
  ANN,
  ann,
  at,
  BEN,
  BOT,
  ben,
  CHANNEL,
  idOf,
  inChannel,
  inOwnChat,
  mentionOf,
  mentionsBot,
  OWN,
  startReceive,
  TENANT,
} from "./start-receive.ts";

const workspaceId = `teams:${TENANT}`;

test("a command follows the bot's name in rooms, and stands alone in one's own chat", async () => {
  const { receive, kept } = await startReceive();
  const html =
    '<p><at id="0">Footnote</at>&nbsp;/sources sync <a href="http://acme.com">acme.com</a></p>';
  const attachments = [{ contentType: "text/html", content: html }];
  await receive(inChannel({ n: 1, root: "9", text: "as text", attachments, ...mentionsBot }));
  await receive(inOwnChat({ n: 2, text: "/sources" }));
  await receive(inOwnChat({ n: 3, text: "/" }));
  const room = { roomId: idOf(CHANNEL), isDirect: false, answerTo: idOf(CHANNEL, "9") };
  const own = { roomId: idOf(OWN), isDirect: true, answerTo: idOf(OWN, `${at(2)}`) };
  const by = { by: ann, workspaceId };
  expect(kept).toEqual([
    {
      key: `command:${ann}:${idOf(CHANNEL, `${at(1)}`)}`,
      group: `commands:${ann}`,
      event: { type: "command", command: { text: "sources sync acme.com", ...by, ...room } },
    },
    {
      key: `command:${ann}:${idOf(OWN, `${at(2)}`)}`,
      group: `commands:${ann}`,
      event: { type: "command", command: { text: "sources", ...by, ...own } },
    },
    expect.objectContaining({
      event: { type: "command", command: { text: "", ...by, ...own } },
    }),
  ]);
});

test("whom a command names becomes an id, if they are there", async () => {
  const { receive, kept, members, world } = await startReceive();
  const unknown = { id: "29:unknown", name: "Gone Away" };
  const team = { id: "19:it@thread.tacv2", name: "IT" };
  const entities = [BOT, BEN, unknown, team].map(mentionOf);
  const named = "<at>Ben Okoro</at> <at>Gone Away</at> <at>IT</at>";
  const text = `<at>Footnote</at> /admins add ${named}`;
  members.push({
    ...{ id: BEN.id, name: BEN.name, aadObjectId: BEN.aadObjectId, email: undefined },
    ...{ userPrincipalName: undefined, tenantId: TENANT, userRole: "user" },
  });
  await receive(inChannel({ text, entities }));
  world.isAway = true;
  await receive(inChannel({ text, entities }));
  const texts = kept.map(({ event }) => event.type === "command" && event.command.text);
  expect(texts).toEqual([
    `admins add ${ben} @Gone Away teams:${TENANT}:19%3Ait@thread.tacv2`,
    `admins add @Ben Okoro @Gone Away teams:${TENANT}:19%3Ait@thread.tacv2`,
  ]);
});

test("paths, unmentioned slashes and edits are no commands", async () => {
  const { receive, kept } = await startReceive();
  await receive(inOwnChat({ n: 1, text: "/etc/hosts is gone, why?" }));
  await receive(inChannel({ n: 2, text: "/sources" }));
  await receive(inOwnChat({ n: 3, text: "What does /sources do?" }));
  const edit = { type: "messageUpdate", channelData: { eventType: "editMessage" } };
  await receive(inOwnChat({ n: 4, id: `${at(1)}`, ...edit, text: "/sources remove wiki" }));
  const types = kept.map(({ event }) => event.type);
  expect(types).toEqual(["message", "message", "message", "message-edited"]);
});

test("a button stands for a command of whoever presses it", async () => {
  const { receive, kept, world } = await startReceive();
  world.mayOpenFor.add(BEN.id);
  const press = (command: unknown) => ({
    ...{ type: "invoke", name: "adaptiveCard/action", id: "f:7", replyToId: "1772323205000" },
    value: { action: { type: "Action.Execute", verb: "footnote.command", data: { command } } },
  });
  expect(await receive(inOwnChat({ ...press("sources sync wiki"), from: ANN }))).toMatchObject({
    ...{ status: 200, body: { value: "I am on it." } },
  });
  expect(await receive(inChannel({ root: "9", ...press("gaps"), from: BEN }))).toMatchObject({
    status: 200,
    body: {
      ...{ statusCode: 200, type: "application/vnd.microsoft.activity.message" },
      value: "The answer comes in your own chat with me.",
    },
  });
  expect(kept.map(({ key, event }) => [key, event.type === "command" && event.command])).toEqual([
    [
      `command:${ann}:f:7`,
      {
        ...{ text: "sources sync wiki", by: ann, workspaceId, roomId: idOf(OWN), isDirect: true },
        answerTo: undefined,
      },
    ],
    [
      `command:${ben}:f:7`,
      {
        ...{ text: "gaps", by: ben, workspaceId, roomId: idOf(CHANNEL), isDirect: false },
        answerTo: undefined,
      },
    ],
  ]);
  expect(await receive(inOwnChat(press(7)))).toEqual({ status: 501 });
  // Whoever has no chat with the bot is not told that the answer comes there.
  const stranger = { id: "29:1cem", aadObjectId: "aad-cem" };
  expect(await receive(inChannel({ ...press("gaps"), from: stranger }))).toMatchObject({
    body: { value: expect.stringMatching(/^I answer commands only in your own .* open a chat/) },
  });
  expect(kept).toHaveLength(2);
});
