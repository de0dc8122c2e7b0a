import { seededRandom } from "../../support/seeded-random.ts";
import { type CompanySize, countThroughGroups, generateCompany } from "./generate-company.ts";
import { churn } from "./groups/churn.ts";
import { pick } from "./invent.ts";
import {
  askAndWait,
  askOnTheWeb,
  askSlowly,
  askWhereLimited,
  readExports,
} from "./moves/late-moves.ts";
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
} from "./moves/moves.ts";
import { askWhatIsRefused, readSuggestions } from "./moves/told-moves.ts";
import { openCompany } from "./open-company.ts";
import { type Revocation, revoke } from "./revoke/revoke.ts";
import { WAYS } from "./revoke/ways.ts";
import { type CompanyCounts, watchCompany } from "./watch-company.ts";

export interface CompanyRun extends CompanyCounts {
  /** Messages of people, searches and homes. */
  questions: number;
  revocations: Revocation[];
  /** Of the documents. */
  throughGroups: ReturnType<typeof countThroughGroups>;
}

/** Side by side, as in a company on a Monday. */
const AT_ONCE = 24;
/** As often as they stand here. */
const MOVES: readonly ((players: Players) => Move)[] = [
  ...[askInChannel, askInChannel, askInChannel, askAlone, askAlone, askAlone],
  ...[followUp, followUp, askAndMove, askOfNobody, askVerified, askPrivately],
  ...[searchAlone, searchAlone, openHome, readReports],
  ...[askAndWait, askSlowly, askWhereLimited, askOnTheWeb, readExports],
  ...[askWhatIsRefused, readSuggestions],
];
const QUESTIONS_A_REVOCATION = 60;
/** Until each way had its turn. */
const QUESTIONS_A_FIRST = 20;

/** People of a generated company ask and change until so many questions were asked. */
export async function runCompany(
  size: CompanySize,
  onProgress: (done: number, leaks: number) => void = () => undefined,
): Promise<CompanyRun> {
  const random = seededRandom(size.seed + 1);
  const company = generateCompany(size);
  const throughGroups = countThroughGroups(company);
  const world = await openCompany(company);
  try {
    const watch = watchCompany(world);
    const players = { world, watch, random };
    const revocations: Revocation[] = [];
    let tried = 0;
    const done = () => watch.saidBy(() => true).length + asked(watch.counts.looked);
    const isClean = () => watch.counts.leaks.length === 0;
    while (done() < size.probes && isClean()) {
      // Each kind has its turn, however few are asked.
      const moves = Array.from({ length: AT_ONCE }, (_, at) => MOVES[at] ?? pick(MOVES, random));
      await play(
        moves.map((move) => move(players)),
        players,
      );
      for (; tried < dueBy(done()) && isClean(); tried++) {
        const revocation = await revoke(players, WAYS[tried % WAYS.length] ?? "document");
        if (revocation !== undefined) revocations.push(revocation);
        await churn(world, random);
      }
      onProgress(done(), watch.counts.leaks.length);
    }
    // At its usual level a log is for whoever runs the machine, and holds no word of a document.
    watch.lookAt("log", world.logged, []);
    return { ...watch.counts, questions: done(), revocations, throughGroups };
  } finally {
    await world.close();
  }
}

/** How many revocations there have to be after so many questions. */
function dueBy(questions: number): number {
  const first = Math.min(WAYS.length, Math.ceil(questions / QUESTIONS_A_FIRST));
  return Math.max(first, Math.ceil(questions / QUESTIONS_A_REVOCATION));
}

function asked({ search = 0, home = 0 }: Record<string, number>): number {
  return search + home;
}

/** All take a step, the bot answers, all that it said is looked at; then the next. */
async function play(moves: Move[], { world, watch }: Players): Promise<void> {
  let left = moves;
  // One leak is enough to know.
  while (left.length > 0 && watch.counts.leaks.length === 0) {
    const steps = await Promise.all(left.map(async (move) => ({ move, ...(await move.next()) })));
    await world.settle();
    await watch.look();
    left = steps.filter(({ done }) => done !== true).map(({ move }) => move);
  }
}
