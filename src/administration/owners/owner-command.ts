import { sentence } from "../../chat/admin-reply.ts";
import { platformOf } from "../../chat/platform-of.ts";
import { removeOwner, setOwner } from "../../sources/source-owner.ts";
import { AdminError, requireSource } from "../../sources/sources-deps.ts";
import { type AdminCommand, asTyped } from "../admin-command.ts";
import { nameOr } from "../describe/describe-who-may.ts";
import { knownTimeZone } from "../digest/digest-schedule.ts";
import { findPerson } from "../find-person.ts";
import { quoteWord } from "../words/parse-command.ts";
import { nameOwner } from "./name-owners.ts";

/** Who looks after a source: what people ask of it and do not find is theirs to mend. */
export const ownerCommand: AdminCommand = {
  name: "sources owner",
  usage: "<name> [<user or e-mail address>|nobody]",
  summary: "who looks after it, and is told each week what it lacks",
  needsAdmin: true,
  takes: [1, 2],
  async run([name = "", who], commander, deps) {
    const { administering, platforms } = deps;
    if (who === undefined) {
      await requireSource(name, administering);
      const owner = await deps.storage.administration.owners.get(name);
      if (owner !== undefined)
        return sentence(`${name} is looked after by ${await nameOwner(owner.person, deps)}.`);
      const way = asTyped(`sources owner ${quoteWord(name)} @somebody`, commander, deps);
      return sentence(`Nobody looks after ${name}. Name somebody: ${way}.`);
    }
    if (who.toLowerCase() === "nobody") {
      const isGone = await removeOwner(name, commander.person, administering);
      return sentence(`Nobody looks after ${name}${isGone ? " any more" : ""}.`);
    }
    const person = await findPerson(who, commander, deps);
    const platform = platformOf(person, platforms);
    const called = await nameOr(person, deps);
    if (!(await platform.isMember(person))) {
      throw new AdminError(
        `${called} is no full member here, so they cannot be told what people ask.`,
      );
    }
    const timeZone = knownTimeZone(await platform.timeZoneOf(person));
    await setOwner(name, { person, timeZone }, commander.person, administering);
    return sentence(
      `${called} looks after ${name} now. In a week in which people asked about it and found nothing, or nothing that they liked, I tell them in our own conversation.`,
    );
  },
};
