import { ConnectorError } from "../../connector.ts";
import { type Run, readableBy } from "../sync/run.ts";
import { readersAt } from "../workspace/audiences.ts";
import { readFingerprint } from "../workspace/fingerprint.ts";
import { type Place, standingOf } from "../workspace/places.ts";
import { mayShow } from "./check-borrowings.ts";

/**
 * Who may read the last good version of a document that cannot be read now: those who may read the
 * document, unless they could see of others in it what they may not; then nobody, until it is read.
 */
export async function safeReaders(
  run: Run,
  documentId: string,
  place: Place,
): Promise<{ readableBy?: string[] }> {
  const { audiences } = run.settings;
  const readers = readableBy(run, place);
  if (!run.knownIds.has(documentId)) return readers;
  const mark = readFingerprint(run.request.knownFingerprint(documentId));
  const isSafe =
    mark?.standing === standingOf(place, audiences) &&
    (await mayShow(run, mark.borrowings, readersAt(audiences, place.ids)).catch(isNotSafe));
  return isSafe ? readers : { readableBy: [] };
}

/** Notion may be away for what would have to be asked. */
function isNotSafe(error: unknown): boolean {
  if (error instanceof ConnectorError && error.code !== "unauthorized") return false;
  throw error;
}
