import type { Message } from "../shapes/message.ts";
import type { Person } from "../shapes/person.ts";
import type { Room } from "../shapes/room.ts";
import { fullName, membersOf } from "../state/find.ts";
import type { World } from "../world.ts";
import { cardText, linksAsText } from "./card-text.ts";

interface Entity {
  type: string;
  additionalType?: string[];
  citation?: { position: number; appearance: { name: string; url?: string; abstract: string } }[];
}

/** A conversation as somebody in it sees it. @throws where they are not in it */
export function conversationText(world: World, room: Room, viewer: Person): string {
  if (!membersOf(world, room).includes(viewer)) {
    throw new Error(`${viewer.name} is not in ${room.name}`);
  }
  const title = room.kind === "personal" ? "chat with the bot" : fullName(world, room);
  const replies = (root: Message) => room.messages.filter(({ rootId }) => rootId === root.id);
  const shown = room.messages
    .filter(({ rootId }) => rootId === undefined)
    .flatMap((root) => [
      messageText(world, root, viewer),
      ...replies(root).map((reply) => indent(messageText(world, reply, viewer))),
    ]);
  return [title, ...shown].join("\n");
}

/** The cards of a message as that person sees them. */
export function cardsFor(message: Message, viewer: Person): Record<string, unknown>[] {
  const attachments = message.activity?.attachments;
  if (!Array.isArray(attachments)) return [];
  const own = message.ownCards.get(viewer.objectId);
  return attachments.map(({ content }, index) => own?.get(index) ?? content);
}

function messageText(world: World, message: Message, viewer: Person): string {
  const entities = (message.activity?.entities ?? []) as Entity[];
  const root = entities.find(({ type }) => type === "https://schema.org/Message");
  const marks = [
    message.from === "bot" ? "bot" : "",
    root?.additionalType === undefined ? "" : "AI generated",
    message.isEdited && message.from !== "bot" ? "edited" : "",
  ].filter(Boolean);
  const name =
    message.from === "bot" ? world.app.name : world.people.get(message.from)?.displayName;
  const who = `${name}${marks.length > 0 ? ` (${marks.join(", ")})` : ""}`;
  if (message.isDeleted) return `${who}: (deleted)`;
  const citations = (root?.citation ?? []).map(
    ({ position, appearance: { name: title, url, abstract } }) =>
      `[${position}] ${title}${url === undefined ? "" : ` <${url}>`}: ${abstract}`,
  );
  const reactions = [...message.reactions]
    .filter(([, whos]) => whos.size > 0)
    .map(([type, whos]) => `${type} ${whos.size}`);
  const body = [
    linksAsText(message.text).replaceAll(/<\/?at>/g, (mark) => (mark === "<at>" ? "@" : "")),
    message.stream === "running" ? "…" : "",
    message.stream === "cancelled" ? "(stopped)" : "",
    ...citations,
    ...cardsFor(message, viewer).map(cardText),
    suggestions(message),
    hasFeedback(message) ? "👍 👎" : "",
    reactions.join(" "),
  ].filter(Boolean);
  return `${who}: ${body.join("\n")}`.replaceAll("\n", "\n  ");
}

function suggestions({ activity }: Message): string {
  const { actions = [] } = (activity?.suggestedActions ?? {}) as { actions?: { title: string }[] };
  return actions.map(({ title }) => `(${title})`).join(" ");
}

export function hasFeedback({ activity }: Message): boolean {
  const data = activity?.channelData as
    | { feedbackLoop?: unknown; feedbackLoopEnabled?: boolean }
    | undefined;
  return data?.feedbackLoop !== undefined || data?.feedbackLoopEnabled === true;
}

function indent(text: string): string {
  return text.replaceAll(/^/gm, "    ");
}
