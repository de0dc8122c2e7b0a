import { setTimeout as sleep } from "node:timers/promises";
import { pick } from "../invent.ts";
import { ADMIN, personOf } from "../open-company.ts";
import { type Move, type Players, readerAndOther } from "./moves.ts";

const REFUSED: readonly ((title: string, user: string) => string)[] = [
  () => "gaps",
  () => "feedback",
  () => "verified list active",
  () => "sources list",
  () => "sources status company",
  () => "sources suspicious company",
  () => "access groups",
  () => "access links",
  () => "audit-log",
  () => "channel preview",
  (title, user) => `access explain ${user}@meridian.test "${title}"`,
];
const MISTAKEN = [
  "access explain nobody@elsewhere.test nothing-such",
  "access explain user2@meridian.test page",
  "sources status compan",
  "verified accept nothing-such",
  "channel share-as-is perhaps",
  "gapps",
];

/** Who does not administer gives admins' commands, and an admin mistypes theirs. */
export async function* askWhatIsRefused({ world, random }: Players): Move {
  const { other, documentId } = readerAndOther(world, random);
  const title = world.documents.get(documentId)?.title ?? "";
  if (other !== ADMIN) {
    for (const command of REFUSED) {
      await world.command(command(title, other), personOf(other), other);
    }
  }
  await world.command(pick(MISTAKEN, random), personOf(ADMIN));
  yield;
}

/** As long as a model takes for suggestions that nobody waits for. */
export const SUGGESTED_MS = 150;

/** Questions to begin with, which a model makes of what somebody may read, and which are kept for a day. */
export async function* readSuggestions({ world, watch, random }: Players): Move {
  const { users } = world.company;
  const guests = users.filter(({ isGuest }) => isGuest);
  const { id } = pick(random() < 0.5 ? guests : users, random);
  const person = personOf(id);
  // What a page shows may be as old as ten seconds, and people came to groups since.
  await world.readers.audienceOf(person, "now");
  watch.lookAtStatus(await world.signedInWeb.status(person), [id]);
  await sleep(SUGGESTED_MS);
  watch.lookAtStatus(await world.signedInWeb.status(person), [id]);
  yield;
}
