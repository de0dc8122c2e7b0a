import type { Command } from "commander";
import { withoutPrefix } from "../../../administration/owners/name-owners.ts";
import type { App } from "../../../app.ts";
import { readOwner, removeOwner, setOwner } from "../../../sources/source-owner.ts";
import { requireSource } from "../../../sources/sources-deps.ts";
import { withApp } from "../command-context.ts";
import { ACTOR, confirm, type JsonFlag } from "./source-access-commands.ts";

/** Who looks after a source: named beside the gaps that most likely belong to it, and told of them each week. */
export function addOwnerCommand(sources: Command): void {
  sources
    .command("owner")
    .description("who looks after it, and is told each week what it lacks")
    .argument("<name>")
    .argument("[person]", "an e-mail address, e.g. slack:T0123456:U0123456, or nobody")
    .option("--json", "print JSON")
    .action((name: string, person: string | undefined, { json }: JsonFlag) =>
      withApp(async (app) => {
        if (person !== undefined) await change(name, person, app);
        await requireSource(name, app.administering);
        const owner = await app.storage.administration.owners.get(name);
        const who = owner && withoutPrefix(owner.person);
        confirm(
          json,
          { source: name, owner: owner?.person ?? null },
          who === undefined ? `Nobody looks after ${name}.` : `${who} looks after ${name}.`,
        );
      }),
    );
}

async function change(name: string, person: string, { administering }: App): Promise<void> {
  if (person.toLowerCase() === "nobody") {
    await removeOwner(name, ACTOR, administering);
    return;
  }
  // Where they live is not asked of a chat here; a workspace's digest knows its own hour.
  const owner = { person: readOwner(person), timeZone: "UTC" };
  await setOwner(name, owner, ACTOR, administering);
}
