import type { Audience } from "../../access/audience.ts";
import type { AnswerDeps } from "../../answer/answer-question.ts";
import type { EvaluationSurfaces } from "../workspace.ts";
import { withGroupsByHand } from "./company-data/read-groups.ts";
import {
  isReadableBy,
  type PermissionsData,
  type Probe,
  type ProbedDocument,
  type ProbedUser,
  readerOf,
} from "./company-data/read-permissions.ts";
import { createLeakFinder } from "./find-leak.ts";
import { type LeakNotes, noSurfaceCounts, noteLeaks } from "./note-leaks.ts";
import { createDeniedProber, FOLLOW_UP, WORD_OF_MOUTH } from "./probe-denied.ts";
import { askAs, gistOf, rankDocuments, searchAs } from "./probe-surfaces.ts";
import { rememberQueries } from "./remember-queries.ts";
import { restrictByHand } from "./restrict-by-hand.ts";

/** A probe with all that leaked in it. */
export interface ProbeResult extends Probe {
  /** Place of the document among those that the search finds, from 1; null: not among the first ten. */
  rank: number | null;
  /** The same for a search without regard to rights that is restricted afterwards. */
  byHandRank: number | null;
  /** How often a search or an answer was as that search would have had it; none where a model writes. */
  sameAsByHand: { asked: number; same: number };
  /** `allowed` is not what the document's readers and the user's principals say. */
  isContradiction: boolean;
  leaks: LeakNotes["leaks"];
}

const LIMIT = 10;

/** Asks probes, and keeps count; what may be read is worked out here anew, from the data alone. */
export function createProber(
  { documents, users, groups, probes }: PermissionsData,
  given: AnswerDeps,
  surfaces: EvaluationSurfaces,
) {
  const answering = rememberQueries(given);
  const findLeaks = createLeakFinder([...documents, WORD_OF_MOUTH]);
  const probeDenied = createDeniedProber(answering, surfaces);
  const byId = new Map(documents.map((document) => [document.id, document]));
  const everybody = [...users.values()];
  const counts = noSurfaceCounts();
  const statusRead = new Set<string>();

  async function probe(asked: Probe): Promise<ProbeResult> {
    const { question, documentId, allowed } = asked;
    const { id, principals } = users.get(asked.user) as ProbedUser;
    const document = byId.get(documentId) as ProbedDocument;
    const audience = await surfaces.expandAudience([principals]);
    const own = byHandOf([principals]);
    const isReadable = (people: Audience) => (one: string) =>
      isReadableBy(byHandOf(people), byId.get(one)) && (allowed || one !== documentId);
    const said = [question, FOLLOW_UP];
    const notes = noteLeaks(findLeaks, counts, { isReadable: isReadable([principals]), said });

    const byHand = await restrictedTo(own);
    const { ranked, shown } = await askAlone(audience, question, notes);
    const rankedByHand = firstOf(await searchAs(own, question, "hybrid", byHand));
    const same = [ranked.join(" ") === rankedByHand.join(" ")];
    // What a model writes is another each time.
    if (answering.writer.quotes) {
      same.push(gistOf(shown) === gistOf(await askAs(own, question, byHand)));
    }
    if (!statusRead.has(id)) {
      statusRead.add(id);
      await readStatus(audience, own, notes);
    }
    const other = allowed ? anotherUser(asked).principals : readerOf(document);
    const people = [principals, other];
    const room = await surfaces.expandAudience(people);
    for (const seen of [
      await askAs(room, question, answering),
      await searchAs(room, question, "hybrid", answering),
    ]) {
      notes.look("room", seen, { isReadable: isReadable(people) });
    }
    if (!allowed) await probeDenied({ question, document, principals, notes, isReadable });

    return {
      ...asked,
      rank: rankOf(documentId, ranked),
      byHandRank: rankOf(documentId, rankedByHand),
      sameAsByHand: { asked: same.length, same: same.filter(Boolean).length },
      isContradiction: allowed !== isReadableBy(own, document),
      leaks: notes.leaks,
    };
  }

  /** With the groups that they are in, by the data alone. */
  function byHandOf(people: Audience): Audience {
    return people.map((principals) => withGroupsByHand(principals, groups));
  }

  async function restrictedTo(audience: Audience): Promise<AnswerDeps> {
    const lists = (await answering.accessLists()).map(({ id }) => id);
    const isReadable = (id: string) => isReadableBy(audience, byId.get(id));
    return { ...answering, index: restrictByHand(answering.index, lists, isReadable) };
  }

  async function askAlone(audience: Audience, question: string, { look }: LeakNotes) {
    const found = await searchAs(audience, question, "hybrid", answering);
    look("search", found);
    for (const mode of ["keyword", "vector"] as const) {
      look("search", await searchAs(audience, question, mode, answering));
    }
    const shown = await askAs(audience, question, answering);
    look("ask", shown);
    for (const citation of shown.answer.citations) {
      look("citation", await surfaces.citation(citation, audience));
    }
    return { ranked: firstOf(found), shown };
  }

  async function readStatus(
    audience: Audience,
    own: Audience,
    { look, note }: LeakNotes,
  ): Promise<void> {
    const status = await surfaces.status(audience);
    look("status", status.suggestedPrompts, { said: [] });
    const readable = documents.filter((one) => isReadableBy(own, one)).length;
    const told = status.sources.reduce((sum, source) => sum + source.documents, 0);
    const shown = `${told} documents instead of ${readable}`;
    note("status", told > readable ? [{ documentId: "", what: "existence", shown }] : []);
  }

  /** Somebody else of the company, not always the same. */
  function anotherUser({ user, documentId }: Probe): ProbedUser {
    const at = everybody.findIndex(({ id }) => id === user);
    const step = 1 + ((documentId.length + probes.length) % Math.max(1, everybody.length - 1));
    return everybody[(at + step) % everybody.length] as ProbedUser;
  }

  return { probe, counts };
}

function firstOf(passages: Parameters<typeof rankDocuments>[0]): string[] {
  return rankDocuments(passages).slice(0, LIMIT);
}

function rankOf(documentId: string, ranked: readonly string[]): number | null {
  const at = ranked.indexOf(documentId);
  return at < 0 ? null : at + 1;
}
