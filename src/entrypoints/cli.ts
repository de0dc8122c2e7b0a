import { Command, CommanderError } from "commander";
import { addCommands } from "./cli/commands.ts";
import { reportFailure } from "./cli/report-failure.ts";
import { readVersion } from "./read-version.ts";

const program = new Command("footnote")
  .description("Answers from your own documents, with the sources under every answer.")
  .version(readVersion())
  .exitOverride()
  .configureOutput({ writeErr: () => undefined })
  .showSuggestionAfterError();

await addCommands(program, process.argv[2]);
inheritSettings(program);

// Whoever reads the output may stop reading (`… | head`): that is no failure.
process.stdout.on("error", (error: NodeJS.ErrnoException) => {
  if (error.code !== "EPIPE") throw error;
  process.exit();
});

try {
  await program.parseAsync();
} catch (error) {
  const isHelp = error instanceof CommanderError && error.exitCode === 0;
  if (!isHelp) process.exitCode = reportFailure(error);
}

/** Sub-commands made with `command()` copy these settings only if they were there before. */
function inheritSettings(command: Command): void {
  for (const child of command.commands) {
    child.copyInheritedSettings(command);
    inheritSettings(child);
  }
}
