import { readdirSync } from "node:fs";
import { basename, dirname, join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import type { Command } from "commander";
import { count } from "../../../administration/describe/in-words.ts";
import type { App } from "../../../app.ts";
import { describeCounts, describeNames, STAYS } from "../../../privacy/describe-kinds.ts";
import { AWAITS_KEY, erasePerson } from "../../../privacy/erase-person.ts";
import { findPersonNames, requireWhole } from "../../../privacy/find-person.ts";
import { removeWorkspace } from "../../../privacy/remove-workspace.ts";
import { countExpired, type RetainedKind, removeExpired } from "../../../privacy/retention.ts";
import { openPlatforms } from "../../serve/run-chats.ts";
import { note, printJson, printLine, UsageError, withApp } from "../command-context.ts";
import { ACTOR, confirm, type JsonFlag } from "../sources/source-access-commands.ts";

type Sure = JsonFlag & { yes?: boolean };
type Erase = Sure & { addressAlone?: boolean };

const PAUSE_MS = 5;

/** What is kept of people and for how long, and getting rid of it. */
export function addPrivacyCommand(program: Command): void {
  const privacy = program
    .command("privacy")
    .description("what is kept of people and for how long, and getting rid of it");
  const json = "print JSON";
  const WHO = "an e-mail address, or e.g. slack:T0123456:U0123456";
  privacy
    .command("show")
    .description("how much is kept of somebody, by kind")
    .argument("<user>", WHO)
    .option("--json", json)
    .action((who: string, flags: JsonFlag) => withApp((app) => show(who, flags.json, app)));
  privacy
    .command("erase")
    .description("erase all that is kept of somebody, for good")
    .argument("<user>", WHO)
    .option("--yes", "do it")
    .option("--address-alone", "though a chat that is not set up here may know them by an id")
    .option("--json", json)
    .action((who: string, flags: Erase) => withApp((app) => erase(who, flags, app)));
  privacy
    .command("erase-workspace")
    .description("erase all that is kept of a workspace of Slack or a tenant of Teams")
    .argument("<workspace>", "slack:T0123456, teams:<tenant id>")
    .option("--yes", "do it")
    .option("--json", json)
    .action((id: string, flags: Sure) => withApp((app) => eraseWorkspace(id, flags, app)));
  privacy
    .command("retain")
    .description("remove what has been kept long enough, as `serve` does daily")
    .option("--dry-run", "only count it")
    .option("--json", json)
    .action((flags: JsonFlag & { dryRun?: boolean }) => withApp((app) => retain(flags, app)));
}

async function show(who: string, json: boolean | undefined, app: App): Promise<void> {
  const person = await find(who, app);
  const kinds = await app.storage.privacy.count(person);
  const { ids, principals, notes } = person;
  if (json) return printJson({ ids, principals, kinds, notes });
  printLine(describeNames(person));
  for (const line of [...describeCounts(kinds), ...notes]) printLine(line);
}

async function erase(who: string, { yes, json, addressAlone }: Erase, app: App): Promise<void> {
  if (!yes) {
    throw new UsageError(
      `Nothing was erased: see what there is with privacy show ${who}, then give --yes.`,
    );
  }
  const person = await find(who, app);
  if (!addressAlone) requireWhole(person);
  const { kinds, ...outcome } = await erasePerson(person, ACTOR, app);
  const { ids, principals, notes } = person;
  const folders = olderFolders(app.config.dataDir);
  if (json) return printJson({ ids, principals, kinds, ...outcome, notes, olderFolders: folders });
  printLine(`Erased ${describeNames(person)}.`);
  for (const line of [...describeCounts(kinds), STAYS, ...notes]) printLine(line);
  if (!outcome.isScrubbed) note("Somebody reads the files: the next daily run cleans them.");
  if (outcome.awaitsKey) note(AWAITS_KEY);
  for (const folder of folders) note(`${folder} is of before a restore, and as it was: delete it.`);
}

async function eraseWorkspace(id: string, { yes, json }: Sure, app: App): Promise<void> {
  if (!/^(?:slack|teams):[^\s:]+$/.test(id)) {
    throw new UsageError(`"${id}" is no workspace: give slack:T0123456 or teams:<tenant id>.`);
  }
  if (!yes) throw new UsageError("Nothing was erased: give --yes to erase all of a workspace.");
  const answers = await removeWorkspace({ workspaceId: id, removedAt: app.now() }, ACTOR, app);
  const sentence = `All that was kept of ${id} is erased, ${answers ?? 0} questions among it. Sources and the audit log stay, and what was posted there.`;
  confirm(json, { workspace: id, answers: answers ?? 0 }, sentence);
}

async function retain(flags: JsonFlag & { dryRun?: boolean }, app: App): Promise<void> {
  const deps = { ...app, retention: app.config.retention };
  const isDry = flags.dryRun === true;
  const kinds = isDry ? await countExpired(deps) : await removeExpired(deps, () => sleep(PAUSE_MS));
  if (flags.json) return printJson({ dryRun: isDry, kinds });
  for (const kind of kinds) printLine(describe(kind, isDry ? "to be removed" : "removed"));
}

function describe({ kind, days, expired }: RetainedKind, done: string): string {
  return `${kind}: ${days === null ? "kept for ever" : `kept for ${count(days, "day")}, ${expired} ${done}`}`;
}

async function find(who: string, app: App) {
  const { platforms } = await openPlatforms(app);
  return findPersonNames(who, { ...app, platforms });
}

/** What `restore` put aside is as it was: nobody erases there. */
function olderFolders(dataDir: string): string[] {
  const start = `${basename(dataDir)}.before-restore-`;
  const siblings = readdirSync(dirname(dataDir)).filter((name) => name.startsWith(start));
  return siblings.map((name) => join(dirname(dataDir), name));
}
