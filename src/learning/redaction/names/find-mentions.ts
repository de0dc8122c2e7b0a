import type { Detector } from "../finding.ts";
import type { Person } from "./person.ts";

/** `<@U1>` and `<@U1|anna>` of Slack, `<at>` of Teams, and ids as they are stored. */
const MENTIONS =
  /<@(?<slack>[A-Z0-9]{2,30})(?:\|[^<>]{0,100})?>|<at(?:\s[^<>]{0,100})?>(?<teams>[^<]{1,200})<\/at>|(?<![\p{L}\p{N}_])(?<id>(?:slack|teams):[\w%.@-]{1,80}:[\w%.:-]{1,120})/giu;

/** People whom a platform's own signs mention. */
export function createMentionFinder(people: readonly Person[]): Detector {
  const known = new Map<string, string>();
  for (const [at, { ids = [], names }] of people.entries()) {
    for (const name of [...ids, ...ids.map(lastPart), ...names]) {
      if (!known.has(name.toLowerCase())) known.set(name.toLowerCase(), `person:${at}`);
    }
  }
  return (text) =>
    [...text.matchAll(MENTIONS)].map(({ index, 0: found, groups = {} }) => {
      const named = (groups.slack ?? groups.teams ?? groups.id ?? "").trim().toLowerCase();
      const identity =
        known.get(named) ?? known.get(lastPart(named)) ?? `mention:${lastPart(named)}`;
      return { kind: "MENTION", start: index, end: index + found.length, identity };
    });
}

function lastPart(id: string): string {
  return id.slice(id.lastIndexOf(":") + 1);
}
