import type {
  ActionSet,
  Attachment,
  CardAction,
  CardContent,
  CardElement,
  Container,
  ExecuteAction,
  OpenUrlAction,
  Placed,
  RichTextBlock,
  ShowCardAction,
  SubmitAction,
  TextRun,
  TextStyle,
} from "./card-types.ts";
import { addressOfLink, plain } from "./plain-text.ts";

export type {
  ActionSet,
  Attachment,
  CardAction,
  CardElement,
  RichTextBlock,
  ShowCardAction,
  TextRun,
} from "./card-types.ts";

/*
 * Parts of cards. Text is shown in RichTextBlocks: Teams reads Markdown in TextBlocks, and nothing at
 * all in these, so that no data can make links or formatting.
 */

const MOST_TEXT = 2_000;
const MOST_TITLE = 75;
const SURE = "Are you sure?";

/** Words of one line, as they are; line breaks become spaces. Teams shows no block without any. */
export function run(text: string, style: TextStyle = {}): TextRun {
  const words = plain(text, MOST_TEXT);
  return { type: "TextRun", text: words.trim() === "" ? "–" : words, ...style };
}

/** Words that lead to an address; without a link where it may not be followed. */
export function linkRun(text: string, url: string | undefined, style: TextStyle = {}): TextRun {
  const selectAction = openUrl(url);
  return { ...run(text, style), ...(selectAction === undefined ? {} : { selectAction }) };
}

export function richText(inlines: TextRun[], placed: Placed = {}): RichTextBlock {
  return { type: "RichTextBlock", inlines, ...placed };
}

/** One line of text, of anybody. */
export function textBlock(text: string, style: TextStyle = {}, placed: Placed = {}): RichTextBlock {
  return richText([run(text, style)], placed);
}

export function heading(text: string): RichTextBlock {
  return textBlock(text, { weight: "Bolder", size: "Medium" }, { spacing: "Medium" });
}

/** A text of several lines, each in its own; empty ones are left out, unless all are. */
export function lines(text: string, style: TextStyle = {}): RichTextBlock[] {
  const all = text.split(/\r\n|[\n\r\u2028\u2029]/);
  const shown = all.filter((line) => line.trim() !== "");
  return (shown.length === 0 ? [""] : shown).map((line, index) =>
    textBlock(line, style, index === 0 ? {} : { spacing: "Small" }),
  );
}

export function container(
  items: CardElement[],
  placed: Placed & Pick<Container, "style"> = {},
): Container {
  return { type: "Container", items, ...placed };
}

export function actionSet(actions: CardAction[], placed: Placed = {}): ActionSet {
  return { type: "ActionSet", actions, ...placed };
}

export interface ButtonOptions {
  style?: "primary" | "danger" | undefined;
  /** Asked before it is done. */
  confirm?: string | undefined;
  /** Whether the inputs of its card come with it. */
  withInputs?: boolean;
}

/** A button that Teams hands back to the bot. */
export function button(
  verb: string,
  data: Record<string, unknown>,
  title: string,
  { style, confirm, withInputs = false }: ButtonOptions = {},
): ExecuteAction | ShowCardAction {
  const shown = actionStyle(style);
  const execute: ExecuteAction = {
    type: "Action.Execute",
    title: label(title),
    ...{ verb, data },
    ...shown,
    ...(withInputs ? {} : { associatedInputs: "none" as const }),
  };
  if (confirm === undefined) return execute;
  // Teams asks nothing by itself: a card below the button does.
  const card = cardContent(lines(confirm || SURE), [{ ...execute, title: label(`Yes: ${title}`) }]);
  return { type: "Action.ShowCard", title: execute.title, card, ...shown };
}

/** The button of a dialog, whose inputs come with it. */
export function submit(
  data: Record<string, unknown>,
  title: string,
  style?: ButtonOptions["style"],
): SubmitAction {
  return { type: "Action.Submit", title: label(title), data, ...actionStyle(style) };
}

/** A button that opens a page; none for an address that may not be followed. */
export function openUrl(url: string | null | undefined, title?: string): OpenUrlAction | undefined {
  const address = addressOfLink(url);
  if (address === undefined) return undefined;
  const named = title === undefined ? {} : { title: label(title) };
  return { type: "Action.OpenUrl", url: address, ...named };
}

export function adaptiveCard(body: CardElement[], actions: CardAction[] = []): Attachment {
  return {
    contentType: "application/vnd.microsoft.card.adaptive",
    content: {
      $schema: "http://adaptivecards.io/schemas/adaptive-card.json",
      ...cardContent(body, actions),
      version: "1.5",
    } satisfies CardContent,
  };
}

function cardContent(body: CardElement[], actions: CardAction[] = []): CardContent {
  return { type: "AdaptiveCard", body, ...(actions.length === 0 ? {} : { actions }) };
}

function label(title: string): string {
  return plain(title, MOST_TITLE).trim() || "–";
}

function actionStyle(style: ButtonOptions["style"]): Pick<ExecuteAction, "style"> {
  if (style === undefined) return {};
  return { style: style === "primary" ? "positive" : "destructive" };
}
