import type { Command } from "commander";
import { readConfig } from "../../../config.ts";
import type { Check } from "../../examine/check.ts";
import { examine } from "../../examine/examine.ts";
import { printJson, printLine } from "../command-context.ts";

export function addDoctorCommand(program: Command): void {
  program
    .command("doctor")
    .description("check configuration, data folder, sources and models; say what to do")
    .option("--json", "print JSON")
    .action(async (options: { json?: boolean }) => {
      const checks = await examine(() => ({ ...readConfig(), logLevel: "silent" }));
      const ok = checks.every((check) => check.ok);
      if (options.json) printJson({ ok, checks });
      else for (const check of checks) printLine(formatCheck(check));
      if (!ok) process.exitCode = 1;
    });
}

function formatCheck({ ok, name, detail, fix }: Check): string {
  return `${ok ? "ok  " : "FAIL"}  ${name}: ${detail}${fix === undefined ? "" : ` → ${fix}`}`;
}
