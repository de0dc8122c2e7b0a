import { z } from "zod";
import type {
  AdminForm,
  FormErrors,
  FormField,
  FormTarget,
  FormValues,
} from "../../../admin-forms.ts";
import { teamsVerbs } from "../../actions.ts";
import {
  type Attachment,
  adaptiveCard,
  button,
  type CardElement,
  heading,
  lines,
  textBlock,
} from "../elements.ts";
import {
  choiceInput,
  hint,
  MOST_INPUT,
  mistake,
  numberInput,
  severalInput,
  textInput,
} from "./form-inputs.ts";

/** Begins the ids of inputs, so that no field is taken for something else that the button carries. */
const FIELD = "field:";
const MOST_BYTES = 24_000;
export const TOO_LONG =
  "Its settings are too long for a form: change them on Footnote's machine with `sources set`.";

/** A form as it is filled in so far. */
export interface FilledIn {
  values: FormValues;
  errors: FormErrors;
}

/** A form as a card; undefined where something that stands in it is too long for one. */
export function sourceFormCard(
  { target, title, intro, fields, submit }: AdminForm,
  { values, errors }: Partial<FilledIn> = {},
): Attachment | undefined {
  const filled = fields.map((field) => ({
    field,
    // Teams leaves out what was left empty.
    value: values === undefined ? field.initial : (values[field.name] ?? ""),
  }));
  if (filled.some(({ value }) => value.length > MOST_INPUT)) return undefined;
  const known = new Set(fields.map(({ name }) => name));
  const elsewhere = Object.entries(errors ?? {}).filter(([name]) => !known.has(name));
  const body = [
    heading(title),
    ...lines(intro),
    ...(Object.keys(errors ?? {}).length === 0
      ? []
      : [mistake("Not sent yet: something has to be changed.")]),
    ...elsewhere.map(([, sentence]) => mistake(sentence)),
    ...filled.flatMap(({ field, value }) => fieldElements(field, value, errors?.[field.name])),
  ];
  const data = { ...target };
  const send = button(teamsVerbs.sourceForm, data, submit, {
    style: "primary",
    withInputs: true,
  });
  const card = adaptiveCard(body, [send]);
  return Buffer.byteLength(JSON.stringify(card)) > MOST_BYTES ? undefined : card;
}

/** What a form is replaced with. */
export function sentenceCard(sentence: string): Attachment {
  return adaptiveCard([textBlock(sentence)]);
}

function fieldElements(field: FormField, value: string, error: string | undefined): CardElement[] {
  return [
    input(field, value),
    ...(error === undefined ? [] : [mistake(error)]),
    ...(field.hint === undefined ? [] : [hint(field.hint)]),
  ];
}

function input({ name, label, type, isRequired, options, range }: FormField, value: string) {
  const asked = { id: FIELD + name, label, value, isRequired };
  if (type === "choice") return choiceInput(asked, options);
  if (type === "several") return severalInput(asked, options);
  if (type === "number") return numberInput(asked, range);
  return textInput({ ...asked, isMultiline: type === "lines" || type === "readers" });
}

const formData = z.object({
  kind: z.string().max(200),
  source: z.string().max(200).optional(),
  review: z.object({ id: z.string().max(400), version: z.number().int() }).optional(),
});

/** What the button of a form carries; undefined for what no form wrote. */
export function readFormData(
  data: unknown,
): { target: FormTarget; values: FormValues } | undefined {
  const read = formData.safeParse(data).data;
  if (read === undefined) return undefined;
  const { kind, source, review } = read;
  const target = { kind, source, ...(review === undefined ? {} : { review }) };
  return { target, values: readValues(data as Record<string, unknown>) };
}

/** Inputs come as text, and some of numbers as numbers. */
function readValues(data: Readonly<Record<string, unknown>>): FormValues {
  const values = new Map<string, string>();
  for (const [id, value] of Object.entries(data)) {
    if (!id.startsWith(FIELD)) continue;
    if (typeof value === "string" || typeof value === "number") {
      values.set(id.slice(FIELD.length), String(value).slice(0, MOST_INPUT + 1));
    }
  }
  return Object.fromEntries(values);
}
