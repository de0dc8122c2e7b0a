import type { Command } from "commander";
import { stateFile } from "../../../app.ts";
import { cancelMove, moveState } from "../../move-state.ts";
import { commandConfig, note, printJson, printLine, UsageError } from "../command-context.ts";

const TARGETS = ["postgres", "sqlite"] as const;

interface Options {
  to?: string;
  json?: boolean;
}

/** Where the state of record is kept, while Footnote runs. */
export function addStorageCommand(program: Command): void {
  program
    .command("storage")
    .description(
      "`storage move --to postgres|sqlite`: the state into another database, while Footnote runs; `storage cancel`: ends a move that was cut off, the state stays where it is",
    )
    .argument("<verb>", "move, cancel")
    .option(
      "--to <database>",
      "postgres (as DATABASE_URL says) or sqlite (a file in the data folder)",
    )
    .option("--json", "print JSON")
    .action(async (verb: string, { to, json = false }: Options) => {
      if (verb === "cancel" && to === undefined) return cancel(json);
      const target = TARGETS.find((one) => one === to);
      if (verb !== "move" || target === undefined) {
        throw new UsageError(
          "Say it like this: storage move --to postgres, storage move --to sqlite, storage cancel.",
        );
      }
      await move(target, json);
    });
}

async function cancel(json: boolean): Promise<void> {
  const isCancelled = await cancelMove(commandConfig());
  if (json) return printJson({ cancelled: isCancelled });
  printLine(
    isCancelled
      ? "The move is cancelled; the state stays where it is. What was copied is replaced by the next move."
      : "No move of the state was begun.",
  );
}

async function move(target: (typeof TARGETS)[number], json: boolean): Promise<void> {
  const { dataDir, postgres } = commandConfig();
  if (postgres === undefined) {
    throw new UsageError(
      "Postgres is not named: set DATABASE_URL to its address for this command, also for the way back.",
    );
  }
  if (!json) note("Copying; Footnote may go on running meanwhile.");
  const moved = await moveState({ dataDir, postgres, target });
  if (json) return printJson({ to: target, ...moved });
  const { from, rows, changes, heldMs } = moved;
  printLine(
    `The state of ${from} is in ${moved.where} now: ${rows} rows, ${changes} that were written meanwhile; writes waited ${heldMs} ms.`,
  );
  printLine(
    target === "postgres"
      ? "Start Footnote with DATABASE_URL; what still runs without it ends by itself."
      : `Start Footnote without DATABASE_URL, on ${stateFile(dataDir)}; what still runs with it ends by itself.`,
  );
}
