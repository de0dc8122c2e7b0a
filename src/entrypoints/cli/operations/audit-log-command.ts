import type { Command } from "commander";
import { printJson, printLine, UsageError, withApp } from "../command-context.ts";

const SHOWN = 200;

export function addAuditLogCommand(program: Command): void {
  program
    .command("audit-log")
    .description("who changed what; `audit-log verify` checks that nothing was altered")
    .argument("[verify]")
    .option("--json", "print JSON")
    .action(async (verify: string | undefined, options: { json?: boolean }) => {
      if (verify === undefined) await list(options.json ?? false);
      else if (verify === "verify") await check(options.json ?? false);
      else
        throw new UsageError(
          `"${verify}" is not something audit-log does: leave it out, or use verify.`,
        );
    });
}

async function list(json: boolean): Promise<void> {
  const entries = await withApp((app) => app.storage.audit.list(SHOWN));
  if (json) {
    printJson(entries.map((entry) => ({ ...entry, at: new Date(entry.at).toISOString() })));
    return;
  }
  for (const { at, actor, action, detail } of entries) {
    printLine(`${new Date(at).toISOString()}  ${actor}  ${action}  ${JSON.stringify(detail)}`);
  }
}

async function check(json: boolean): Promise<void> {
  const { flaw, head } = await withApp(async ({ storage: { audit } }) => ({
    flaw: await audit.verify(),
    head: await audit.head(),
  }));
  const [firstBroken, problem] = [flaw?.entry ?? null, flaw?.problem ?? null];
  if (json) printJson({ sound: flaw === undefined, firstBroken, problem, head: head ?? null });
  else if (flaw === undefined) {
    printLine("The audit log is sound.");
    if (head !== undefined) printLine(`It ends with entry ${head.entries}, hash ${head.hash}.`);
  } else printLine(`The audit log was altered at entry ${flaw.entry}: ${flaw.problem}.`);
  if (flaw !== undefined) process.exitCode = 1;
}
