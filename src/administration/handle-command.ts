import { setTimeout as sleep } from "node:timers/promises";
import { type AdminReply, sentence } from "../chat/admin-reply.ts";
import { ChatError, isPassing } from "../chat/chat-error.ts";
import type { ChatEvent, ChatInbox, RoomCommand } from "../chat/chat-rooms.ts";
import { platformOf } from "../chat/platform-of.ts";
import type { AdminDeps } from "./admin-command.ts";
import { followSync } from "./follow-sync.ts";
import { refreshHome } from "./home/show-home.ts";
import { mayAdminister } from "./may-administer.ts";
import { openCommandMemory } from "./open-command-memory.ts";
import { isLongCommand, runCommand } from "./run-command.ts";

/** After so long a person wants to know that it was heard. */
const PATIENCE_MS = 2_500;
const TAKES_LONG = "This takes a while; the answer comes here.";
/** No platform gives the same command again after so long. */
const FORGET_MS = 24 * 3_600_000;

/** Does a command in its turn; one that is long and changes nothing is put aside, for later ones to go on. */
export async function takeCommand(
  key: string,
  event: Extract<ChatEvent, { type: "command" }>,
  deps: AdminDeps & { inbox: ChatInbox },
): Promise<void> {
  const { command, isAside } = event;
  if (isAside !== true && isLongCommand(command.text)) {
    const aside = `aside:${key}`;
    return deps.inbox.keep(aside, aside, { ...event, isAside: true });
  }
  await handleCommand(key, command, deps);
  if (command.isFromHome) await refreshHome(key, command, deps.inbox);
}

/**
 * Does a command and shows what it answered. It may come again, or go on after a crash: what it
 * answered is kept before it is shown, so it is done once.
 */
async function handleCommand(key: string, command: RoomCommand, deps: AdminDeps): Promise<void> {
  const { storage, now, platforms, logger } = deps;
  const { commands } = storage.administration;
  const given = await commands.get(key);
  if (given?.settledAt !== undefined) return;
  // A sync that it starts may have ended before this process did.
  const since = given?.givenAt ?? now();
  const platform = platformOf(command.by, platforms);
  let reply = given?.reply as AdminReply | undefined;
  if (reply === undefined) {
    reply = await doCommand(key, command, deps);
    await commands.prune(now() - FORGET_MS);
    await commands.keep(key, reply, since);
  }
  if (reply.following !== undefined) {
    await followSync({ key, command, source: reply.following, since }, deps);
  }
  try {
    // Its own, beside that of what goes on after the command.
    const memory = await openCommandMemory(`${key}:shown`, since, deps);
    await platform.answerCommand(command, reply, memory);
  } catch (error) {
    if (!(error instanceof ChatError) || isPassing(error)) throw error;
    logger.warn({ error, roomId: command.roomId }, "The answer to a command cannot be shown");
  }
  await commands.settle(key, now());
}

async function doCommand(key: string, command: RoomCommand, deps: AdminDeps): Promise<AdminReply> {
  const { by, workspaceId, roomId, isDirect } = command;
  let isAdmin: boolean;
  try {
    isAdmin = await mayAdminister(by, deps);
  } catch (error) {
    // Who cannot be told to be an admin is none, and learns why.
    const refusal = error instanceof ChatError ? error.message : undefined;
    if (refusal === undefined || isPassing(error)) throw error;
    return sentence(`I could not find out whether you may do this. ${refusal}`);
  }
  const commander = {
    person: by,
    workspaceId,
    roomId: isDirect ? undefined : roomId,
    isAdmin,
    key,
  };
  const done = new AbortController();
  const noticed = sleep(PATIENCE_MS, undefined, { signal: done.signal, ref: false }).then(() =>
    platformOf(by, deps.platforms).answerCommand(command, sentence(TAKES_LONG)),
  );
  // It was quicker, or saying so failed: the answer itself matters.
  noticed.catch(() => undefined);
  try {
    return await runCommand(command.text, commander, deps);
  } finally {
    done.abort();
    await noticed.catch(() => undefined);
  }
}

/** For a command that could not be done, however often it was tried. */
export async function answerWithSorrow(
  command: RoomCommand,
  traceId: string,
  { platforms }: Pick<AdminDeps, "platforms">,
): Promise<void> {
  const sorry = `Sorry, something went wrong and this could not be done (${traceId}).`;
  await platformOf(command.by, platforms).answerCommand(command, sentence(sorry));
}
