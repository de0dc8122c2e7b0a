import type { types } from "@slack/bolt";
import type { AdminButton, AdminItem, AdminReply } from "../../admin-reply.ts";
import { slackActions } from "../actions.ts";
import { cut, escapeMrkdwn, straighten } from "../show/render/escape.ts";

export interface RenderedReply {
  /** For notifications, and where blocks are not shown. */
  text: string;
  blocks: types.KnownBlock[];
}

type Row = types.KnownBlock[];

/** Of Slack's 50, less one for saying that there is more. */
const MOST_BLOCKS = 49;
/** Slack does not say how much all blocks of a message may hold; more than this it has refused. */
const MOST_CHARACTERS = 11_000;
const MOST_SECTION = 2_900;
/** Escaped, it may be five times as long, and Slack takes 4,000. */
const MOST_FALLBACK = 700;
const MOST_TITLE = 200;
const MOST_LINE = 600;
const MOST_LINES = 30;
const MOST_LABEL = 75;
const MOST_VALUE = 2_000;
const MOST_CONFIRM = 300;
const MOST_ADDRESS = 2_000;
const BUTTONS_IN_A_ROW = 5;
const ICONS: Record<NonNullable<AdminItem["state"]>, string> = {
  ok: "🟢",
  busy: "🔵",
  warning: "🟡",
  bad: "🔴",
  off: "⚪",
};
const MORE = "There is more than fits here: the command line shows it all.";

/** How much there is room for, and how a list is headed. */
export interface ReplyStyle {
  mostBlocks: number;
  mostCharacters: number;
  heading(title: string): types.KnownBlock[];
}

const MESSAGE: ReplyStyle = {
  mostBlocks: MOST_BLOCKS,
  mostCharacters: MOST_CHARACTERS,
  heading: (title) => [
    line([{ type: "text", text: plain(title, MOST_TITLE), style: { bold: true } }]),
  ],
};

/** A reply as a message. */
export function renderReply(reply: AdminReply): RenderedReply {
  return { text: fallbackText(reply), blocks: renderRows(reply, MESSAGE) };
}

/** A reply in blocks, none of whose texts is read as markup; what does not fit is said to be left out. */
export function renderRows(reply: AdminReply, style: ReplyStyle): types.KnownBlock[] {
  const counter = { buttons: 0 };
  const rows = reply.parts.flatMap((part): Row[] => {
    if (part.type === "text") return textRows(part.text);
    const none = part.items.length === 0 && part.none !== "" ? [[context(part.none)]] : [];
    const items = part.items.map((item) => itemRow(item, counter));
    const head = part.title === "" ? [] : [style.heading(part.title)];
    return [...head, ...none, ...items];
  });
  return fit(rows, style);
}

/** As many rows as Slack takes; a row is shown as a whole. */
function fit(rows: Row[], { mostBlocks, mostCharacters }: ReplyStyle): types.KnownBlock[] {
  const blocks: types.KnownBlock[] = [];
  let characters = 0;
  for (const row of rows) {
    characters += textSize(row);
    if (blocks.length + row.length > mostBlocks || characters > mostCharacters) {
      return [...blocks, context(MORE)];
    }
    blocks.push(...row);
  }
  return blocks;
}

/** The characters of a row that people read. */
function textSize(row: Row): number {
  let size = 0;
  JSON.stringify(row, (key, value) => {
    if (key === "text" && typeof value === "string") size += value.length;
    return value;
  });
  return size;
}

/** At the ends of lines, where a text is too long for one section. */
function textRows(text: string): Row[] {
  const rows: Row[] = [];
  let gathered = "";
  const flush = () => {
    if (gathered.trim() !== "") {
      const words = { type: "plain_text" as const, text: gathered, emoji: false };
      rows.push([{ type: "section", text: words }]);
    }
    gathered = "";
  };
  for (const one of straighten(text)
    .split("\n")
    .map((words) => cut(words, MOST_SECTION))) {
    if (gathered.length + one.length >= MOST_SECTION) flush();
    gathered += gathered === "" ? one : `\n${one}`;
  }
  flush();
  return rows;
}

function itemRow(item: AdminItem, counter: { buttons: number }): Row {
  const { title, lines, state, url, buttons = [] } = item;
  const icon = state === undefined ? "" : `${ICONS[state]} `;
  const shown = lines.slice(0, MOST_LINES).map((words) => plain(words, MOST_LINE));
  const style = { bold: true };
  const name = plain(title, MOST_TITLE);
  const address = readAddress(url);
  const row: Row = [
    line([
      ...(icon === "" ? [] : [{ type: "text" as const, text: icon }]),
      address === undefined
        ? { type: "text", text: name, style }
        : { type: "link", url: address, text: name, style },
      ...(shown.length === 0 ? [] : [{ type: "text" as const, text: `\n${shown.join("\n")}` }]),
    ]),
  ];
  for (let at = 0; at < buttons.length; at += BUTTONS_IN_A_ROW) {
    const elements = buttons
      .slice(at, at + BUTTONS_IN_A_ROW)
      .flatMap((one) => button(one, counter));
    if (elements.length > 0) row.push({ type: "actions", elements });
  }
  return row;
}

function line(elements: types.RichTextSection["elements"]): types.RichTextBlock {
  return { type: "rich_text", elements: [{ type: "rich_text_section", elements }] };
}

/** None for a command that is longer than a button can hold. */
function button(
  { label, command, confirm, style }: AdminButton,
  counter: { buttons: number },
): types.Button[] {
  if (command.length > MOST_VALUE) return [];
  counter.buttons += 1;
  return [
    {
      type: "button",
      text: words(label, MOST_LABEL),
      action_id: `${slackActions.command}:${counter.buttons}`,
      value: command,
      ...(style === undefined ? {} : { style }),
      ...(confirm === undefined ? {} : { confirm: dialog(label, confirm, style) }),
    },
  ];
}

function dialog(
  label: string,
  question: string,
  style: AdminButton["style"],
): types.ConfirmationDialog {
  return {
    title: words("Are you sure?", 100),
    text: words(question, MOST_CONFIRM),
    confirm: words(label, 30),
    deny: words("Cancel", 30),
    ...(style === undefined ? {} : { style }),
  };
}

function words(text: string, most: number): types.PlainTextElement {
  return { type: "plain_text", text: plain(text, most), emoji: false };
}

function context(text: string): types.ContextBlock {
  return { type: "context", elements: [words(text, MOST_LINE)] };
}

/** One line; Slack takes no empty text. */
export function plain(text: string, most: number): string {
  return cut(straighten(text).replaceAll(/\s+/g, " ").trim(), most) || "–";
}

function readAddress(url: string | undefined): string | undefined {
  const isWeb = url !== undefined && url.length <= MOST_ADDRESS && /^https?:/.test(url);
  return isWeb && URL.canParse(url) ? url : undefined;
}

function fallbackText({ parts }: AdminReply): string {
  const said = parts.map((part) =>
    part.type === "text"
      ? part.text
      : [part.title, ...(part.items.length === 0 ? [part.none] : part.items.map(sayItem))].join(
          "\n",
        ),
  );
  return escapeMrkdwn(cut(straighten(said.join("\n")).trim() || "Done.", MOST_FALLBACK));
}

function sayItem({ title, lines }: AdminItem): string {
  return [title, ...lines.slice(0, 1)].join(": ");
}
