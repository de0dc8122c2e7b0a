import type { Storage } from "../../storage/storage.ts";
import { type Membership, readMembership } from "./membership.ts";

export type MembershipReader = () => Promise<Membership>;

export interface MembershipReaderDeps {
  storage: Pick<Storage, "groups">;
  /** A source's word on who is in a group counts for so long. */
  maxAgeMs: number;
  now: () => number;
}

/**
 * Reads who is in which group. The version is asked for each time, so that what any process changed
 * counts at once; all else is read again only when it is another one, or something has become too old.
 */
export function createMembershipReader({
  storage: { groups },
  maxAgeMs,
  now,
}: MembershipReaderDeps): MembershipReader {
  let kept: { version: number; membership: Promise<Membership>; soundUntil: number } | undefined;

  async function load(): Promise<Membership> {
    const [records, links] = [await groups.list(), await groups.links.list()];
    return readMembership({ records, links, now: now(), maxAgeMs });
  }

  return async () => {
    const version = await groups.version();
    if (kept?.version === version && now() < kept.soundUntil) return kept.membership;
    const membership = load();
    const reading = { version, membership, soundUntil: Number.POSITIVE_INFINITY };
    kept = reading;
    try {
      reading.soundUntil = (await membership).soundUntil;
    } catch (error) {
      if (kept === reading) kept = undefined;
      throw error;
    }
    return membership;
  };
}
