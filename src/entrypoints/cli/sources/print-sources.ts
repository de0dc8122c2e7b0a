import { withoutPrefix } from "../../../administration/owners/name-owners.ts";
import type { SourceAudit } from "../../../sources/audit-source.ts";
import type { SourceStatus, SourceSummary } from "../../../sources/list-sources.ts";
import type { SourcePreview } from "../../../sources/preview-source.ts";
import type { SuspiciousDocument } from "../../../sources/suspicious/list-suspicious.ts";
import { printLine } from "../command-context.ts";

const SHOWN_FAILURES = 20;
const LONGEST_ID = 200;

export function printSources(sources: SourceSummary[]): void {
  if (sources.length === 0) {
    printLine(
      "There is no source yet: npm run footnote -- sources add files <name> --set path=<folder>",
    );
  }
  for (const source of sources) {
    const meanwhile =
      source.servedBy === undefined ? "" : ` (${source.servedBy} serves until then)`;
    const waiting =
      source.waitingVectors > 0 ? `, ${source.waitingVectors} waiting for vectors${meanwhile}` : "";
    const unread = source.lastSyncCounts?.failed ?? 0;
    const failed = unread > 0 ? `, ${unread} could not be read` : "";
    const looks = source.suspicious > 0 ? `, ${source.suspicious} suspicious` : "";
    const hidden = source.forNobody > 0 ? ` (${source.forNobody} of them for nobody)` : "";
    printLine(
      `${source.name} (${source.kind}): ${source.health}, ${source.documents} documents${hidden}, ${source.passages} passages${waiting}${failed}${looks}`,
    );
    printLine(
      `    last sync ${source.lastSyncAt ?? "never"}, next ${source.nextSyncAt ?? "on demand"}`,
    );
    if (source.run !== undefined) printLine(`    ${describeRun(source.run)}`);
    if (source.error !== undefined) printLine(`    ${source.error}`);
  }
}

function describeRun({ state, startedAt, progressAt }: NonNullable<SourceSummary["run"]>): string {
  switch (state) {
    case "running":
      return `a sync runs since ${startedAt}`;
    case "stuck":
      return `a sync runs since ${startedAt} and has brought nothing since ${progressAt}: restart Footnote if this lasts`;
    case "interrupted":
      return `the sync of ${startedAt} ended with its process: the next one goes on`;
  }
}

export function printStatus(status: SourceStatus): void {
  printSources([status]);
  printLine(`    ${describeReaders(status)}`);
  if (status.owner !== undefined) printLine(`    looked after by ${withoutPrefix(status.owner)}`);
  if (status.forUnknownGroups > 0) {
    printLine(
      `    ${status.forUnknownGroups} for groups of which nobody knows who is in them: npm run footnote -- doctor`,
    );
  }
  for (const [key, value] of Object.entries(status.settings)) printLine(`    ${key}=${value}`);
  if (status.freshness !== undefined) printLine(`    ${describeFreshness(status.freshness)}`);
  printFailures(status.failures);
}

/** The audience alone would be a lie where documents have readers of their own. */
function describeReaders({ audience, documents, ownReaders }: SourceStatus): string {
  const others = `for ${audience.join(", ") || "nobody"}`;
  if (documents === 0) return `${others}, unless a document says otherwise`;
  if (ownReaders === 0) return others;
  return ownReaders === documents
    ? "for whom each document says"
    : `${others}, unless a document says otherwise (${ownReaders} of ${documents})`;
}

function describeFreshness({
  inStepAt,
  behindMs,
  lag,
}: NonNullable<SourceStatus["freshness"]>): string {
  const took =
    lag === undefined
      ? ""
      : `; the last ${lag.documents} changes took ${inWords(lag.p50Ms)} (half of them), ${inWords(lag.p95Ms)} (95 %)`;
  return `in step with the source as of ${inStepAt}, ${inWords(behindMs)} ago${took}`;
}

function inWords(ms: number): string {
  if (ms < 120_000) return `${Math.round(ms / 1_000)} s`;
  return ms < 7_200_000 ? `${Math.round(ms / 60_000)} min` : `${Math.round(ms / 3_600_000)} h`;
}

/** Ids of sources may be of any length; `--json` has them whole. */
function shortened(id: string): string {
  return id.length > LONGEST_ID ? `${id.slice(0, LONGEST_ID - 1)}…` : id;
}

export function printAudit(audit: SourceAudit): void {
  for (const [kind, count] of Object.entries(audit.kinds)) {
    const failed = count.failed === undefined ? "" : `, ${count.failed} could not be read`;
    printLine(`${kind}: ${count.source} at the source, ${count.index} in the index${failed}`);
  }
  printLine(`${audit.differences.length} differences`);
  for (const { documentId, problem } of audit.differences)
    printLine(`    ${problem}: ${shortened(documentId)}`);
  printFailures(audit.failed ?? []);
}

export function printSuspicious(documents: SuspiciousDocument[]): void {
  if (documents.length === 0) printLine("No document looks suspicious.");
  for (const { source, documentId, title, findings } of documents) {
    printLine(`${title} (${source}, ${documentId})`);
    for (const { place, reason, excerpt } of findings) {
      printLine(`    ${place}: ${reason}`);
      printLine(`        ${excerpt}`);
    }
  }
}

export function printPreview(preview: SourcePreview): void {
  const kinds = Object.entries(preview.kinds).map(([kind, count]) => `${count} ${kind}`);
  printLine(`${preview.source} would bring ${kinds.join(", ") || "nothing"}.`);
  for (const title of preview.sampleTitles) printLine(`    ${title}`);
  for (const { principals, documents } of preview.readers) {
    printLine(`${documents} readable by ${principals.join(", ") || "nobody"}`);
  }
  for (const note of preview.notes ?? []) printLine(note);
  printFailures(preview.failures);
}

type Failure = SourceStatus["failures"][number];

function printFailures(
  failures: (Pick<Failure, "documentId" | "reason"> & Partial<Failure>)[],
): void {
  for (const { documentId, reason, attempts, retryAt } of failures.slice(0, SHOWN_FAILURES)) {
    printLine(`    failed: ${documentId}: ${reason}`);
    if (attempts !== undefined && retryAt !== undefined) {
      const tries = attempts === 1 ? "once" : `${attempts} times`;
      printLine(`        tried ${tries}, again with the first sync after ${retryAt}`);
    }
  }
  const more = failures.length - SHOWN_FAILURES;
  if (more > 0) printLine(`    … and ${more} more`);
}
