import { type AdminItem, sentence } from "../../chat/admin-reply.ts";
import { syncSourceGroups } from "../../sources/syncing/sync-source-groups.ts";
import type { AdminCommand } from "../admin-command.ts";
import { count } from "../describe/in-words.ts";
import { explainCommand } from "./explain-command.ts";
import { groupCommands } from "./group-commands.ts";
import { linkCommands } from "./link-commands.ts";

const syncCommand: AdminCommand = {
  name: "access sync",
  usage: "",
  summary: "ask the sources now who is in their groups",
  needsAdmin: true,
  takes: [0, 0],
  async run(_words, _commander, { administering, stop }) {
    const reports = await syncSourceGroups(undefined, administering, stop);
    if (reports.length === 0) return sentence("No source has groups that could be asked for.");
    const items = reports.map(
      (report): AdminItem => ({
        title: report.source,
        state: report.error !== undefined ? "bad" : report.failed > 0 ? "warning" : "ok",
        lines: [
          `${count(report.known, "group")} with ${count(report.members, "member")}, ${report.failed} could not be read, ${report.gone} gone`,
          ...(report.error === undefined ? [] : [report.error]),
        ],
      }),
    );
    return { parts: [{ type: "list", title: "Groups", items, none: "" }] };
  },
};

/** Who is in which group, who is one person, and why somebody may read a document. */
export const accessCommands: readonly AdminCommand[] = [
  explainCommand,
  ...groupCommands,
  ...linkCommands,
  syncCommand,
];
