import { AccessError } from "../access/access-error.ts";
import { type AdminReply, type Commander, sentence } from "../chat/admin-reply.ts";
import { ChatError } from "../chat/chat-error.ts";
import { LearningError } from "../learning/learning-error.ts";
import { AdminError } from "../sources/sources-deps.ts";
import {
  type AdminCommand,
  type AdminDeps,
  asTyped,
  UnknownWordsError,
  WrongUsageError,
} from "./admin-command.ts";
import { allCommands } from "./commands/all-commands.ts";
import { describeWhoMay } from "./describe/describe-who-may.ts";
import { nearestCommand } from "./words/nearest-command.ts";
import { parseCommand, parseCommandText } from "./words/parse-command.ts";
import { heldSecret } from "./words/typed-secrets.ts";

/** Their sentences are meant for who typed. */
const PLAIN = [AccessError, AdminError, ChatError, LearningError];

/** Does what somebody typed, if they may; whatever they typed, there is an answer. */
export async function runCommand(
  text: string,
  commander: Commander,
  deps: AdminDeps,
): Promise<AdminReply> {
  if (heldSecret(text)) return sentence(describeTypedSecret(commander, deps));
  const typed = parseCommand(text);
  const words = typed.length === 0 ? ["help"] : typed;
  const command = findCommand(words, allCommands);
  if (command === undefined) return unknown(words, commander, deps);
  if (command.needsAdmin && !commander.isAdmin) {
    return sentence(await describeWhoMay(command.name, commander, deps));
  }
  const { textAfter } = command;
  const named = command.name.split(" ").length;
  const read = textAfter === undefined ? words : parseCommandText(text, named + textAfter);
  const rest = read.slice(named);
  const [least, most] = command.takes;
  try {
    if (rest.length > most && command.usage === "") return unknown(words, commander, deps);
    if (rest.length < least || rest.length > most) return usageOf(command, commander, deps);
    return await command.run(rest, commander, deps);
  } catch (error) {
    if (error instanceof UnknownWordsError) return unknown(words, commander, deps);
    if (error instanceof WrongUsageError) {
      const forms = error.forms.map((form) => asTypedHere(form, commander, deps));
      return sentence(`Say it like this: ${forms.join(", ")}.`);
    }
    if (PLAIN.some((kind) => error instanceof kind)) return sentence((error as Error).message);
    throw error;
  }
}

/** Whether what somebody typed may take minutes, and changes nothing. */
export function isLongCommand(text: string): boolean {
  return findCommand(parseCommand(text), allCommands)?.isLong === true;
}

/** The one with the longest name that these words begin with. */
function findCommand(
  words: readonly string[],
  commands: readonly AdminCommand[],
): AdminCommand | undefined {
  const line = `${words.join(" ").toLowerCase()} `;
  return commands
    .filter(({ name }) => line.startsWith(`${name} `))
    .toSorted((a, b) => b.name.length - a.name.length)[0];
}

function describeTypedSecret(commander: Commander, deps: AdminDeps): string {
  const add = asTyped("sources add <kind>", commander, deps);
  const replace = asTyped("sources secret <name>", commander, deps);
  return `Never type a secret into a chat. I did not keep this one, but the chat's own logs may have it: take it back where it came from, and make another. ${add} and ${replace} give you a link to a page that takes it.`;
}

function usageOf(
  { name, usage, summary }: AdminCommand,
  commander: Commander,
  deps: AdminDeps,
): AdminReply {
  return sentence(
    `Say it like this: ${asTypedHere(`${name} ${usage}`, commander, deps)} (${summary}).`,
  );
}

/** A digest may also be set in one's own conversation with the bot. */
function asTypedHere(command: string, commander: Commander, deps: AdminDeps): string {
  const isOwn = commander.roomId === undefined && command.startsWith("digest here");
  return asTyped(command, commander, deps, isOwn ? "anywhere" : undefined);
}

function unknown(words: string[], commander: Commander, deps: AdminDeps): AdminReply {
  const theirs = allCommands.filter(
    ({ needsAdmin, isUnlisted }) => (commander.isAdmin || !needsAdmin) && !isUnlisted,
  );
  const nearest = nearestCommand(words, theirs);
  const said = words.slice(0, 3).join(" ").slice(0, 60);
  const way =
    nearest === undefined || nearest.name === words.join(" ")
      ? `${asTyped("help", commander, deps)} lists what there is`
      : `did you mean: ${asTyped(`${nearest.name} ${nearest.usage}`.trim(), commander, deps)}`;
  return sentence(`I know no command "${said}": ${way}.`);
}
