import { type AdminReply, type Commander, sentence } from "../../chat/admin-reply.ts";
import { ChatError } from "../../chat/chat-error.ts";
import { platformOf } from "../../chat/platform-of.ts";
import { SHARE_AS_IS, shareAsIs } from "../../conversation/sharing/share-as-is.ts";
import { AdminError } from "../../sources/sources-deps.ts";
import { type AdminCommand, type AdminDeps, asTyped, readFlag } from "../admin-command.ts";
import { nameOr } from "../describe/describe-who-may.ts";
import { previewChannel } from "../preview-channel.ts";
import { changeRoomSettings, type RoomSettings, readRoomSettings } from "../room-settings.ts";

/** What is pressed below an offer to share an answer; whoever gives it, it is checked anew. */
export const shareAsIsCommand: AdminCommand = {
  name: SHARE_AS_IS,
  usage: "<answer>",
  summary: "share your own private answer as it is",
  needsAdmin: false,
  isUnlisted: true,
  takes: [1, 1],
  run: async ([id = ""], { person }, deps) => sentence(await shareAsIs(id, person, deps)),
};

/** What the bot does in the channel in which this is said. */
export const channelCommands: readonly AdminCommand[] = [
  {
    name: "channel",
    usage: "",
    summary: "what I do here",
    // It names sources, of which others may not even know that they are there.
    needsAdmin: true,
    takes: [0, 0],
    async run(_, commander, deps) {
      const room = requireRoom(commander);
      const { settings } = await readRoomSettings(room, deps);
      const word = await platformOf(room, deps.platforms).roomWord(room);
      return describeSettings(`This ${word}`, room, settings, commander, deps);
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
  {
    name: "channel expert",
    usage: "<who>|none",
    summary: 'whom "Ask an expert" names here; said to me alone, wherever none is set',
    needsAdmin: true,
    takes: [1, 10],
    async run(words, commander, deps) {
      const room = commander.roomId;
      if (room !== undefined) return change(room, { expert: readExpert(words) }, commander, deps);
      const { person, workspaceId } = commander;
      const wish = { expert: readExpert(words) };
      const { settings } = await changeRoomSettings(workspaceId, wish, person, deps);
      const who = await describeExpert(settings, deps);
      return sentence(`"Ask an expert" names, where a channel names nobody itself: ${who}.`);
    },
  },
  setting("share-as-is", "on|off", "let people share what not all here may open", [1, 1], {
    read: ([word = ""]) => ({ shareAsIs: readSwitch(word) }),
  }),
  {
    name: "channel preview",
    usage: "",
    summary: "what everybody here together could be shown",
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
    run: async (words, commander, deps) =>
      change(requireRoom(commander), read(words), commander, deps),
  };
}

async function change(
  room: string,
  wish: Partial<RoomSettings>,
  commander: Commander,
  deps: AdminDeps,
): Promise<AdminReply> {
  const { settings } = await changeRoomSettings(room, wish, commander.person, deps);
  const word = await platformOf(room, deps.platforms).roomWord(room);
  const title = `This ${word} from now on`;
  const reply = await describeSettings(title, room, settings, commander, deps);
  if (await isThere(room, commander, deps)) return reply;
  const notThere = `I am not in this ${word}, so none of this happens yet: invite me, and it holds from then on.`;
  return { parts: [...reply.parts, ...sentence(notThere).parts] };
}

/** Whether the bot is; where that cannot be told, nothing is said of it. */
async function isThere(room: string, { person }: Commander, { platforms }: AdminDeps) {
  try {
    return (await platformOf(room, platforms).roomKindFor(person, room)) !== undefined;
  } catch (error) {
    if (!(error instanceof ChatError)) throw error;
    return true;
  }
}

function requireRoom({ roomId }: Commander): string {
  if (roomId !== undefined) return roomId;
  throw new AdminError("Say this in the channel or chat that it is about.");
}

async function describeSettings(
  title: string,
  room: string,
  { autoAnswer, followUps, sources, expert, shareAsIs }: RoomSettings,
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
  const hearing = await platformOf(room, deps.platforms).hearingIn?.(room);
  const item = {
    title: "Settings",
    lines: [
      `auto-answer: ${onOff(autoAnswer)}`,
      `follow-ups: ${onOff(followUps)}`,
      `sources: ${sources?.join(", ") ?? "all"}`,
      `expert: ${await describeExpert({ expert }, deps)}`,
      `share-as-is: ${onOff(shareAsIs)}`,
      ...(hearing === undefined ? [] : [`I hear: ${hearing}`]),
      `Change them with ${asTyped("channel <setting> <value>", commander, deps)}`,
    ],
    buttons,
  };
  return { parts: [{ type: "list", title, items: [item], none: "" }] };
}

async function describeExpert(
  { expert }: Pick<RoomSettings, "expert">,
  deps: AdminDeps,
): Promise<string> {
  if (expert === undefined) return "none";
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
