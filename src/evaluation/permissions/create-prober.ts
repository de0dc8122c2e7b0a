import type { Audience } from "../../access/audience.ts";
import type { AnswerDeps } from "../../answer/answer-question.ts";
import type { EvaluationSurfaces } from "../workspace.ts";
import { createLeakFinder, type Leak, type LeakQuery } from "./find-leak.ts";
import {
  askAs,
  gistOf,
  MODES,
  rankDocuments,
  type ShownAnswer,
  searchAs,
} from "./probe-surfaces.ts";
import type { PermissionsData, Probe, ProbedDocument, ProbedUser } from "./read-permissions.ts";
import { rememberQueries } from "./remember-queries.ts";
import { restrictByHand } from "./restrict-by-hand.ts";

const SURFACES = [
  "search",
  "ask",
  "citation",
  "document",
  "followUp",
  "verified",
  "room",
  "status",
] as const;
type Surface = (typeof SURFACES)[number];
/** How often each was asked, and how often it leaked. */
export type SurfaceCounts = Record<Surface, { asked: number; leaks: number }>;

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
  leaks: ({ surface: Surface } & Leak)[];
}

const LIMIT = 10;
const MOST_KEPT = 2_000;
const FOLLOW_UP = "And what else does it say about that?";
/** An answer that rests on nothing but somebody's word, for the members of a group of its own. */
const WORD_OF_MOUTH = {
  id: "a verified answer",
  title: "",
  text: "Only those it was written for hear of the zyxolite quorvane protocol.",
  group: "group:zyxolite-quorvane",
};
const QUOTED_WORDS = 40;

/** Asks probes, and keeps count; what may be read is worked out here anew, from the data alone. */
export function createProber(
  { documents, users, probes }: PermissionsData,
  given: AnswerDeps,
  surfaces: EvaluationSurfaces,
) {
  const answering = rememberQueries(given);
  const findLeaks = createLeakFinder([...documents, WORD_OF_MOUTH]);
  const byId = new Map(documents.map((document) => [document.id, document]));
  const everybody = [...users.values()];
  const counts = Object.fromEntries(
    SURFACES.map((surface) => [surface, { asked: 0, leaks: 0 }]),
  ) as SurfaceCounts;
  const statusRead = new Set<string>();
  const ofReaders = new Map<string, ShownAnswer>();
  const withVerified = { ...answering, findVerified: surfaces.findVerified };

  async function readersAnswer(reader: Audience, question: string): Promise<ShownAnswer> {
    const key = JSON.stringify([reader, question]);
    const known = ofReaders.get(key) ?? (await askAs(reader, question, answering));
    if (ofReaders.size > MOST_KEPT) ofReaders.clear();
    ofReaders.set(key, known);
    return known;
  }

  async function probe(asked: Probe): Promise<ProbeResult> {
    const { question, documentId, allowed } = asked;
    const user = users.get(asked.user) as ProbedUser;
    const document = byId.get(documentId) as ProbedDocument;
    const audience: Audience = [user.principals];
    const leaks: ProbeResult["leaks"] = [];
    const mayRead = (people: Audience) => (id: string) =>
      isReadableBy(people, byId.get(id)) && (allowed || id !== documentId);

    function look(surface: Surface, shown: unknown, query: Partial<LeakQuery> = {}): void {
      const found = findLeaks(shown, {
        isReadable: mayRead(audience),
        said: [question, FOLLOW_UP],
        ...query,
      });
      record(surface, found);
    }
    function record(surface: Surface, found: readonly Leak[]): void {
      counts[surface].asked += 1;
      if (found.length > 0) counts[surface].leaks += 1;
      leaks.push(...found.map((leak) => ({ surface, ...leak })));
    }
    const sameAsByHand = { asked: 0, same: 0 };
    function compare(real: string, byHand: string): void {
      sameAsByHand.asked += 1;
      if (real === byHand) sameAsByHand.same += 1;
    }

    const lists = await answering.accessLists();
    const restricted = restrictByHand(
      answering.index,
      lists.map(({ id }) => id),
      (id) => isReadableBy(audience, byId.get(id)),
    );
    const byHand = { ...answering, index: restricted };

    const found = new Map<string, string[]>();
    for (const mode of MODES) {
      const passages = await searchAs(audience, question, mode, answering);
      look("search", passages);
      found.set(mode, rankDocuments(passages));
    }
    const first = (found.get("hybrid") ?? []).slice(0, LIMIT);
    const passages = await searchAs(audience, question, "hybrid", byHand);
    const firstByHand = rankDocuments(passages).slice(0, LIMIT);
    compare(first.join(" "), firstByHand.join(" "));

    const shown = await askAs(audience, question, answering);
    look("ask", shown);
    // What a model writes is another each time.
    if (answering.writer.quotes) {
      compare(gistOf(shown), gistOf(await askAs(audience, question, byHand)));
    }
    for (const citation of shown.answer.citations) {
      look("citation", await surfaces.citation(citation, audience));
    }

    if (!statusRead.has(user.id)) {
      statusRead.add(user.id);
      const status = await surfaces.status(audience);
      look("status", status.suggestedPrompts, { said: [] });
      const readable = documents.filter((one) => isReadableBy(audience, one)).length;
      const told = status.sources.reduce((sum, source) => sum + source.documents, 0);
      const more = `${told} documents instead of ${readable}`;
      record("status", told > readable ? [{ documentId: "", what: "existence", shown: more }] : []);
    }

    const other = allowed ? anotherUser(asked).principals : readerOf(document);
    const room = [user.principals, other];
    look("room", await askAs(room, question, answering), { isReadable: mayRead(room) });
    look("room", await searchAs(room, question, "hybrid", answering), {
      isReadable: mayRead(room),
    });
    if (!allowed) await probeDenied();

    /** What others knew rightly, and this user may not learn from it. */
    async function probeDenied(): Promise<void> {
      look("document", await surfaces.document(documentId, audience));
      const reader = [readerOf(document)];
      const theirs = await readersAnswer(reader, question);
      for (const citation of theirs.answer.citations) {
        // Whoever asks for it was told its title and place once, but may not read on.
        const { quote, quotes, passageText } = await surfaces.citation(citation, audience);
        look("citation", { quote, quotes, passageText });
      }
      await followUp({ question, audience: reader, answer: theirs.answer });
      await probeVerified(reader);
    }

    async function followUp(earlier: Parameters<EvaluationSurfaces["history"]>[0]) {
      const turns = await surfaces.history(earlier, audience);
      look("followUp", turns);
      look("followUp", await askAs(audience, FOLLOW_UP, answering, turns));
    }

    async function probeVerified(reader: Audience): Promise<void> {
      const { group, text } = WORD_OF_MOUTH;
      const holder = [...readerOf(document), group];
      const kept = [
        await surfaces.verify({ question, text, documentId: undefined, audience: [[group]] }),
      ];
      try {
        look("verified", await askAs(audience, question, withVerified));
        look("verified", await askAs([user.principals, holder], question, withVerified), {
          isReadable: mayRead([user.principals, holder]),
        });
        const { answer } = await askAs([holder], question, withVerified);
        await followUp({ question, audience: [holder], answer });
        if ((await surfaces.document(documentId, reader)) === undefined) return;
        const words = document.text.split(/\s+/).slice(0, QUOTED_WORDS).join(" ");
        const said = { question, text: `${words} [1]`, documentId };
        kept.push(await surfaces.verify({ ...said, audience: [["public"]] }));
        look("verified", await askAs(audience, question, withVerified));
      } finally {
        for (const one of kept) await one.remove();
      }
    }

    return {
      ...asked,
      rank: rankOf(documentId, first),
      byHandRank: rankOf(documentId, firstByHand),
      sameAsByHand,
      isContradiction: allowed !== isReadableBy(audience, document),
      leaks,
    };
  }

  /** Somebody else of the company, not always the same. */
  function anotherUser({ user, documentId }: Probe): ProbedUser {
    const at = everybody.findIndex(({ id }) => id === user);
    const step = 1 + ((documentId.length + probes.length) % Math.max(1, everybody.length - 1));
    return everybody[(at + step) % everybody.length] as ProbedUser;
  }

  return { probe, counts };
}

function isReadableBy(audience: Audience, document: ProbedDocument | undefined): boolean {
  if (document === undefined) return false;
  const { readers } = document;
  return audience.every(
    (person) => readers.includes("public") || readers.some((one) => person.includes(one)),
  );
}

/** Somebody who may read it, if anybody may. */
function readerOf({ readers }: ProbedDocument): string[] {
  return [...new Set(["everyone", ...readers])];
}

function rankOf(documentId: string, ranked: readonly string[]): number | null {
  const at = ranked.indexOf(documentId);
  return at < 0 ? null : at + 1;
}
