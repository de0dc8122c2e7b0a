import { z } from "zod";

/*
 * Adaptive Cards 1.5 as Teams takes them in a bot's message, as far as Footnote uses them. Strict:
 * what is not named here is shown by no version of Teams.
 */

const spacing = z.enum(["None", "Small", "Default", "Medium", "Large"]).optional();
const placed = {
  id: z.string().min(1).optional(),
  spacing,
  separator: z.boolean().optional(),
};
const text = z.string().min(1);
const webAddress = z.url({ protocol: /^https?$/ });
const title = z.string().min(1).max(80);
const actionStyle = z.enum(["default", "positive", "destructive"]).optional();

const openUrl = z.strictObject({
  type: z.literal("Action.OpenUrl"),
  title: title.optional(),
  url: webAddress,
});

const execute = z.strictObject({
  type: z.literal("Action.Execute"),
  title,
  verb: z.string().min(1),
  data: z.record(z.string(), z.unknown()),
  style: actionStyle,
  associatedInputs: z.enum(["auto", "none"]).optional(),
});

const submit = z.strictObject({
  type: z.literal("Action.Submit"),
  title,
  data: z.record(z.string(), z.unknown()),
  style: actionStyle,
});

const showCard = z.strictObject({
  type: z.literal("Action.ShowCard"),
  title,
  style: actionStyle,
  get card() {
    return innerCard;
  },
});

/** Teams shows six at once. */
const actions = z
  .array(z.discriminatedUnion("type", [openUrl, execute, submit, showCard]))
  .min(1)
  .max(6);

const textRun = z.strictObject({
  type: z.literal("TextRun"),
  text,
  weight: z.enum(["Bolder"]).optional(),
  size: z.enum(["Small", "Medium"]).optional(),
  color: z.enum(["Good", "Accent", "Warning", "Attention"]).optional(),
  isSubtle: z.boolean().optional(),
  italic: z.boolean().optional(),
  fontType: z.enum(["Monospace"]).optional(),
  selectAction: openUrl.optional(),
});

const labelled = {
  ...placed,
  id: z.string().min(1),
  label: text,
  isRequired: z.boolean().optional(),
  errorMessage: text.optional(),
};

const elements = {
  richText: z.strictObject({
    type: z.literal("RichTextBlock"),
    inlines: z.array(textRun).min(1),
    ...placed,
  }),
  container: z.strictObject({
    type: z.literal("Container"),
    style: z.enum(["emphasis", "warning", "attention"]).optional(),
    ...placed,
    get items() {
      return z.array(element).min(1);
    },
  }),
  columns: z.strictObject({
    type: z.literal("ColumnSet"),
    ...placed,
    get columns() {
      const column = z.strictObject({
        type: z.literal("Column"),
        width: z.enum(["auto", "stretch"]),
        items: z.array(element).min(1),
      });
      return z.array(column).min(1);
    },
  }),
  actionSet: z.strictObject({ type: z.literal("ActionSet"), actions, ...placed }),
  text: z.strictObject({
    type: z.literal("Input.Text"),
    ...labelled,
    value: z.string().optional(),
    placeholder: z.string().optional(),
    isMultiline: z.boolean().optional(),
    maxLength: z.int().positive().optional(),
  }),
  number: z.strictObject({
    type: z.literal("Input.Number"),
    ...labelled,
    value: z.number().optional(),
    min: z.number().optional(),
    max: z.number().optional(),
  }),
  choice: z.strictObject({
    type: z.literal("Input.ChoiceSet"),
    ...labelled,
    style: z.enum(["compact", "expanded"]),
    choices: z.array(z.strictObject({ title: text, value: text })).min(1),
    value: text.optional(),
  }),
};

const element: z.ZodType = z.lazy(() => z.union(Object.values(elements)));

const innerCard = z.strictObject({
  type: z.literal("AdaptiveCard"),
  body: z.array(element).min(1),
  actions: actions.optional(),
});

const card = innerCard.extend({
  $schema: z.literal("http://adaptivecards.io/schemas/adaptive-card.json"),
  version: z.literal("1.5"),
});

const attachment = z.strictObject({
  contentType: z.literal("application/vnd.microsoft.card.adaptive"),
  content: card,
});

/** What Teams takes, with all that stands around it. */
const MOST_BYTES = 28_000;

/** What Teams would not take of a message. */
export function mistakesIn(message: { text?: string; attachments?: unknown[] }): string[] {
  const sent: typeof message = JSON.parse(JSON.stringify(message));
  const size = Buffer.byteLength(JSON.stringify(message));
  const mistakes = size > MOST_BYTES ? [`${size} bytes`] : [];
  const { text: said = "", attachments = [] } = sent;
  if (said === "" && attachments.length === 0) mistakes.push("nothing to show");
  for (const one of attachments) {
    const { error } = attachment.safeParse(one);
    if (error !== undefined) mistakes.push(z.prettifyError(error));
    const ids = inputsOf(one).map(({ id }) => id);
    if (new Set(ids).size < ids.length) mistakes.push("two inputs with one id");
  }
  return mistakes;
}

type Shown = Record<string, unknown>;

/** Everything in a card that has a type. */
export function partsOf(shown: unknown): Shown[] {
  const parts: Shown[] = [];
  JSON.stringify(shown ?? null, (_, value) => {
    if (typeof value?.type === "string") parts.push(value);
    return value;
  });
  return parts;
}

export function wordsOf(shown: unknown): string {
  const runs = partsOf(shown).filter(({ type }) => type === "TextRun");
  return runs.map(({ text: words }) => words).join("\n");
}

export function inputsOf(shown: unknown): Shown[] {
  return partsOf(shown).filter(({ type }) => String(type).startsWith("Input."));
}

/** Buttons that Teams hands back, those behind a question among them. */
export function buttonsOf(shown: unknown): {
  title: string;
  verb: string;
  data: Record<string, unknown>;
}[] {
  const found = partsOf(shown).filter(({ type }) => type === "Action.Execute");
  return found as unknown as ReturnType<typeof buttonsOf>;
}
