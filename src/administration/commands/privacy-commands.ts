import { sentence } from "../../chat/admin-reply.ts";
import { describeCounts, describeNames, STAYS } from "../../privacy/describe-kinds.ts";
import { AWAITS_KEY, erasePerson } from "../../privacy/erase-person.ts";
import { findPersonNames, requireWhole } from "../../privacy/find-person.ts";
import { type AdminCommand, type AdminDeps, readFlag, WrongUsageError } from "../admin-command.ts";
import { nameOr } from "../describe/describe-who-may.ts";

const WHO = "<user or e-mail address>";

/** What is kept of somebody, and erasing it. */
export const privacyCommands: readonly AdminCommand[] = [
  {
    name: "privacy show",
    usage: WHO,
    summary: "how much is kept of somebody, and what kind of it",
    needsAdmin: true,
    takes: [1, 1],
    run: ([who = ""], _, deps) => show(who, "Kept of", deps),
  },
  {
    name: "privacy erase",
    usage: WHO,
    summary: "erase all that is kept of somebody, for good",
    needsAdmin: true,
    takes: [1, 2],
    async run([who = "", confirmed], { person: actor }, deps) {
      if (confirmed === undefined) return show(who, "Erase what is kept of", deps);
      if (readFlag(confirmed) !== "confirmed") throw new WrongUsageError(`privacy erase ${WHO}`);
      const person = await findPersonNames(who, deps);
      requireWhole(person);
      const { kinds, isScrubbed, awaitsKey } = await erasePerson(person, actor, deps);
      const counts = describeCounts(kinds);
      const late = isScrubbed ? [] : ["The files themselves are cleaned at the next daily run."];
      if (awaitsKey) late.push(AWAITS_KEY);
      const done = counts.length === 0 ? "There was nothing of them." : counts.join(", ");
      return sentence([`Erased. ${done}`, STAYS, ...person.notes, ...late].join("\n"));
    },
  },
];

async function show(who: string, title: string, deps: AdminDeps) {
  const person = await findPersonNames(who, deps);
  const counts = describeCounts(await deps.storage.privacy.count(person));
  const name = await nameOr(person.ids[0] ?? who, deps);
  const item = {
    title: name,
    lines: [describeNames(person), ...counts, ...person.notes],
    buttons: [
      {
        label: "Erase",
        command: `privacy erase ${who} confirmed`,
        confirm: `All that is kept of ${name} is erased, for good. ${STAYS}`,
        style: "danger" as const,
      },
    ],
  };
  return {
    parts: [{ type: "list" as const, title: `${title} this person`, items: [item], none: "" }],
  };
}
