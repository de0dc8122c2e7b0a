import { constants } from "node:os";
import type { Command } from "commander";
import { createApp } from "../../app.ts";
import { readConfig } from "../../config.ts";
import { serve } from "../serve/serve.ts";
import { note } from "./command-context.ts";

/** What shells say of a process that a signal ended. */
const ENDED_BY_SIGNAL = 128;

export function addServeCommand(program: Command): void {
  program
    .command("serve")
    .description("everything in one process: web chat, answers, schedule")
    .action(async () => {
      const stop = stopOnSignal();
      const app = await createApp(readConfig());
      try {
        await serve(app, stop);
      } finally {
        await app.close();
      }
    });
}

/**
 * Aborts when the process is told to end; told again, it ends at once. Handled in any case: the
 * first process of a container ignores signals that it has no handler for.
 */
function stopOnSignal(): AbortSignal {
  const stop = new AbortController();
  for (const signal of ["SIGINT", "SIGTERM"] as const) {
    process.on(signal, () => {
      if (stop.signal.aborted) process.exit(ENDED_BY_SIGNAL + constants.signals[signal]);
      note("Footnote ends what it has begun; tell it again to end at once.");
      stop.abort();
    });
  }
  return stop.signal;
}
