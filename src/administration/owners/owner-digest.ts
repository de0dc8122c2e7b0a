import type { AdminReply } from "../../chat/admin-reply.ts";
import { type Gap, reportOwnGaps } from "../../feedback/reports/gap-report.ts";
import { listVerified } from "../../feedback/verified/list-verified.ts";
import type { SourceOwner } from "../../storage/ports/owner-storage.ts";
import { asTyped } from "../admin-command.ts";
import { count } from "../describe/in-words.ts";
import { type ExpiredAnswer, listExpired } from "../digest/compose-digest.ts";
import { expiredItem, listOf } from "../digest/describe-digest.ts";
import type { SendDeps } from "../digest/send-digest.ts";
import { askedLine } from "../reports/gaps-command.ts";

/** What the owner of sources is told of a week, as somebody who need not be an admin. */
export interface OwnerDigest {
  sources: string[];
  /** Asked where every member could hear it. */
  gaps: Gap[];
  /** Verified answers that rest on their sources and expired, as far as all members may read them. */
  expired: ExpiredAnswer[];
}

const DAYS = 7;
const MOST_GAPS = 10;

export async function composeOwnerDigest(
  owned: readonly SourceOwner[],
  { person, workspaceId }: { person: string; workspaceId: string },
  deps: Pick<SendDeps, "storage" | "administering" | "now">,
): Promise<OwnerDigest> {
  const { storage, administering, now } = deps;
  const sources = owned.map(({ source }) => source);
  const expired = await listVerified(["expired"], { storage, now, index: administering.index });
  const theirs = expired.filter(({ citations }) =>
    citations.some((one) => sources.includes(one.source)),
  );
  return {
    sources,
    gaps: await reportOwnGaps(DAYS, { person, workspaceId }, deps),
    expired: await listExpired(theirs, deps),
  };
}

export function describeOwnerDigest(
  { sources, gaps, expired }: OwnerDigest,
  workspaceId: string,
  deps: Pick<SendDeps, "platforms">,
): AdminReply {
  const more = gaps.length - MOST_GAPS;
  const items = gaps.slice(0, MOST_GAPS).map((gap) => ({
    title: gap.question,
    lines: [sources.length > 1 ? `${gap.source}: ${askedLine(gap)}` : askedLine(gap)],
    state: "warning" as const,
  }));
  const way = asTyped("sources owner", { workspaceId }, deps);
  const intro = `You look after ${sources.join(", ")}. This is what people asked about it in the last ${DAYS} days and Footnote could not answer well.`;
  return {
    parts: [
      { type: "text", text: intro },
      ...listOf("Not found, or not liked", items),
      ...(more > 0
        ? [{ type: "text" as const, text: `And ${count(more, "more question")}.` }]
        : []),
      ...listOf("Verified answers that expired", expired.map(expiredItem)),
      { type: "text", text: `Admins name somebody else with ${way}.` },
    ],
  };
}
