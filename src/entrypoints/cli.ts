import { Command, CommanderError } from "commander";
import { addAccessCommand } from "./cli/access/access-command.ts";
import { addAskCommand } from "./cli/ask/ask-command.ts";
import { addChannelCommand } from "./cli/channel-command.ts";
import { addEvaluateCommand } from "./cli/evaluate/evaluate-command.ts";
import { addLearnCommand } from "./cli/learning/learn-command.ts";
import { addModelsCommand } from "./cli/learning/models-command.ts";
import { addAdminsCommand } from "./cli/operations/admins-command.ts";
import { addAuditLogCommand } from "./cli/operations/audit-log-command.ts";
import { addBackupCommands } from "./cli/operations/backup-commands.ts";
import { addDoctorCommand } from "./cli/operations/doctor-command.ts";
import { addIndexCommand } from "./cli/operations/index-command.ts";
import { addPrivacyCommand } from "./cli/operations/privacy-command.ts";
import { addSecretsCommand } from "./cli/operations/secrets-command.ts";
import { addStorageCommand } from "./cli/operations/storage-command.ts";
import { addUsageCommand } from "./cli/operations/usage-command.ts";
import { reportFailure } from "./cli/report-failure.ts";
import { addDigestCommand } from "./cli/reports/digest-command.ts";
import { addFeedbackCommand } from "./cli/reports/feedback-command.ts";
import { addGapsCommand } from "./cli/reports/gaps-command.ts";
import { addVerifiedCommand } from "./cli/reports/verified-command.ts";
import { addSearchCommand } from "./cli/search-command.ts";
import { addServeCommand } from "./cli/serve-command.ts";
import { addSourcesCommand } from "./cli/sources/sources-command.ts";
import { addSyncCommand } from "./cli/sources/sync-command.ts";
import { addVoteCommand } from "./cli/vote-command.ts";
import { addWhyCommand } from "./cli/why-command.ts";
import { readVersion } from "./read-version.ts";

const program = new Command("footnote")
  .description("Answers from your own documents, with the sources under every answer.")
  .version(readVersion())
  .exitOverride()
  .configureOutput({ writeErr: () => undefined })
  .showSuggestionAfterError();

addServeCommand(program);
addAskCommand(program);
addSearchCommand(program);
addSyncCommand(program);
addSourcesCommand(program);
addAccessCommand(program);
addChannelCommand(program);
addVoteCommand(program);
addWhyCommand(program);
addGapsCommand(program);
addFeedbackCommand(program);
addVerifiedCommand(program);
addLearnCommand(program);
addModelsCommand(program);
addDigestCommand(program);
addEvaluateCommand(program);
addAdminsCommand(program);
addAuditLogCommand(program);
addSecretsCommand(program);
addDoctorCommand(program);
addUsageCommand(program);
addBackupCommands(program);
addStorageCommand(program);
addIndexCommand(program);
addPrivacyCommand(program);
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
