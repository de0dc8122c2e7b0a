import type { Message } from "../shapes/message.ts";
import type { Person } from "../shapes/person.ts";
import type { Room } from "../shapes/room.ts";
import type { Team } from "../shapes/team.ts";
import { teamOf } from "../state/find.ts";
import type { World } from "../world.ts";

export type Activity = Record<string, unknown> & { type: string; id: string };

const PREVIEW_CHARACTERS = 100;

interface Envelope {
  room: Room;
  person: Person;
  /** Of a thread in a channel. */
  rootId?: string | undefined;
  /** Further fields of `channelData`. */
  channelData?: Record<string, unknown>;
}

/** What every activity of Teams has, around what it is about. */
export function envelope(
  world: World,
  { room, person, rootId, channelData }: Envelope,
  fields: Record<string, unknown> & { type: string; id?: string },
): Activity {
  const now = new Date(world.clock.now());
  const { locale, timeZone } = person;
  return {
    id: world.ids.activity(),
    timestamp: now.toISOString(),
    localTimestamp: localTime(now, timeZone),
    localTimezone: timeZone,
    channelId: "msteams",
    serviceUrl: world.serviceUrl,
    from: accountOf(person),
    conversation: conversationOf(room, rootId),
    recipient: { id: world.app.botId, name: world.app.name },
    channelData: { ...placeOf(world, room), ...channelData },
    locale,
    ...fields,
  };
}

/** Somebody, as activities name them. */
export function accountOf({ mri, objectId, displayName, role }: Person): Record<string, unknown> {
  return { id: mri, name: displayName, ...(role === "anonymous" ? {} : { aadObjectId: objectId }) };
}

function conversationOf(room: Room, rootId?: string): Record<string, unknown> {
  const { id, kind, tenantId, name } = room;
  if (kind === "personal") return { conversationType: "personal", tenantId, id };
  const isChannel = kind === "channel";
  return {
    isGroup: true,
    conversationType: isChannel ? "channel" : "groupChat",
    tenantId,
    id: isChannel && rootId !== undefined ? `${id};messageid=${rootId}` : id,
    ...(isChannel ? {} : { name }),
  };
}

/** Tenant, and where there is one, team, channel and meeting: by their ids, no more. */
function placeOf(world: World, room: Room): Record<string, unknown> {
  const tenant = { id: room.tenantId };
  const team = teamOf(world, room);
  if (team !== undefined) {
    const [channel, of] = [{ id: room.id }, { id: team.id }];
    return { teamsChannelId: room.id, teamsTeamId: team.id, channel, team: of, tenant };
  }
  if (room.kind !== "meeting") return { tenant };
  return { tenant, meeting: { id: Buffer.from(`0#${room.id}#0`).toString("base64") } };
}

export function channelInfo({ id, name, channelType }: Room): Record<string, unknown> {
  return { id, name, type: channelType };
}

export function teamInfo({ id, name, groupId, tenantId }: Team): Record<string, unknown> {
  return { id, name, aadGroupId: groupId, tenantId };
}

/** The client that somebody writes with. */
function clientInfo({ locale, timeZone }: Person): Record<string, unknown> {
  const country = locale.split("-")[1] ?? "US";
  return { type: "clientInfo", locale, country, platform: "Web", timezone: timeZone };
}

/** A message as the bot is told of it, new or changed. */
export function messageActivity(
  world: World,
  room: Room,
  message: Message,
  person: Person,
  more: { type: string; channelData?: Record<string, unknown>; isGone?: boolean },
): Activity {
  const { type, channelData, isGone } = more;
  const mentions = message.mentions.map(({ text, id, name }) => ({
    type: "mention",
    text,
    mentioned: { id, name },
  }));
  const rootId = room.kind === "channel" ? (message.rootId ?? message.id) : undefined;
  const quoted = quoteOf(world, room, message);
  return envelope(
    world,
    { room, person, rootId, channelData: channelData ?? {} },
    {
      type,
      id: message.id,
      ...(isGone === true
        ? {}
        : {
            text: quoted === undefined ? message.text : `${quoted.text}${message.text}`,
            textFormat: "plain",
            attachments: [
              { contentType: "text/html", content: `${quoted?.html ?? ""}${htmlOf(message)}` },
            ],
            entities: [...mentions, ...(quoted?.entities ?? []), clientInfo(person)],
          }),
    },
  );
}

/** The three ways in which Teams says what a message quotes. */
function quoteOf(world: World, room: Room, { quotedId }: Message) {
  const quoted = room.messages.find(({ id }) => id === quotedId);
  if (quoted === undefined) return undefined;
  const author = world.people.get(quoted.from);
  const [senderId, senderName] = [
    author?.mri ?? world.app.botId,
    author?.displayName ?? world.app.name,
  ];
  const preview = quoted.text.slice(0, PREVIEW_CHARACTERS);
  const { id: messageId } = quoted;
  const about = { messageId, senderId, senderName, preview, time: messageId };
  const name = `<strong itemprop="mri" itemid="${senderId}">${escapeHtml(senderName)}</strong>`;
  return {
    text: `<quoted messageId="${messageId}"/> `,
    html: `<blockquote itemscope="" itemtype="http://schema.skype.com/Reply" itemid="${messageId}">${name}<p itemprop="preview">${escapeHtml(preview)}</p></blockquote>`,
    entities: [{ type: "quotedReply", quotedReply: about }],
  };
}

/** What somebody wrote, as the second form in which Teams sends it. */
export function htmlOf({ text, mentions }: Message): string {
  let html = escapeHtml(text).replaceAll("\n", "<br>");
  for (const [index, mention] of mentions.entries()) {
    const mark = `<span itemscope="" itemtype="http://schema.skype.com/Mention" itemid="${index}">${escapeHtml(mention.name)}</span>`;
    html = html.replace(escapeHtml(mention.text), mark);
  }
  return `<p>${html}</p>`;
}

function escapeHtml(text: string): string {
  return text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;");
}

/** With the offset of that place, as clients send it. */
function localTime(at: Date, timeZone: string): string {
  const format = new Intl.DateTimeFormat("en-US", { timeZone, timeZoneName: "longOffset" });
  const named = format.formatToParts(at).find(({ type }) => type === "timeZoneName")?.value ?? "";
  const offset = named.replace("GMT", "") || "+00:00";
  const [, sign, hours, minutes] = /^([+-])(\d\d):(\d\d)$/.exec(offset) ?? [];
  const shiftMs = (Number(hours ?? 0) * 60 + Number(minutes ?? 0)) * 60_000;
  const local = new Date(at.getTime() + (sign === "-" ? -shiftMs : shiftMs));
  return `${local.toISOString().slice(0, -1)}${offset}`;
}
