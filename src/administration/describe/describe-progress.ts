import type { AdminButton, AdminItem, AdminReply } from "../../chat/admin-reply.ts";
import type { SyncProgressState } from "../../sources/syncing/sync-progress.ts";
import { quoteWord } from "../words/parse-command.ts";
import { count, duration } from "./in-words.ts";

type Ended = Extract<SyncProgressState, { state: "ended" }>;

const MOST_FAILURES = 5;

/** How a sync is doing, and at its end what became of it and what is to do. */
export function describeProgress(source: string, progress: SyncProgressState): AdminReply {
  const item = describe(source, progress);
  return { parts: [{ type: "list", title: "Sync", items: [item], none: "" }] };
}

function describe(source: string, progress: SyncProgressState): AdminItem {
  switch (progress.state) {
    case "gone":
      return { title: source, state: "off", lines: ["The source was removed."] };
    case "waiting":
      return { title: source, state: "busy", lines: ["Waits to be read …"] };
    case "running": {
      const { done, total } = progress;
      const of =
        total === undefined || total < done ? "" : ` of about ${total.toLocaleString("en")}`;
      return {
        title: source,
        state: "busy",
        lines: [`${done.toLocaleString("en")}${of} looked at …`],
      };
    }
    case "ended":
      return describeEnd(source, progress);
  }
}

function describeEnd(source: string, { counts, error, failures, tookMs }: Ended): AdminItem {
  const { changed = 0, unchanged = 0, removed = 0, failed = 0 } = counts ?? {};
  const numbers = `${count(changed, "document")} new or changed, ${unchanged.toLocaleString("en")} unchanged, ${removed.toLocaleString("en")} removed, ${failed.toLocaleString("en")} could not be read; ${duration(tookMs)}`;
  const shown = failures.slice(0, MOST_FAILURES);
  const more = failures.length - shown.length;
  const buttons = nextSteps(source, error, failures.length);
  return {
    title: source,
    state: error !== undefined ? "bad" : failures.length > 0 ? "warning" : "ok",
    lines: [
      error === undefined ? "Is in step with the source." : error,
      numbers,
      ...shown.map(({ documentId, reason }) => `Could not be read: ${documentId}: ${reason}`),
      ...(more > 0 ? [`… and ${more} more`] : []),
      ...(shown.length > 0 ? ["What could not be read is tried again by itself."] : []),
    ],
    ...(buttons.length > 0 ? { buttons } : {}),
  };
}

/** What an admin would do about it. */
function nextSteps(source: string, error: string | undefined, failures: number): AdminButton[] {
  const of = (verb: string) => `sources ${verb} ${quoteWord(source)}`;
  const status = { label: "Status", command: of("status") };
  if (error === undefined) return failures > 0 ? [status] : [];
  // The brake held removals back, and says how they are let through.
  if (error.includes("--confirm-removals")) {
    const remove: AdminButton = {
      label: "Remove them",
      command: `${of("sync")} confirm-removals`,
      confirm: `${source} reports much less than before. Remove from the index what it no longer has?`,
      style: "danger",
    };
    return [remove, status];
  }
  return [{ label: "Try again", command: of("sync") }, status];
}
