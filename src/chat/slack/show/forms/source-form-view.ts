import type { types } from "@slack/bolt";
import { z } from "zod";
import type { AdminForm, FormField, FormTarget } from "../../../admin-forms.ts";
import { type ChosenReaders, readersBlocks } from "./readers-field.ts";
import { plain } from "./view-text.ts";

/** Of the modal; its blocks and elements are called as the fields. */
export const SOURCE_FORM = "source-form";

const MOST = { title: 24, label: 2_000, hint: 2_000, option: 75, input: 3_000 } as const;

/** Who is chosen in fields for readers, by the field's name. */
export type ReadersByField = ReadonlyMap<string, ChosenReaders>;

/** A form as a modal; undefined where something that stands in it is too long for one. */
export function sourceFormView(
  form: AdminForm,
  readers: ReadersByField,
): types.ModalView | undefined {
  if (form.fields.some(({ initial }) => initial.length > MOST.input)) return undefined;
  const kept = [...readers].map(([field, one]) => ({ field, kept: one.kept }));
  const metadata = JSON.stringify({ ...form.target, readers: kept });
  if (metadata.length > MOST.input) return undefined;
  return {
    type: "modal",
    callback_id: SOURCE_FORM,
    private_metadata: metadata,
    title: plain(form.title, MOST.title),
    submit: plain(form.submit, MOST.title),
    close: plain("Cancel", MOST.title),
    blocks: [
      { type: "section", text: plain(form.intro, MOST.input) },
      ...form.fields.flatMap((field) => {
        const chosen = readers.get(field.name);
        return chosen === undefined ? [inputBlock(field)] : readersBlocks(field, chosen);
      }),
    ],
  };
}

/** What the modal's `private_metadata` says; undefined for what `sourceFormView` did not write. */
export function readFormTarget(text: string): FormTarget | undefined {
  try {
    const value = JSON.parse(text) as Partial<Record<keyof FormTarget, unknown>> | null;
    const { kind, source } = value ?? {};
    if (typeof kind !== "string") return undefined;
    if (typeof source !== "string" && source !== undefined) return undefined;
    const review = reviewTarget.safeParse(value?.review).data;
    return { kind, source, ...(review === undefined ? {} : { review }) };
  } catch {
    return undefined;
  }
}

const reviewTarget = z.object({ id: z.string(), version: z.number().int() });

const metadataSchema = z.object({
  readers: z.array(z.object({ field: z.string(), kept: z.array(z.string()) })),
});

/** The fields for readers, each with those whom the form kept without showing them. */
export function readKeptReaders(text: string): { field: string; kept: string[] }[] {
  try {
    return metadataSchema.safeParse(JSON.parse(text)).data?.readers ?? [];
  } catch {
    return [];
  }
}

function inputBlock(field: FormField): types.InputBlock {
  const { name, label, hint, isRequired } = field;
  return {
    type: "input",
    block_id: name,
    optional: !isRequired,
    label: plain(label, MOST.label),
    ...(hint === undefined ? {} : { hint: plain(hint, MOST.hint) }),
    element: inputElement(field),
  };
}

function inputElement(field: FormField): types.InputBlock["element"] {
  const { name, type, initial, range = {} } = field;
  const action = { action_id: name };
  const value = initial === "" ? {} : { initial_value: initial };
  switch (type) {
    case "choice":
      return { type: "static_select", ...action, ...selectOptions(field) };
    case "several":
      return { type: "checkboxes", ...action, ...checkboxes(field) };
    case "number":
      return {
        type: "number_input",
        is_decimal_allowed: false,
        ...(range.min === undefined ? {} : { min_value: String(range.min) }),
        ...(range.max === undefined ? {} : { max_value: String(range.max) }),
        ...action,
        ...value,
      };
    default:
      return {
        type: "plain_text_input",
        multiline: type === "lines",
        max_length: MOST.input,
        ...action,
        ...value,
      };
  }
}

function checkboxes({ options, initial }: FormField) {
  const shown = options.map(({ value, label }) => ({ text: plain(label, MOST.option), value }));
  const values = new Set(initial.split("\n"));
  const chosen = shown.filter(({ value }) => values.has(value));
  return { options: shown, ...(chosen.length === 0 ? {} : { initial_options: chosen }) };
}

function selectOptions({ options, initial }: FormField) {
  const shown = options.map(({ value, label }) => ({ text: plain(label, MOST.option), value }));
  const chosen = shown.find(({ value }) => value === initial);
  return { options: shown, ...(chosen === undefined ? {} : { initial_option: chosen }) };
}
