import type { Command } from "commander";
import {
  changeRoomSettings,
  type RoomSettings,
  readRoomSettings,
} from "../../administration/room-settings.ts";
import { previewOf, printPreview } from "./channel-preview.ts";
import { printJson, printLine, UsageError, withApp } from "./command-context.ts";
import { ACTOR } from "./sources/source-access-commands.ts";

interface ChannelOptions {
  autoAnswer?: boolean;
  followUps?: boolean;
  sources?: string[] | "all";
  expert?: string;
  shareAsIs?: boolean;
  preview?: boolean;
  json?: boolean;
}

export function addChannelCommand(program: Command): void {
  program
    .command("channel")
    .description(
      "what the bot does in a channel: auto-answer, follow-ups, sources, expert, share-as-is",
    )
    .argument("<id>", "e.g. slack:T0123456:C0123456; of a whole workspace, for its expert")
    .option("--auto-answer <on|off>", "answer new questions without being mentioned", parseSwitch)
    .option("--follow-ups <on|off>", "answer in threads it was mentioned in", parseSwitch)
    .option(
      "--sources <names>",
      "use these sources alone, e.g. wiki,handbook; or: all",
      parseSources,
    )
    .option("--expert <who>", "whom `Ask an expert` names: a person, a group, a channel; or: none")
    .option(
      "--share-as-is <on|off>",
      "let people share what they were told alone, though not all there may open its sources",
      parseSwitch,
    )
    .option("--preview", "only look: what everybody there together could be shown")
    .option("--json", "print JSON")
    .action(channel);
}

async function channel(id: string, { json, preview, ...options }: ChannelOptions): Promise<void> {
  const change = readChange(options);
  const isChange = Object.keys(change).length > 0;
  if (preview) {
    if (isChange) throw new UsageError("--preview changes nothing: give it alone.");
    return printPreview(await withApp((app) => previewOf(id, app)), json);
  }
  const { room, settings } = await withApp((app) =>
    isChange ? changeRoomSettings(id, change, ACTOR, app) : readRoomSettings(id, app),
  );
  const { autoAnswer, followUps, sources, expert, shareAsIs } = settings;
  if (json) {
    const named = { sources: sources ?? null, expert: expert ?? null };
    printJson({ channel: room, autoAnswer, followUps, ...named, shareAsIs });
    return;
  }
  printLine(room);
  printLine(`  auto-answer  ${autoAnswer ? "on" : "off"}`);
  printLine(`  follow-ups   ${followUps ? "on" : "off"}`);
  printLine(`  sources      ${sources?.join(", ") ?? "all"}`);
  printLine(`  expert       ${expert ?? "none"}`);
  printLine(`  share-as-is  ${shareAsIs ? "on" : "off"}`);
}

function readChange({ autoAnswer, followUps, sources, expert, shareAsIs }: ChannelOptions) {
  const change: Partial<RoomSettings> = {};
  if (autoAnswer !== undefined) change.autoAnswer = autoAnswer;
  if (followUps !== undefined) change.followUps = followUps;
  if (sources !== undefined) change.sources = sources === "all" ? undefined : sources;
  if (expert !== undefined) change.expert = expert.trim() === "none" ? undefined : expert.trim();
  if (shareAsIs !== undefined) change.shareAsIs = shareAsIs;
  return change;
}

function parseSwitch(value: string): boolean {
  if (value === "on" || value === "off") return value === "on";
  throw new UsageError(`"${value}" is neither on nor off.`);
}

function parseSources(value: string): string[] | "all" {
  const names = value
    .split(",")
    .map((name) => name.trim())
    .filter((name) => name !== "");
  if (names.length === 0) throw new UsageError("Name at least one source, or give all.");
  return names.length === 1 && names[0] === "all" ? "all" : [...new Set(names)];
}
