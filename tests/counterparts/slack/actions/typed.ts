import type { Block } from "../blocks/block.ts";
import { isPrivateTo } from "../state/channels.ts";
import type { World } from "../world.ts";

interface Piece {
  /** As it stands in the message's `text`. */
  text: string;
  rich: Record<string, unknown>;
}

const SPECIAL = /(@[\w.-]+)|(#[\w-]+)|(https?:\/\/[^\s<>]+)|(:[\w+-]+:)/g;

/**
 * What Slack makes of what somebody types: names become mentions, `&<>` are escaped. Private channels
 * are names for those who are in them.
 */
export function typed(
  world: World,
  { teamId, userId }: { teamId: string; userId: string },
  words: string,
): { text: string; blocks: Block[] } {
  const pieces: Piece[] = [];
  let at = 0;
  for (const match of words.matchAll(SPECIAL)) {
    const piece = readSpecial(world, { teamId, userId }, match[0]);
    if (piece === undefined) continue;
    if (match.index > at) pieces.push(plain(words.slice(at, match.index)));
    pieces.push(piece);
    at = match.index + match[0].length;
  }
  if (at < words.length) pieces.push(plain(words.slice(at)));
  const elements = [{ type: "rich_text_section", elements: pieces.map(({ rich }) => rich) }];
  return {
    text: pieces.map(({ text }) => text).join(""),
    blocks: [{ type: "rich_text", block_id: world.ids.next("b"), elements }],
  };
}

function escapeText(words: string): string {
  return words.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;");
}

function plain(words: string): Piece {
  return { text: escapeText(words), rich: { type: "text", text: words } };
}

function readSpecial(
  world: World,
  { teamId, userId }: { teamId: string; userId: string },
  word: string,
): Piece | undefined {
  const name = word.slice(1).toLowerCase();
  if (word.startsWith("http")) return { text: `<${word}>`, rich: { type: "link", url: word } };
  if (word.startsWith(":")) {
    return { text: word, rich: { type: "emoji", name: word.slice(1, -1) } };
  }
  if (word.startsWith("#")) {
    const channel = [...world.channels.values()].find(
      (one) => one.name === name && !isPrivateTo(one, userId),
    );
    if (channel === undefined) return undefined;
    const { id } = channel;
    return { text: `<#${id}|${name}>`, rich: { type: "channel", channel_id: id } };
  }
  if (["here", "channel", "everyone"].includes(name)) {
    return { text: `<!${name}>`, rich: { type: "broadcast", range: name } };
  }
  const group = [...world.groups.values()].find((one) => one.handle === name);
  if (group !== undefined) {
    const rich = { type: "usergroup", usergroup_id: group.id };
    return { text: `<!subteam^${group.id}>`, rich };
  }
  const people = [...world.users.values()].filter((one) => one.name.toLowerCase() === name);
  const user = people.find((one) => one.teamId === teamId) ?? people[0];
  if (user === undefined) return undefined;
  return { text: `<@${user.id}>`, rich: { type: "user", user_id: user.id } };
}
