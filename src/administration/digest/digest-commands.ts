import { type AdminReply, type Commander, sentence } from "../../chat/admin-reply.ts";
import { platformOf } from "../../chat/platform-of.ts";
import { AdminError } from "../../sources/sources-deps.ts";
import type { DigestRecord } from "../../storage/ports/administration-storage.ts";
import { type AdminCommand, type AdminDeps, asTyped } from "../admin-command.ts";
import { nameOr } from "../describe/describe-who-may.ts";
import { inWords, knownTimeZone, nextDigestAt, readDigestSchedule } from "./digest-schedule.ts";
import { refuseReaders } from "./refuse-readers.ts";
import { sendDigest, tellDigest } from "./send-digest.ts";

/** The weekly digest: where it appears and when. */
export const digestCommands: readonly AdminCommand[] = [
  {
    name: "digest",
    usage: "",
    summary: "the weekly digest, as it is set",
    needsAdmin: true,
    takes: [0, 0],
    async run(_, commander, deps) {
      const digest = await deps.storage.administration.digests.get(commander.workspaceId);
      if (digest !== undefined) return describeSetting("The weekly digest", digest, deps);
      const way = asTyped("digest here monday 9:00", commander, deps);
      return sentence(`There is no weekly digest. Set one where it is to appear: ${way}.`);
    },
  },
  {
    name: "digest here",
    usage: "[<day> <time>]",
    summary: "a weekly digest for admins, here",
    needsAdmin: true,
    takes: [0, 3],
    run: setDigest,
  },
  {
    name: "digest off",
    usage: "",
    summary: "no weekly digest any more",
    needsAdmin: true,
    takes: [0, 0],
    run: removeDigest,
  },
  {
    name: "digest now",
    usage: "",
    summary: "send the digest at once",
    needsAdmin: true,
    takes: [0, 0],
    run: sendNow,
  },
];

async function setDigest(
  words: string[],
  commander: Commander,
  deps: AdminDeps,
): Promise<AdminReply> {
  const { person, workspaceId, roomId } = commander;
  const schedule = readDigestSchedule(words);
  const refusal = roomId === undefined ? undefined : await refuseReaders(roomId, deps);
  if (refusal !== undefined) throw new AdminError(refusal);
  const timeZone = knownTimeZone(await platformOf(person, deps.platforms).timeZoneOf(person));
  const setAt = deps.now();
  const digest = { workspaceId, roomId, setBy: person, setAt, schedule, timeZone };
  const { digests } = deps.storage.administration;
  const before = await digests.get(workspaceId);
  await digests.set({ ...digest, doneUntil: setAt });
  const detail = { room: roomId ?? null, schedule, timeZone, was: before?.roomId ?? null };
  await deps.storage.audit.append({ at: setAt, actor: person, action: "digest.set", detail });
  return describeSetting("The weekly digest from now on", { ...digest, doneUntil: setAt }, deps);
}

async function removeDigest(
  _: string[],
  commander: Commander,
  deps: AdminDeps,
): Promise<AdminReply> {
  const { digests } = deps.storage.administration;
  const digest = await digests.get(commander.workspaceId);
  if (digest === undefined || !(await digests.remove(digest))) {
    return sentence("There is no weekly digest.");
  }
  const detail = { room: digest.roomId ?? null };
  const at = deps.now();
  await deps.storage.audit.append({ at, actor: commander.person, action: "digest.off", detail });
  return sentence("There is no weekly digest any more.");
}

/** To where it is set, or, where it is not, to the one who asks. */
async function sendNow(_: string[], commander: Commander, deps: AdminDeps): Promise<AdminReply> {
  const digest = await deps.storage.administration.digests.get(commander.workspaceId);
  if (digest === undefined) return await tellDigest(deps);
  const sent = await sendDigest(digest, `digest-now:${commander.key}`, deps);
  if (sent === "room") return sentence("The digest is sent to where it is set.");
  const whom = await nameOr(digest.setBy, deps);
  return sentence(
    sent === "person"
      ? `The digest is sent to ${whom} alone, who set it.`
      : "The digest could not be sent where it is set, so it is off now.",
  );
}

async function describeSetting(
  title: string,
  digest: DigestRecord,
  deps: AdminDeps,
): Promise<AdminReply> {
  const { roomId, setBy, timeZone, doneUntil } = digest;
  const who = await nameOr(setBy, deps);
  const next = nextDigestAt(digest, Math.max(doneUntil, deps.now()));
  const day = next === undefined ? "never" : dateIn(timeZone, next);
  const item = {
    title: inWords(digest),
    lines: [
      `next on ${day}`,
      roomId === undefined
        ? `in my conversation with ${who}`
        : "where it was set, as long as everybody there may administer Footnote; otherwise to who set it",
      `set by ${who}`,
    ],
    buttons: [
      { label: "Send one now", command: "digest now" },
      { label: "Turn off", command: "digest off" },
    ],
  };
  return { parts: [{ type: "list", title, items: [item], none: "" }] };
}

/** `2026-11-23`, as the calendar says there. */
function dateIn(timeZone: string, at: number): string {
  return new Intl.DateTimeFormat("en-CA", { timeZone, dateStyle: "short" }).format(new Date(at));
}
