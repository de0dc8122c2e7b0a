import type { AdminItem, AdminPart, AdminReply } from "./admin-reply.ts";

/**
 * A reply that shows a platform's people, groups and rooms by the names that `nameOf` gives them;
 * `nameable` finds their ids and what documents call them in its texts, and is global.
 */
export async function nameReaders(
  reply: AdminReply,
  nameable: RegExp,
  nameOf: (one: string) => Promise<string>,
): Promise<AdminReply> {
  const found = new Set(JSON.stringify(reply).match(nameable));
  if (found.size === 0) return reply;
  const names = new Map<string, string>();
  for (const one of found) names.set(one, await nameOf(one));
  const named = (text: string) => text.replace(nameable, (one) => names.get(one) ?? one);
  const item = ({ title, lines, ...rest }: AdminItem): AdminItem => ({
    ...rest,
    title: named(title),
    lines: lines.map(named),
  });
  const part = (one: AdminPart): AdminPart =>
    one.type === "text"
      ? { ...one, text: named(one.text) }
      : { ...one, title: named(one.title), items: one.items.map(item), none: named(one.none) };
  return { ...reply, parts: reply.parts.map(part) };
}
