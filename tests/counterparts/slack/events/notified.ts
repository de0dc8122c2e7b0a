import type { Block } from "../blocks/block.ts";
import type { World } from "../world.ts";

const MENTION =
  /<(?:@([UW][A-Z0-9]+)|!(here|channel|everyone)|!subteam\^(S[A-Z0-9]+))(?:\|[^>]*)?>/g;

/** Whose bell a message rings: ids, and `here`, `channel`, `everyone`. */
export function notifiedBy(
  world: World,
  text: string,
  blocks: readonly Block[] | undefined,
): string[] {
  const found = new Set<string>();
  for (const words of [text, ...(blocks ?? []).flatMap(wordsOf)]) {
    for (const [, user, range, group] of words.matchAll(MENTION)) {
      if (user !== undefined) found.add(user);
      if (range !== undefined) found.add(range);
      for (const id of world.groups.get(group ?? "")?.users ?? []) found.add(id);
    }
  }
  return [...found];
}

/** Every piece of text in it that Slack reads as markup; plain text notifies nobody. */
function wordsOf(value: unknown): string[] {
  if (Array.isArray(value)) return value.flatMap(wordsOf);
  if (typeof value !== "object" || value === null) return [];
  const { type, text, ...rest } = value as Block;
  if (type === "plain_text" || type === "raw_text") return [];
  if (type === "user") return [`<@${rest.user_id}>`];
  if (type === "usergroup") return [`<!subteam^${rest.usergroup_id}>`];
  if (type === "broadcast") return [`<!${rest.range}>`];
  const own = (type === "mrkdwn" || type === "markdown") && typeof text === "string" ? [text] : [];
  return [...own, ...wordsOf(text), ...Object.values(rest).flatMap(wordsOf)];
}
