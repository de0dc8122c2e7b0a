import { writeFile } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import { Command, CommanderError } from "commander";
import { printLine, UsageError, userPath } from "../cli/command-context.ts";
import { reportFailure } from "../cli/report-failure.ts";
import { buildPackage } from "./build-package.ts";
import { readPackageValues } from "./package-values.ts";
import { checkWishes, type PackageWishes } from "./package-wishes.ts";

const TEMPLATE = fileURLToPath(new URL("../../../deploy/teams", import.meta.url));

type Options = PackageWishes & { out: string };

const program = new Command("npm run teams:package --")
  .description(
    "Makes footnote-teams.zip, the app that Teams takes, for TEAMS_APP_ID and FOOTNOTE_PUBLIC_URL.",
  )
  .option("--company <name>", "the name under which it is offered (32 characters at most)")
  .option("--website <url>", "your page about it; without one, FOOTNOTE_PUBLIC_URL")
  .option("--privacy <url>", "your privacy page; without one, the website")
  .option("--terms <url>", "your terms of use; without them, the website")
  .option("--app-version <version>", "higher than the last one that Teams was given")
  .option("--out <file>", "where to", "footnote-teams.zip")
  .exitOverride()
  .configureOutput({ writeErr: () => undefined })
  .action(async ({ out, ...given }: Options) => {
    const wishes = checkWishes(given);
    const bytes = await buildPackage(TEMPLATE, readPackageValues(wishes), wishes);
    await writeFile(userPath(out), bytes);
    printLine(`${out} is made: upload it to Teams as deploy/teams/README.md says.`);
  });

try {
  await program.parseAsync();
} catch (error) {
  const isHelp = error instanceof CommanderError && error.exitCode === 0;
  if (!isHelp) process.exitCode = reportFailure(inOwnWords(error));
}

/** Commander's complaint about what was typed, with this command's own help. */
function inOwnWords(error: unknown): unknown {
  if (!(error instanceof CommanderError)) return error;
  const text = error.message.replace(/^error: /, "").replace(/\.$/, "");
  return new UsageError(`${text}: "npm run teams:package -- --help" lists what there is.`);
}
