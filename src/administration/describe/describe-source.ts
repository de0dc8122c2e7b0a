import type { AdminButton, AdminItem } from "../../chat/admin-reply.ts";
import type { SourceStatus, SourceSummary } from "../../sources/list-sources.ts";
import { quoteWord } from "../words/parse-command.ts";
import { count, duration, fromNow } from "./in-words.ts";

type State = NonNullable<AdminItem["state"]>;

const STATES: Record<SourceSummary["health"], State> = {
  ok: "ok",
  failing: "bad",
  stuck: "bad",
  paused: "off",
  "never-synced": "warning",
};
const MOST_FAILURES = 8;

/** A source in the list of all: how it is doing, and what is done with it most. */
export function describeSource(source: SourceSummary, now: number): AdminItem {
  const { name, health } = source;
  const [sync, pause] = sourceButtons(source);
  const status: AdminButton = { label: "Status", command: `sources status ${quoteWord(name)}` };
  return {
    title: name,
    state: isBusy(source) ? "busy" : stateOf(source),
    lines: [
      `${source.kind} · ${health.replace("-", " ")} · ${count(source.documents, "document")}${hidden(source)}${unread(source)}${suspicious(source)}`,
      ...timesOf(source, now),
      ...(source.error === undefined ? [] : [source.error]),
    ],
    buttons: [sync, status, pause].filter((button) => button !== undefined),
  };
}

/** All that is known of a source, failures included; its settings hold no secret. */
export function describeStatus(source: SourceStatus, now: number, owner?: string): AdminItem {
  const { audience, ownReaders, settings, freshness, waitingVectors, failures } = source;
  const shown = failures.slice(0, MOST_FAILURES);
  const more = failures.length - shown.length;
  return {
    ...describeSource(source, now),
    lines: [
      ...describeSource(source, now).lines,
      `For ${audience.join(", ") || "nobody"}${ownReaders > 0 ? `; ${count(ownReaders, "document")} with readers of their own` : ""}`,
      ...(source.forUnknownGroups > 0
        ? [
            `${count(source.forUnknownGroups, "document")} for groups of which nobody knows who is in them`,
          ]
        : []),
      ...(owner === undefined ? [] : [`Looked after by ${owner}`]),
      `Schedule: ${source.schedule === undefined ? "on demand" : `${source.schedule} (UTC)`}`,
      ...Object.entries(settings).map(([key, value]) => `${key}: ${value}`),
      `${count(source.passages, "passage")}${waitingVectors > 0 ? `; ${count(waitingVectors, "text")} found by words alone as yet` : ""}`,
      ...(freshness === undefined
        ? []
        : [`In step with the source as of ${duration(freshness.behindMs)} ago`]),
      ...shown.map(({ documentId, reason }) => `Could not be read: ${documentId}: ${reason}`),
      ...(more > 0 ? [`… and ${more} more that could not be read`] : []),
    ],
    buttons: sourceButtons(source),
  };
}

/** Sync and pause first. */
function sourceButtons({ name, health, documents }: SourceSummary): AdminButton[] {
  const of = (verb: string) => `sources ${verb} ${quoteWord(name)}`;
  const isPaused = health === "paused";
  return [
    { label: "Sync now", command: of("sync") },
    isPaused
      ? { label: "Resume", command: of("resume") }
      : { label: "Pause", command: of("pause") },
    { label: "Audit", command: of("audit") },
    { label: "Edit", command: of("edit") },
    removeButton(name, documents),
  ];
}

/** Removes a source, after a question of its own. */
export function removeButton(name: string, documents: number): AdminButton {
  return {
    label: "Remove",
    command: `sources remove ${quoteWord(name)} confirmed`,
    confirm: `Remove ${name} with its ${count(documents, "document")} from the index? The source itself stays as it is.`,
    style: "danger",
  };
}

function isBusy({ run }: SourceSummary): boolean {
  return run?.state === "running";
}

function stateOf(source: SourceSummary): State {
  const isUneven = source.health === "ok" && (source.lastSyncCounts?.failed ?? 0) > 0;
  return isUneven ? "warning" : STATES[source.health];
}

function hidden({ forNobody }: SourceSummary): string {
  return forNobody === 0 ? "" : ` (${forNobody.toLocaleString("en")} for nobody)`;
}

function unread({ lastSyncCounts }: SourceSummary): string {
  const failed = lastSyncCounts?.failed ?? 0;
  return failed === 0 ? "" : `, ${failed.toLocaleString("en")} could not be read`;
}

function suspicious({ suspicious: documents }: SourceSummary): string {
  return documents === 0 ? "" : `, ${documents.toLocaleString("en")} suspicious`;
}

function timesOf({ lastSyncAt, nextSyncAt, run }: SourceSummary, now: number): string[] {
  if (run?.state === "running") return [`A sync runs since ${fromNow(run.startedAt, now)}`];
  if (run?.state === "stuck") {
    return [
      `A sync has brought nothing since ${fromNow(run.progressAt, now)}: restart Footnote if this lasts`,
    ];
  }
  const next = fromNow(nextSyncAt, now) ?? "on demand";
  return [`Last sync ${fromNow(lastSyncAt, now) ?? "never"}, next ${next}`];
}
