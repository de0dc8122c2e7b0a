import type { CardElement, ChoiceInput } from "../card-types.ts";
import { textBlock } from "../elements.ts";
import { cut, plain } from "../plain-text.ts";

const MOST_LABEL = 200;
const MOST_CHOICE = 100;
export const MOST_INPUT = 3_000;
const FILL_IN = "Fill this in.";

interface Asked {
  id: string;
  label: string;
  value: string;
  isRequired?: boolean;
  isMultiline?: boolean;
  most?: number;
}

export function textInput(asked: Asked): CardElement {
  const { id, label, value, isRequired = false, isMultiline = false, most = MOST_INPUT } = asked;
  // What was typed stays as it is: nothing is read into what stands in an input.
  const typed = value.toWellFormed();
  const shown = cut(isMultiline ? typed : typed.replaceAll(/[\r\n]+/g, " "), most);
  return {
    type: "Input.Text",
    id,
    ...labelled(label, isRequired),
    ...(shown === "" ? {} : { value: shown }),
    ...(isMultiline ? { isMultiline } : {}),
    maxLength: most,
  };
}

export function numberInput(
  { id, label, value, isRequired = false }: Asked,
  range: { min?: number; max?: number } = {},
): CardElement {
  const number = /^-?\d{1,15}$/.test(value.trim()) ? Number(value) : undefined;
  return {
    type: "Input.Number",
    id,
    ...labelled(label, isRequired),
    ...(number === undefined ? {} : { value: number }),
    ...range,
  };
}

export function choiceInput(
  { id, label, value, isRequired = false }: Asked,
  options: readonly { value: string; label: string }[],
  style: ChoiceInput["style"] = "compact",
): CardElement {
  const choices = options.map((one) => ({
    title: plain(one.label, MOST_CHOICE),
    value: one.value,
  }));
  const isKnown = options.some((one) => one.value === value);
  return {
    type: "Input.ChoiceSet",
    id,
    ...labelled(label, isRequired),
    style,
    choices,
    ...(isKnown ? { value } : {}),
  };
}

/** Any of its options; `value` has one a line. */
export function severalInput(
  asked: Asked,
  options: readonly { value: string; label: string }[],
): CardElement {
  const known = asked.value.split("\n").filter((one) => options.some(({ value }) => value === one));
  const input = choiceInput({ ...asked, value: "" }, options, "expanded");
  const value = known.length === 0 ? {} : { value: known.join(",") };
  return { ...input, ...value, isMultiSelect: true } as CardElement;
}

/** What is wrong with the field above. */
export function mistake(sentence: string): CardElement {
  return textBlock(sentence, { color: "Attention", weight: "Bolder" }, { spacing: "Small" });
}

export function hint(text: string): CardElement {
  return textBlock(text, { isSubtle: true, size: "Small" }, { spacing: "None" });
}

function labelled(label: string, isRequired: boolean) {
  const shown = plain(label, MOST_LABEL);
  return isRequired
    ? { label: shown, isRequired: true as const, errorMessage: FILL_IN }
    : { label: shown };
}
