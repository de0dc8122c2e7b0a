import type { AdminItem, AdminPart, AdminReply } from "./admin-reply.ts";

/**
 * A reply that shows what documents call a platform's groups and rooms by the names that `nameOf`
 * gives them; `principals` finds them in its texts, and is global.
 */
export async function nameReaders(
  reply: AdminReply,
  principals: RegExp,
  nameOf: (principal: string) => Promise<string>,
): Promise<AdminReply> {
  const found = new Set(JSON.stringify(reply).match(principals));
  if (found.size === 0) return reply;
  const names = new Map<string, string>();
  for (const principal of found) names.set(principal, await nameOf(principal));
  const named = (text: string) => text.replace(principals, (one) => names.get(one) ?? one);
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
