import type { Answer, Evidence } from "../../answer/answer.ts";
import { isPrivatePlace } from "../../feedback/reports/private-place.ts";
import type { AskedRow, Outcome, Storage } from "../../storage/storage.ts";
import { documentKey } from "../document-key.ts";

/** What a question tells of how well Footnote does. Its words are measured, and shown nowhere. */
export interface AskedQuestion {
  askedAt: number;
  askedBy: string;
  /** As it was searched for. */
  text: string;
  /** `web`, or platform and kind of room. */
  channel: string;
  isPrivate: boolean;
  /** Undefined: as Footnote comes. */
  version: string | undefined;
  /** Who wrote the answer, and the prompt that it was told by; undefined where nobody did. */
  writer: string | undefined;
  outcome: Outcome;
  likes: number;
  dislikes: number;
  citations: number;
  /** Each document that it cites, once. */
  cited: { source: string; documentId: string; updatedAt: string | null }[];
  /** Sources that were opened from it; undefined where it cites nothing, or links lead away unseen, as in chats. */
  opened: string[] | undefined;
  /** How likely the passages answer it, 0…1; undefined where nothing was searched for. */
  support: number | undefined;
  /** Cosine of the nearest passage; undefined without vectors, or where details are kept no more. */
  similarity: number | undefined;
}

/** As answers that nobody wrote, and writers that no prompt is said to, name it. */
const NOBODY = "none";
/** Reading keeps others waiting no longer than this many take. */
const PORTION = 200;

export interface AskedQuestions {
  /** Newest first. */
  questions: AskedQuestion[];
  /** There were more, which are older. */
  isCut: boolean;
}

/** Questions asked since then, no more than `most`, without holding their whole answers at once. */
export async function readAsked(
  since: number,
  most: number,
  { reports }: Pick<Storage, "reports">,
): Promise<AskedQuestions> {
  const questions: AskedQuestion[] = [];
  for (let before: number | undefined; ; ) {
    const limit = Math.min(PORTION, most + 1 - questions.length);
    const rows = await reports.asked(since, before, limit);
    questions.push(...rows.map(toQuestion));
    before = rows.at(-1)?.ordinal;
    if (questions.length > most) return { questions: questions.slice(0, most), isCut: true };
    if (rows.length < limit) return { questions, isCut: false };
  }
}

function writerOf(model: string | undefined, prompt: string | undefined): string | undefined {
  if (model === undefined || model === NOBODY) return undefined;
  // Whoever quotes is told nothing.
  return prompt === undefined || prompt === NOBODY ? model : `${model}, ${prompt}`;
}

function toQuestion(row: AskedRow): AskedQuestion {
  const answer = (row.answer ?? {}) as Partial<Answer>;
  const { considered = [] } = (row.evidence ?? {}) as Partial<Evidence>;
  const { citations = [], support, searchedFor } = answer;
  const cosines = considered.flatMap(({ vector }) => vector ?? []);
  const cited = new Map(
    citations.map(({ source, documentId, updatedAt }) => [
      documentKey({ source, documentId }),
      { source, documentId, updatedAt },
    ]),
  );
  const opens = new Set(row.opened);
  const isSeen = row.surface === "web" && citations.length > 0;
  return {
    askedAt: row.askedAt,
    askedBy: row.askedBy,
    text: searchedFor || row.question,
    channel: row.roomKind === undefined ? row.surface : `${row.surface}, ${row.roomKind}`,
    isPrivate: isPrivatePlace(row),
    version: row.retrievalVersion,
    writer: writerOf(answer.model, row.promptVersion),
    outcome: row.outcome,
    likes: row.likes,
    dislikes: row.dislikes,
    citations: citations.length,
    cited: [...cited.values()],
    opened: isSeen ? citations.flatMap(({ n, source }) => (opens.has(n) ? source : [])) : undefined,
    support: support?.score,
    similarity: cosines.length === 0 ? undefined : Math.max(...cosines),
  };
}
