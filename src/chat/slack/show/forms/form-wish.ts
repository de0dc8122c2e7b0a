import type { FormWish } from "../../../admin-forms.ts";

/**
 * Whether a command asks for a form, which has to be opened at once: `sources add`,
 * `sources add <kind>`, `sources edit <name>`, `review correct <id> <version>`. Undefined for every other command.
 */
export function readFormWish(command: string): FormWish | undefined {
  const [first, second, third, ...more] = command.trim().split(/\s+/);
  const verb = `${first} ${second}`.toLowerCase();
  if (verb === "review correct" && third !== undefined && /^\d{1,15}$/.test(more[0] ?? "")) {
    return more.length === 1 ? { review: { id: third, version: Number(more[0]) } } : undefined;
  }
  if (more.length > 0) return undefined;
  if (verb === "sources add") return third === undefined ? {} : { kind: third.toLowerCase() };
  return verb === "sources edit" && third !== undefined ? { source: third } : undefined;
}
