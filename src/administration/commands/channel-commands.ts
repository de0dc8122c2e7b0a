import { AdminError } from "../../sources/sources-deps.ts";
import { type AdminCommand, type AdminDeps, asTyped, readFlag } from "../admin-command.ts";
import type { AdminReply, Commander } from "../admin-reply.ts";
import { nameOr } from "../describe/describe-who-may.ts";
import { previewChannel } from "../preview-channel.ts";
import { changeRoomSettings, type RoomSettings, readRoomSettings } from "../room-settings.ts";

/** What the bot does in the channel in which this is said. */
export const channelCommands: readonly AdminCommand[] = [
  {
    name: "channel",
    usage: "",
    summary: "what I do in this channel",
    needsAdmin: false,
    takes: [0, 0],
    async run(_, commander, deps) {
      const { settings } = await readRoomSettings(requireRoom(commander), deps);
      return describeSettings("This channel", settings, commander, deps);
    },
  },
  setting("auto-answer", "on|off", "answer new questions here without being mentioned", [1, 1], {
    read: ([word = ""]) => ({ autoAnswer: readSwitch(word) }),
  }),
  setting("follow-ups", "on|off", "answer in threads where I was mentioned", [1, 1], {
    read: ([word = ""]) => ({ followUps: readSwitch(word) }),
  }),
  setting("sources", "<a,b>|all", "use only these sources here", [1, 50], {
    read: (words) => ({ sources: readSources(words) }),
  }),
  setting("expert", "<who>|none", 'whom "Ask an expert" names here', [1, 10], {
    read: (words) => ({ expert: readExpert(words) }),
  }),
  {
    name: "channel preview",
    usage: "",
    summary: "what everybody in this channel together could be shown",
    needsAdmin: true,
    takes: [0, 0],
    run: (_, commander, deps) => previewChannel(requireRoom(commander), commander, deps),
  },
];

function setting(
  name: string,
  usage: string,
  summary: string,
  takes: AdminCommand["takes"],
  { read }: { read(words: string[]): Partial<RoomSettings> },
): AdminCommand {
  return {
    ...{ name: `channel ${name}`, usage, summary, takes },
    needsAdmin: true,
    async run(words, commander, deps) {
      const room = requireRoom(commander);
      const { settings } = await changeRoomSettings(room, read(words), commander.person, deps);
      return describeSettings("This channel from now on", settings, commander, deps);
    },
  };
}

function requireRoom({ roomId }: Commander): string {
  if (roomId !== undefined) return roomId;
  throw new AdminError("Say this in the channel that it is about.");
}

async function describeSettings(
  title: string,
  { autoAnswer, followUps, sources, expert }: RoomSettings,
  commander: Commander,
  deps: AdminDeps,
): Promise<AdminReply> {
  const onOff = (isOn: boolean) => (isOn ? "on" : "off");
  const toggle = (name: string, isOn: boolean) => ({
    label: `Turn ${name} ${onOff(!isOn)}`,
    command: `channel ${name} ${onOff(!isOn)}`,
  });
  const buttons = [
    toggle("auto-answer", autoAnswer),
    toggle("follow-ups", followUps),
    { label: "Preview", command: "channel preview" },
  ];
  const item = {
    title: "Settings",
    lines: [
      `auto-answer: ${onOff(autoAnswer)}`,
      `follow-ups: ${onOff(followUps)}`,
      `sources: ${sources?.join(", ") ?? "all"}`,
      `expert: ${expert === undefined ? "none" : await nameExpert(expert, deps)}`,
      ...(commander.isAdmin
        ? [`Change them with ${asTyped("channel <setting> <value>", commander, deps)}`]
        : []),
    ],
    ...(commander.isAdmin ? { buttons } : {}),
  };
  return { parts: [{ type: "list", title, items: [item], none: "" }] };
}

async function nameExpert(expert: string, deps: AdminDeps): Promise<string> {
  const isId = deps.platforms.some(({ name }) => expert.startsWith(`${name}:`));
  return isId ? nameOr(expert, deps) : expert;
}

function readSwitch(word: string): boolean {
  const flag = readFlag(word);
  if (flag === "on" || flag === "off") return flag === "on";
  throw new AdminError(`"${word.slice(0, 40)}" is neither on nor off.`);
}

function readSources(words: string[]): string[] | undefined {
  const names = words
    .join(",")
    .split(",")
    .map((name) => name.trim());
  const given = [...new Set(names.filter((name) => name !== ""))];
  if (given.length === 0) throw new AdminError("Name at least one source, or give all.");
  return given.length === 1 && given[0] === "all" ? undefined : given;
}

function readExpert(words: string[]): string | undefined {
  const expert = words.join(" ").trim();
  return expert === "none" ? undefined : expert;
}
