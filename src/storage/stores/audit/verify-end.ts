import type { AuditFlaw } from "../../ports/audit-entry.ts";
import { type AuditHead, isSealed, sealHead } from "./audit-head.ts";
import type { HeadFile } from "./head-file.ts";

export interface ReadLog {
  /** How many entries there are. */
  entries: number;
  /** Of one of them; undefined for one that is not there. */
  hashOf(entry: number): Promise<string | undefined>;
}

/** Whether the log still reaches to where it was sealed, and to where the file beside it says. */
export async function verifyEnd(
  log: ReadLog,
  { head, key }: { head: AuditHead | undefined; key: string | undefined },
  headFile: HeadFile,
): Promise<AuditFlaw | undefined> {
  const after = log.entries + 1;
  if (head !== undefined && key !== undefined) {
    if (!isSealed(head.seal, sealHead(head, key))) {
      const known = Math.min(head.entries, log.entries) + 1;
      return {
        entry: known,
        problem: "where the log ends was changed, and entries may be missing",
      };
    }
    if (log.entries < head.entries) return cutOff(after, head.entries);
    if (log.entries > head.entries) {
      return { entry: head.entries + 1, problem: "it was not written by Footnote" };
    }
    // Entries from before there were seals have none of their own.
    if (head.entries > 0 && (await log.hashOf(head.entries)) !== head.hash) {
      return { entry: head.entries, problem: "it is another one than was there before" };
    }
  }
  const kept = headFile.read();
  if (kept === null)
    return {
      entry: after,
      problem: `${headFile.name}, which says where the log ends, was changed`,
    };
  if (kept === undefined) {
    // It is written right after an entry: of the first there may be none yet.
    if (head === undefined || head.entries <= head.sealedFrom) return undefined;
    return { entry: after, problem: `${headFile.name}, which says where the log ends, is missing` };
  }
  if (kept.entries > log.entries) return cutOff(after, kept.entries);
  if ((await log.hashOf(kept.entries)) === kept.hash) return undefined;
  return { entry: kept.entries, problem: "it is another one than was there before" };
}

function cutOff(entry: number, entries: number): AuditFlaw {
  return { entry, problem: `the log's end is missing: there were ${entries} entries` };
}
