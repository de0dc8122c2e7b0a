import {
  NO_SOURCE,
  previewLines,
  previewRoom,
  previewSentence,
  type SourcePreview,
} from "../../administration/preview-channel.ts";
import { readRoomSettings } from "../../administration/room-settings.ts";
import type { App } from "../../app.ts";
import { ChatError } from "../../chat/chat-error.ts";
import { AdminError } from "../../sources/sources-deps.ts";
import { openPlatforms } from "../serve/run-chats.ts";
import { printJson, printLine } from "./command-context.ts";

interface Preview {
  room: string;
  sources: SourcePreview[];
}

/** Who is in a channel is asked of its chat. @throws AdminError */
export async function previewOf(id: string, app: App): Promise<Preview> {
  const { room } = await readRoomSettings(id, app);
  const [name = "", , ...channel] = room.split(":");
  if (channel.length === 0) {
    throw new AdminError(`${room} is a whole workspace: name one channel of it for --preview.`);
  }
  const { platforms } = await openPlatforms(app);
  if (!platforms.some((platform) => platform.name === name)) {
    throw new AdminError(
      `Who is in ${room} cannot be told: ${name} is not configured here; "npm run footnote -- doctor" lists what is.`,
    );
  }
  try {
    return { room, sources: await previewRoom(room, undefined, { ...app, platforms }) };
  } catch (error) {
    if (!(error instanceof ChatError)) throw error;
    const way =
      error.code === "unknown-room"
        ? " Invite Footnote there, or see whether the id is right."
        : "";
    throw new AdminError(`Who is in ${room} cannot be told: ${error.message}${way}`);
  }
}

export function printPreview({ room, sources }: Preview, json = false): void {
  if (json) {
    printJson({ channel: room, preview: sources });
    return;
  }
  printLine(room);
  printLine(previewSentence("channel"));
  for (const preview of sources) {
    printLine(`  ${preview.source}`);
    for (const line of previewLines(preview)) printLine(`    ${line}`);
  }
  if (sources.length === 0) printLine(`  ${NO_SOURCE}`);
}
