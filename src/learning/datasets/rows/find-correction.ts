import type { VotedAnswer } from "../../../storage/ports/dataset-storage.ts";
import type { VerifiedAnswer } from "../../../storage/storage.ts";
import { documentKey } from "../../document-key.ts";
import { type Dropped, REFUSAL } from "../dataset-row.ts";
import { originOfCorrection, originOfVerified, type Provenance } from "../text-origin.ts";

/** What people say that an answer should have been. */
export interface Correction {
  /** `REFUSAL`: that no document answers it. */
  text: string;
  origin: Provenance;
  /** Documents that its reviewer named, by key: words alone do not tell what it rests on. */
  documents: string[];
  /** The verified answer that it became. */
  reviewed: string | undefined;
}

interface CorrectionDeps {
  mayServe: (origin: Provenance) => boolean;
  dropped: Dropped;
  includeRestricted: boolean;
  /** Verified answers in use, by the answer that they came from. */
  reviews: ReadonlyMap<string, VerifiedAnswer>;
}

/** The whole of what somebody says where there is nothing to say. */
const NOTHING =
  /^(?:not_found|not found|no (?:source|answer|document)|there is no (?:source|answer|document)|(?:es gibt )?keine (?:quelle|antwort)|(?:es gibt )?kein dokument|nicht gefunden|(?:il n'y a )?(?:pas de|aucune) (?:source|réponse)|(?:no hay|sin) (?:fuente|respuesta)|nessuna (?:fonte|risposta)|(?:geen|er is geen) (?:bron|antwoord))(?: (?:for|on|to|about|zu|dafür|hierzu|pour|para|per|voor) .{0,60})?$/iu;

export function notAllowed(origin: Provenance): string {
  return `text of ${origin}, which no admin has allowed for this purpose`;
}

/** What a reviewer made of it, else the newest of a full member; undefined where nobody corrected it. */
export function findCorrection(
  { record, votes }: VotedAnswer,
  { mayServe, dropped, includeRestricted, reviews }: CorrectionDeps,
): Correction | undefined {
  const reviewed = reviews.get(record.id);
  if (reviewed !== undefined && (includeRestricted || isForAll(reviewed))) {
    const { id, text, citations } = reviewed;
    const origin = originOfVerified(reviewed, record);
    const documents = [...new Set(citations.map(documentKey))];
    if (mayServe(origin)) return { text, origin, documents, reviewed: id };
  }
  const newest = votes
    .filter(({ correction, byMember }) => correction !== undefined && byMember === true)
    .map((vote) => ({ ...vote, origin: originOfCorrection(record, vote.voter) }))
    .filter(({ origin }) => {
      if (!mayServe(origin)) dropped.add(`a correction: ${notAllowed(origin)}`);
      return mayServe(origin);
    })
    .toSorted((a, b) => b.votedAt - a.votedAt)[0];
  if (newest === undefined) return undefined;
  const { correction = "", origin } = newest;
  const saysNothing = NOTHING.test(correction.trim().replace(/[.!。]+$/u, ""));
  const text = saysNothing ? REFUSAL : correction;
  return { text, origin, documents: [], reviewed: undefined };
}

export function isForAll({ audience }: Pick<VerifiedAnswer, "audience">): boolean {
  return audience.some((list) => list.every((one) => one === "everyone"));
}
