import type { GroupRecord } from "../../storage/storage.ts";
import { isOwnGroup } from "./group-kinds.ts";

/**
 * What counts of a group now. `known`: its members do. Else it has none: `stale`, they were said too
 * long ago; `gone`, there is no such group; `failed`, they were never said.
 */
export interface JudgedGroup extends GroupRecord {
  state: "known" | "stale" | "gone" | "failed";
}

/**
 * Each group as the source says that knew it last: another one that never knew it, or does not see it,
 * changes nothing. What admins set counts until they change it.
 */
export function judgeGroups(
  records: readonly GroupRecord[],
  { now, maxAgeMs }: { now: number; maxAgeMs: number },
): Map<string, JudgedGroup> {
  const judged = new Map<string, JudgedGroup>();
  for (const record of records) {
    // A source has no say in the admins' groups, nor they in a source's.
    if (isOwnGroup(record.principal) !== (record.source === undefined)) continue;
    const one = { ...record, state: stateOf(record, now, maxAgeMs) };
    const other = judged.get(record.principal);
    if (other === undefined || isBetter(one, other)) judged.set(record.principal, one);
  }
  return judged;
}

function stateOf(record: GroupRecord, now: number, maxAgeMs: number): JudgedGroup["state"] {
  const { source, saidAt, isGone } = record;
  if (saidAt === undefined) return "failed";
  if (isGone) return "gone";
  return source === undefined || now - saidAt < maxAgeMs ? "known" : "stale";
}

const RANKS: Record<JudgedGroup["state"], number> = { known: 2, stale: 2, gone: 1, failed: 0 };

function isBetter(one: JudgedGroup, other: JudgedGroup): boolean {
  const byRank = RANKS[one.state] - RANKS[other.state];
  return byRank === 0 ? (one.saidAt ?? 0) > (other.saidAt ?? 0) : byRank > 0;
}
