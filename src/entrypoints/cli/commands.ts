import type { Command } from "commander";

type AddCommand = (program: Command) => void;

/** Each is loaded when it is named: all together take twice as long to start. In the order of the help. */
const COMMANDS: readonly (readonly [names: string, load: () => Promise<AddCommand>])[] = [
  ["serve", async () => (await import("./serve-command.ts")).addServeCommand],
  ["ask", async () => (await import("./ask/ask-command.ts")).addAskCommand],
  ["search", async () => (await import("./search-command.ts")).addSearchCommand],
  ["sync", async () => (await import("./sources/sync-command.ts")).addSyncCommand],
  ["sources", async () => (await import("./sources/sources-command.ts")).addSourcesCommand],
  ["access", async () => (await import("./access/access-command.ts")).addAccessCommand],
  ["channel", async () => (await import("./channel-command.ts")).addChannelCommand],
  ["vote", async () => (await import("./vote-command.ts")).addVoteCommand],
  ["why", async () => (await import("./why-command.ts")).addWhyCommand],
  ["gaps", async () => (await import("./reports/gaps-command.ts")).addGapsCommand],
  ["feedback", async () => (await import("./reports/feedback-command.ts")).addFeedbackCommand],
  ["verified", async () => (await import("./reports/verified-command.ts")).addVerifiedCommand],
  ["learn", async () => (await import("./learning/learn-command.ts")).addLearnCommand],
  ["models", async () => (await import("./learning/models-command.ts")).addModelsCommand],
  ["digest", async () => (await import("./reports/digest-command.ts")).addDigestCommand],
  ["eval", async () => (await import("./evaluate/evaluate-command.ts")).addEvaluateCommand],
  ["admins", async () => (await import("./operations/admins-command.ts")).addAdminsCommand],
  ["audit-log", async () => (await import("./operations/audit-log-command.ts")).addAuditLogCommand],
  ["secrets", async () => (await import("./operations/secrets-command.ts")).addSecretsCommand],
  ["doctor", async () => (await import("./operations/doctor-command.ts")).addDoctorCommand],
  ["usage", async () => (await import("./operations/usage-command.ts")).addUsageCommand],
  [
    "backup restore migrate",
    async () => (await import("./operations/backup-commands.ts")).addBackupCommands,
  ],
  ["storage", async () => (await import("./operations/storage-command.ts")).addStorageCommand],
  ["index", async () => (await import("./operations/index-command.ts")).addIndexCommand],
  ["privacy", async () => (await import("./operations/privacy-command.ts")).addPrivacyCommand],
];

/** Adds the command that is named; all of them where none is, or one that is unknown: help lists them. */
export async function addCommands(program: Command, named: string | undefined): Promise<void> {
  const own = COMMANDS.filter(([names]) => names.split(" ").includes(named ?? ""));
  for (const [, load] of own.length > 0 ? own : COMMANDS) (await load())(program);
}
