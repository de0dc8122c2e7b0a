import { seededRandom } from "../../support/seeded-random.ts";
import { type CompanySize, generateCompany } from "./generate-company.ts";
import { pick } from "./invent.ts";
import { askAndWait, askOnTheWeb, askSlowly, askWhereLimited, readExports } from "./late-moves.ts";
import {
  askAlone,
  askAndMove,
  askInChannel,
  askOfNobody,
  askPrivately,
  askVerified,
  followUp,
  type Move,
  openHome,
  type Players,
  readReports,
  searchAlone,
} from "./moves.ts";
import { openCompany } from "./open-company.ts";
import { type Revocation, revoke } from "./revoke.ts";
import { type CompanyCounts, watchCompany } from "./watch-company.ts";

export interface CompanyRun extends CompanyCounts {
  /** Messages of people, searches and homes. */
  questions: number;
  revocations: Revocation[];
}

/** Side by side, as in a company on a Monday. */
const AT_ONCE = 24;
/** As often as they stand here. */
const MOVES: readonly ((players: Players) => Move)[] = [
  ...[askInChannel, askInChannel, askInChannel, askAlone, askAlone, askAlone],
  ...[followUp, followUp, askAndMove, askOfNobody, askVerified, askPrivately],
  ...[searchAlone, searchAlone, openHome, readReports],
  ...[askAndWait, askSlowly, askWhereLimited, askOnTheWeb, readExports],
];
const QUESTIONS_A_REVOCATION = 60;

/** People of a generated company ask and change until so many questions were asked. */
export async function runCompany(
  size: CompanySize,
  onProgress: (done: number, leaks: number) => void = () => undefined,
): Promise<CompanyRun> {
  const random = seededRandom(size.seed + 1);
  const world = await openCompany(generateCompany(size));
  try {
    const watch = watchCompany(world);
    const players = { world, watch, random };
    const revocations: Revocation[] = [];
    const done = () => watch.saidBy(() => true).length + asked(watch.counts.looked);
    // One leak is enough to know.
    while (done() < size.probes && watch.counts.leaks.length === 0) {
      // Each kind has its turn, however few are asked.
      const moves = Array.from({ length: AT_ONCE }, (_, at) => MOVES[at] ?? pick(MOVES, random));
      await play(
        moves.map((move) => move(players)),
        players,
      );
      while (revocations.length <= done() / QUESTIONS_A_REVOCATION) {
        revocations.push(
          await revoke(players, revocations.length % 2 === 0 ? "document" : "group"),
        );
      }
      onProgress(done(), watch.counts.leaks.length);
    }
    // At its usual level a log is for whoever runs the machine, and holds no word of a document.
    watch.lookAt("log", world.logged, []);
    return { ...watch.counts, questions: done(), revocations };
  } finally {
    await world.close();
  }
}

function asked({ search = 0, home = 0 }: Record<string, number>): number {
  return search + home;
}

/** All take a step, the bot answers, all that it said is looked at; then the next. */
async function play(moves: Move[], { world, watch }: Players): Promise<void> {
  let left = moves;
  while (left.length > 0) {
    const steps = await Promise.all(left.map(async (move) => ({ move, ...(await move.next()) })));
    await world.settle();
    await watch.look();
    left = steps.filter(({ done }) => done !== true).map(({ move }) => move);
  }
}
