import type { types } from "@slack/bolt";
import type { FormField } from "../../../admin-forms.ts";
import type { Directory } from "../../people/directory.ts";
import { readSlackReader } from "../../people/names/readers.ts";
import type { Rooms } from "../../people/rooms.ts";
import { slackRefusal } from "../to-chat-error.ts";
import { plain } from "./view-text.ts";

/** What somebody chooses readers with: each part is a block and an element of its own. */
export const READER_PARTS = ["everyone", "channels", "groups", "others"] as const;

/** Readers of a field, by the part of the form that shows them. */
export interface ChosenReaders {
  everyone: boolean;
  channels: string[];
  groups: string[];
  others: string[];
  /** Groups and channels that this person does not see: they stay as they are. */
  kept: string[];
  /** All there are, with their handles. */
  offered: { id: string; handle: string }[];
}

export interface ReadersDeps {
  directory: Directory;
  rooms: Rooms;
  teamId: string;
  userId: string;
}

const MOST = { label: 2_000, hint: 2_000, option: 75, input: 3_000, inGroup: 100, groups: 100 };
const EVERYONE = "everyone";
const OTHERS =
  "One a line: public, user:<e-mail>, domain:<domain>, group:<name>, #channel, @group, or a group of Google, Confluence or Entra.";

export function readerPart(field: string, part: (typeof READER_PARTS)[number]): string {
  return `${field}.${part}`;
}

/** @throws ChatError */
export async function splitReaders(
  { initial }: Pick<FormField, "initial">,
  { directory, rooms, teamId, userId }: ReadersDeps,
): Promise<ChosenReaders> {
  const groups = await directory.groups();
  const offered = [...groups]
    .map(([id, { handle }]) => ({ id, handle }))
    .sort((a, b) => a.handle.localeCompare(b.handle))
    .slice(0, MOST.inGroup * MOST.groups);
  const chosen: ChosenReaders = {
    ...{ everyone: false, channels: [], groups: [], others: [], kept: [], offered },
  };
  for (const principal of initial.split("\n").filter((line) => line !== "")) {
    const reader = readSlackReader(principal);
    const isOurs = reader?.teamId === teamId;
    if (principal === EVERYONE) chosen.everyone = true;
    else if (reader === undefined) chosen.others.push(principal);
    else if (isOurs && reader.kind === "group" && groups.has(reader.id)) {
      chosen.groups.push(reader.id);
    } else if (isOurs && reader.kind === "channel" && (await isSeenBy(userId, reader.id, rooms))) {
      chosen.channels.push(reader.id);
    } else chosen.kept.push(principal);
  }
  return chosen;
}

/** Slack's own picker offers nobody a channel that they do not see. */
async function isSeenBy(userId: string, channel: string, rooms: Rooms): Promise<boolean> {
  try {
    const { kind } = await rooms.room(channel);
    return kind === "open" || (await rooms.members(channel)).has(userId);
  } catch (error) {
    if (slackRefusal(error) === "channel_not_found") return false;
    throw error;
  }
}

export function readersBlocks(
  { name, label }: FormField,
  { everyone, channels, groups, others, kept, offered }: ChosenReaders,
): types.KnownBlock[] {
  const everybody = { text: plain("Everybody in the company", MOST.option), value: EVERYONE };
  const options = offered.map(({ id, handle }) => ({
    text: plain(`@${handle}`, MOST.option),
    value: id,
  }));
  const picked = options.filter(({ value }) => groups.includes(value));
  const ofGroups = optionsOf(options);
  return [
    input(readerPart(name, "everyone"), label, {
      type: "checkboxes",
      options: [everybody],
      ...(everyone ? { initial_options: [everybody] } : {}),
    }),
    input(readerPart(name, "channels"), "Who is in these channels", {
      type: "multi_conversations_select",
      filter: { include: ["public", "private"] },
      ...(channels.length === 0 ? {} : { initial_conversations: channels }),
    }),
    ...(ofGroups === undefined
      ? []
      : [
          input(readerPart(name, "groups"), "Who is in these user groups", {
            type: "multi_static_select",
            ...ofGroups,
            ...(picked.length === 0 ? {} : { initial_options: picked }),
          }),
        ]),
    input(
      readerPart(name, "others"),
      "And these readers",
      {
        type: "plain_text_input",
        multiline: true,
        max_length: MOST.input,
        ...(others.length === 0 ? {} : { initial_value: others.join("\n") }),
      },
      `${OTHERS} With nobody chosen here, nobody may read what says nothing itself.`,
    ),
    ...(kept.length === 0
      ? []
      : [note(`Readers that you do not see here stay as they are: ${kept.length}.`)]),
  ];
}

/** Slack takes a hundred in a list, and a hundred lists. */
function optionsOf(options: types.PlainTextOption[]) {
  if (options.length === 0) return undefined;
  if (options.length <= MOST.inGroup) return { options };
  const lists = Array.from({ length: Math.ceil(options.length / MOST.inGroup) }, (_, at) =>
    options.slice(at * MOST.inGroup, (at + 1) * MOST.inGroup),
  );
  return {
    option_groups: lists.map((list) => ({
      label: plain(`${list[0]?.text.text} – ${list.at(-1)?.text.text}`, MOST.option),
      options: list,
    })),
  };
}

/** Of each kind of element by itself. */
type Unnamed<Element> = Element extends unknown ? Omit<Element, "action_id"> : never;

function input(
  id: string,
  label: string,
  element: Unnamed<types.InputBlock["element"]>,
  hint?: string,
): types.InputBlock {
  return {
    type: "input",
    block_id: id,
    optional: true,
    label: plain(label, MOST.label),
    ...(hint === undefined ? {} : { hint: plain(hint, MOST.hint) }),
    element: { ...element, action_id: id } as types.InputBlock["element"],
  };
}

function note(text: string): types.ContextBlock {
  return { type: "context", elements: [plain(text, MOST.hint)] };
}
