import { accessCommands } from "../access/access-commands.ts";
import type { AdminCommand } from "../admin-command.ts";
import { digestCommands } from "../digest/digest-commands.ts";
import { modelsCommands } from "../models/models-commands.ts";
import { ownerCommand } from "../owners/owner-command.ts";
import { adminsCommands } from "./admins-commands.ts";
import { auditLogCommands } from "./audit-log-commands.ts";
import { channelCommands, shareAsIsCommand } from "./channel-commands.ts";
import { createHelpCommand } from "./help-command.ts";
import { privacyCommands } from "./privacy-commands.ts";
import { reportCommands } from "./report-commands.ts";
import { sourceAccessCommands } from "./source-access-commands.ts";
import { sourceChangeCommands } from "./source-change-commands.ts";
import { sourceFormCommands } from "./source-form-commands.ts";
import { sourceLookCommands } from "./source-look-commands.ts";

/** Every command, in the order that help lists them; one file a subject. */
export const allCommands: readonly AdminCommand[] = [
  createHelpCommand(() => allCommands),
  ...sourceLookCommands,
  ...sourceFormCommands,
  ...sourceChangeCommands,
  ...sourceAccessCommands,
  ownerCommand,
  ...accessCommands,
  ...channelCommands,
  shareAsIsCommand,
  ...reportCommands,
  ...modelsCommands,
  ...digestCommands,
  ...adminsCommands,
  ...auditLogCommands,
  ...privacyCommands,
];
