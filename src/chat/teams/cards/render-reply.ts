import type { AdminButton, AdminItem, AdminPart, AdminReply } from "../../admin-reply.ts";
import { teamsVerbs } from "../actions.ts";
import {
  type ActionSet,
  type Attachment,
  actionSet,
  adaptiveCard,
  button,
  type CardElement,
  container,
  heading,
  lines,
  openUrl,
  richText,
  run,
  type TextRun,
  textBlock,
} from "./elements.ts";
import { escapeBeginnings, escapeMarkdown } from "./escape-markdown.ts";
import { cut, plain } from "./plain-text.ts";

/**
 * A reply in the words of the Bot Framework; nothing of it is read as markup. It is text or a card:
 * of a message with both, Teams makes two, says the id of neither, and lets none be updated.
 */
export interface RenderedReply {
  text?: string;
  /** For notifications, where there is a card. */
  summary?: string;
  attachments: Attachment[];
}

/** Teams takes 28 kB a message, with all that stands around what it shows. */
const MOST_BYTES = 24_000;
const MOST_SUMMARY = 250;
const MOST_TITLE = 200;
const MOST_LINE = 600;
const MOST_TEXT_LINE = 2_000;
const MOST_LINES = 30;
const MOST_COMMAND = 2_000;
const BUTTONS_IN_A_ROW = 4;
/** Told apart by shape as well as by colour. */
const SIGNS: Record<NonNullable<AdminItem["state"]>, TextRun> = {
  ok: run("● ", { color: "Good" }),
  busy: run("◐ ", { color: "Accent" }),
  warning: run("▲ ", { color: "Warning" }),
  bad: run("■ ", { color: "Attention" }),
  off: run("○ ", { isSubtle: true }),
};
const MORE = "There is more than fits here: the command line shows it all.";

/** A reply as a message. `room`: the one that its buttons are about, where it is shown elsewhere. */
export function renderReply({ parts }: AdminReply, room?: string): RenderedReply {
  if (parts.every(({ type }) => type === "text")) {
    const said = parts.map((part) => (part.type === "text" ? part.text : "")).join("\n");
    return { text: markdownLines(said, MOST_BYTES) || "Done.", attachments: [] };
  }
  const body = fit(
    parts.flatMap((part) => partRows(part, room)),
    MOST_BYTES,
  );
  const summary = plain(firstWords(parts), MOST_SUMMARY).trim();
  if (body.length === 0) return { text: "Done.", attachments: [] };
  return { ...(summary === "" ? {} : { summary }), attachments: [adaptiveCard(body)] };
}

/** Elements that are shown together or not at all. */
type Row = CardElement[];

function partRows(part: AdminPart, room: string | undefined): Row[] {
  if (part.type === "text") return lines(part.text).map((line) => [line]);
  const { title, items, none } = part;
  return [
    ...(title === "" ? [] : [[heading(title)]]),
    ...(items.length === 0 && none !== "" ? [[textBlock(none, { isSubtle: true })]] : []),
    ...items.map((item, index) => [itemContainer(item, index > 0, room)]),
  ];
}

function itemContainer(
  { title, lines: said, state, url, buttons = [] }: AdminItem,
  isSeparated: boolean,
  room: string | undefined,
): CardElement {
  const name = plain(title, MOST_TITLE).trim() || "–";
  const inlines = [...(state === undefined ? [] : [SIGNS[state]]), run(name, { weight: "Bolder" })];
  const shown = said.slice(0, MOST_LINES).filter((line) => line.trim() !== "");
  return container(
    [
      richText(inlines),
      ...shown.map((line) => textBlock(cut(line, MOST_LINE), {}, { spacing: "Small" })),
      ...buttonRows(buttons, url, room),
    ],
    isSeparated ? { separator: true } : {},
  );
}

/** Without those whose command is longer than anybody types. */
function buttonRows(
  buttons: readonly AdminButton[],
  url: string | undefined,
  room: string | undefined,
): ActionSet[] {
  const link = openUrl(url, "Open");
  const commands = buttons
    .filter(({ command }) => command.length <= MOST_COMMAND)
    .map(({ label, command, confirm, style }) =>
      room === undefined
        ? button(teamsVerbs.command, { command }, label, { confirm, style })
        : button(teamsVerbs.roomCommand, { command, room }, label, { confirm, style }),
    );
  const actions = [...(link === undefined ? [] : [link]), ...commands];
  const rows = Array.from({ length: Math.ceil(actions.length / BUTTONS_IN_A_ROW) }, (_, at) =>
    actions.slice(at * BUTTONS_IN_A_ROW, (at + 1) * BUTTONS_IN_A_ROW),
  );
  return rows.map((row) => actionSet(row));
}

/** As many rows as Teams takes; a row is shown as a whole. */
function fit(rows: readonly Row[], mostBytes: number): CardElement[] {
  const shown: CardElement[] = [];
  let bytes = 0;
  for (const row of rows) {
    bytes += Buffer.byteLength(JSON.stringify(row));
    if (bytes > mostBytes) return [...shown, textBlock(MORE, { isSubtle: true })];
    shown.push(...row);
  }
  return shown;
}

/** As many lines as there is room for; in Markdown, a line of its own is a paragraph. */
function markdownLines(text: string, mostBytes: number): string {
  const shown: string[] = [];
  let bytes = 0;
  for (const words of text.split("\n")) {
    const line = escapeBeginnings(escapeMarkdown(plain(words, MOST_TEXT_LINE).trim()));
    if (line === "") continue;
    bytes += Buffer.byteLength(line) + 2;
    if (bytes > mostBytes) return [...shown, MORE].join("\n\n");
    shown.push(line);
  }
  return shown.join("\n\n");
}

function firstWords(parts: readonly AdminPart[]): string {
  for (const part of parts) {
    if (part.type === "text" && part.text.trim() !== "") return part.text;
    if (part.type === "text") continue;
    const words = [part.title, part.items[0]?.title ?? part.none].filter((word) => word !== "");
    if (words.length > 0) return words.join(": ");
  }
  return "";
}
