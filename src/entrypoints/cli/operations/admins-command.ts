import type { Command } from "commander";
import { addAdmin, removeAdmin } from "../../../administration/change-admins.ts";
import { printJson, printLine, UsageError, withApp } from "../command-context.ts";
import { ACTOR, confirm } from "../sources/source-access-commands.ts";

interface JsonFlag {
  json?: boolean;
}

/** Who may administer from a chat beside a workspace's own owners and admins. */
export function addAdminsCommand(program: Command): void {
  program
    .command("admins")
    .description("who may administer from a chat; `admins add|remove <person>` changes that")
    .argument("[verb]", "add, remove")
    .argument("[person]", "e.g. slack:T0123456:U0123456")
    .option("--json", "print JSON")
    .action(async (verb: string | undefined, person: string | undefined, { json }: JsonFlag) => {
      if (verb === undefined) return list(json ?? false);
      if ((verb === "add" || verb === "remove") && person !== undefined) {
        return change(verb, person, json ?? false);
      }
      throw new UsageError(
        "Say it like this: admins, admins add <person>, admins remove <person>.",
      );
    });
}

async function list(json: boolean): Promise<void> {
  const added = await withApp((app) => app.storage.administration.admins.list());
  if (json) {
    printJson(added.map((one) => ({ ...one, addedAt: new Date(one.addedAt).toISOString() })));
    return;
  }
  if (added.length === 0) {
    printLine("Nobody was added; owners and admins of a workspace may administer anyway.");
  }
  for (const { person, addedBy, addedAt } of added) {
    printLine(`${person}  added by ${addedBy}  ${new Date(addedAt).toISOString()}`);
  }
}

async function change(verb: "add" | "remove", person: string, json: boolean): Promise<void> {
  const work = verb === "add" ? addAdmin : removeAdmin;
  const changed = await withApp((app) => work(person, ACTOR, app));
  const isAdmin = verb === "add";
  const now = isAdmin ? "is an admin now" : "is no admin any more";
  const before = isAdmin ? "is an admin already" : "was not added as an admin";
  confirm(json, { person, isAdmin, changed }, `${person} ${changed ? now : before}.`);
}
