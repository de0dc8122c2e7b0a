import type { Command } from "commander";
import { createApp } from "../../app.ts";
import { readConfig } from "../../config.ts";
import { serve } from "../serve/serve.ts";

export function addServeCommand(program: Command): void {
  program
    .command("serve")
    .description("everything in one process: web chat, answers, schedule")
    .action(async () => {
      const app = await createApp(readConfig());
      const stop = new AbortController();
      for (const signal of ["SIGINT", "SIGTERM"] as const) {
        process.once(signal, () => stop.abort());
      }
      try {
        await serve(app, stop.signal);
      } finally {
        await app.close();
      }
    });
}
