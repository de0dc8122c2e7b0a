import { type AdminCommand, asTyped } from "../admin-command.ts";

const FOR_ALL =
  "Mention me in a channel or write to me to ask something. These commands look after me:";
const FOR_OTHERS =
  "Mention me in a channel or write to me to ask something. Admins look after me with more commands; you may use:";

/** Lists what the person may do. */
export function createHelpCommand(commands: () => readonly AdminCommand[]): AdminCommand {
  return {
    name: "help",
    usage: "",
    summary: "what I can do here",
    needsAdmin: false,
    takes: [0, 0],
    async run(_, commander, deps) {
      const theirs = commands().filter(
        ({ needsAdmin, isUnlisted }) => (commander.isAdmin || !needsAdmin) && !isUnlisted,
      );
      const text = commander.isAdmin ? FOR_ALL : FOR_OTHERS;
      const lines = theirs.map(
        ({ name, usage, summary }) =>
          `${asTyped(`${name} ${usage}`.trim(), commander, deps)} – ${summary}`,
      );
      return { parts: [{ type: "text", text: [text, ...lines].join("\n") }] };
    },
  };
}
