import { ChatError, isPassing } from "../../chat/chat-error.ts";
import type { RoomPlatform } from "../../chat/chat-rooms.ts";
import type { DigestRecord } from "../../storage/ports/administration-storage.ts";
import type { SourceOwner } from "../../storage/ports/owner-storage.ts";
import { holdLease } from "../../sync/hold-lease.ts";
import {
  type DigestSchedule,
  isOldNews,
  knownTimeZone,
  lastDueAt,
} from "../digest/digest-schedule.ts";
import type { SendDeps } from "../digest/send-digest.ts";
import { withoutPrefix } from "./name-owners.ts";
import { composeOwnerDigest, describeOwnerDigest } from "./owner-digest.ts";

/** Where no weekly digest is set: Mondays at nine, by the owner's own clock. */
const USUAL = "0 9 * * 1";

/** Tells each owner what their sources lacked in the week, if anything, when that is due, once. */
export async function sendToOwners(deps: SendDeps): Promise<void> {
  const { storage, logger, now } = deps;
  const { owners, digests } = storage.administration;
  const set = await digests.list();
  const people = Map.groupBy(await owners.list(), ({ person }) => person);
  for (const [person, owned] of people) {
    if (dueAt(owned, set, now()) === undefined) continue;
    try {
      await sendOne(person, set, deps);
    } catch (error) {
      // One that cannot be sent must not hold up the others.
      if (error instanceof ChatError) logger.info({ error }, "An owner is told later");
      else logger.error({ error }, "An owner could not be told");
    }
  }
}

async function sendOne(
  person: string,
  set: readonly DigestRecord[],
  deps: SendDeps,
): Promise<void> {
  const { owners } = deps.storage.administration;
  const lease = await holdLease(`owner-digest:${person}`, deps);
  if (lease === undefined) return;
  try {
    // Somebody else may have told them, or they may own nothing any more, until the lease was free.
    const owned = (await owners.list()).filter((one) => one.person === person);
    const due = dueAt(owned, set, deps.now());
    if (due === undefined) return;
    if (person.startsWith("user:")) return await identify(person, due, set, deps);
    if (!isOldNews(due, deps.now()) && !(await tell(person, owned, due, deps))) return;
    await owners.finish(person, due);
  } finally {
    await lease.release();
  }
}

/** False where their platform is not connected: then it stays due. */
async function tell(
  person: string,
  owned: readonly SourceOwner[],
  due: number,
  deps: SendDeps,
): Promise<boolean> {
  const platform = platformOf(person, deps);
  if (platform === undefined) return false;
  const to = { person, workspaceId: workspaceOf(person) };
  try {
    // What is asked in the open is for full members: nobody else is told.
    if (!(await platform.isMember(person))) return true;
    const digest = await composeOwnerDigest(owned, to, deps);
    if (digest.gaps.length + digest.expired.length === 0) return true;
    const reply = describeOwnerDigest(digest, to.workspaceId, deps);
    // After a crash it is looked for by this key before it is sent.
    await platform.tell(to, reply, `owner-digest:${person}:${due}`);
  } catch (error) {
    if (!(error instanceof ChatError) || isPassing(error)) throw error;
    deps.logger.warn({ error }, "An owner of a source cannot be told what it lacks");
  }
  return true;
}

/** Somebody named by an address is told once a workspace with a weekly digest knows it; looked up once a week. */
async function identify(
  person: string,
  due: number,
  set: readonly DigestRecord[],
  deps: SendDeps,
): Promise<void> {
  const { owners } = deps.storage.administration;
  const address = withoutPrefix(person);
  for (const { setBy } of set) {
    const platform = platformOf(setBy, deps);
    try {
      const known = await platform?.findPerson(address, setBy);
      if (platform === undefined || known === undefined) continue;
      const timeZone = knownTimeZone(await platform.timeZoneOf(known));
      // At the next look they are told as whom the chat knows.
      return await owners.identify(person, { person: known, timeZone });
    } catch (error) {
      if (!(error instanceof ChatError) || isPassing(error)) throw error;
    }
  }
  await owners.finish(person, due);
}

/** By the day and time of their workspace's digest, where one is set; those named by an address, by the first. */
function dueAt(
  owned: readonly SourceOwner[],
  set: readonly DigestRecord[],
  now: number,
): number | undefined {
  const [first] = owned;
  if (first === undefined) return undefined;
  const { person, timeZone } = first;
  const isAddress = person.startsWith("user:");
  const digest = set.find(({ workspaceId }) => isAddress || workspaceId === workspaceOf(person));
  const schedule: DigestSchedule = digest ?? { schedule: USUAL, timeZone };
  const after = Math.min(...owned.map(({ doneUntil }) => doneUntil));
  return lastDueAt(schedule, { after, until: now });
}

function platformOf(person: string, { platforms }: SendDeps): RoomPlatform | undefined {
  return platforms.find(({ name }) => person.startsWith(`${name}:`));
}

/** Ids of a workspace's people begin with its own. */
function workspaceOf(person: string): string {
  return person.slice(0, person.lastIndexOf(":"));
}
