import type { OutgoingActivity } from "../connect/teams-connector.ts";

/* Adaptive Cards 1.5, as far as Footnote uses them. */

export type Attachment = NonNullable<OutgoingActivity["attachments"]>[number];

export interface TextRun {
  type: "TextRun";
  text: string;
  weight?: "Bolder";
  size?: "Small" | "Medium";
  color?: "Good" | "Accent" | "Warning" | "Attention";
  isSubtle?: true;
  italic?: true;
  fontType?: "Monospace";
  selectAction?: OpenUrlAction;
}

export type TextStyle = Omit<TextRun, "type" | "text" | "selectAction">;

export interface Placed {
  id?: string;
  spacing?: "None" | "Small" | "Medium" | "Large";
  separator?: true;
}

export interface RichTextBlock extends Placed {
  type: "RichTextBlock";
  inlines: TextRun[];
}

export interface Container extends Placed {
  type: "Container";
  items: CardElement[];
  style?: "emphasis" | "warning" | "attention";
}

export interface ActionSet extends Placed {
  type: "ActionSet";
  actions: CardAction[];
}

interface InputElement extends Placed {
  id: string;
  label: string;
  isRequired?: true;
  errorMessage?: string;
}

export interface TextInput extends InputElement {
  type: "Input.Text";
  value?: string;
  placeholder?: string;
  isMultiline?: true;
  maxLength?: number;
}

export interface NumberInput extends InputElement {
  type: "Input.Number";
  value?: number;
  min?: number;
  max?: number;
}

export interface ChoiceInput extends InputElement {
  type: "Input.ChoiceSet";
  style: "compact" | "expanded";
  choices: { title: string; value: string }[];
  /** Values are told apart by commas then. */
  isMultiSelect?: true;
  value?: string;
}

export type CardElement =
  | RichTextBlock
  | Container
  | ActionSet
  | TextInput
  | NumberInput
  | ChoiceInput;

export interface ExecuteAction {
  type: "Action.Execute";
  title: string;
  verb: string;
  data: Record<string, unknown>;
  style?: "positive" | "destructive";
  /** `none`: the card's inputs are left where they are. */
  associatedInputs?: "none";
}

export interface SubmitAction {
  type: "Action.Submit";
  title: string;
  data: Record<string, unknown>;
  style?: "positive" | "destructive";
}

export interface ShowCardAction {
  type: "Action.ShowCard";
  title: string;
  card: CardContent;
  style?: "positive" | "destructive";
}

export interface OpenUrlAction {
  type: "Action.OpenUrl";
  title?: string;
  url: string;
}

export type CardAction = ExecuteAction | SubmitAction | ShowCardAction | OpenUrlAction;

export interface CardContent {
  type: "AdaptiveCard";
  $schema?: string;
  version?: string;
  body: CardElement[];
  actions?: CardAction[];
}
