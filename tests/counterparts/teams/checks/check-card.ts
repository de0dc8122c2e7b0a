import { adaptiveCard } from "./card-elements.ts";
import { inputsOf } from "./walk-card.ts";

/** Teams shows six buttons in a row and hides the rest behind a menu. */
const BUTTONS = 6;

/** What is wrong with an Adaptive Card; empty where nothing is. */
export function checkCard(card: unknown): string[] {
  const read = adaptiveCard.safeParse(card);
  if (!read.success) {
    return read.error.issues.map(({ path, message }) => `card, ${path.join(".")}: ${message}`);
  }
  const problems: string[] = [];
  const { version, body, actions } = read.data as {
    version?: string;
    body?: unknown[];
    actions?: unknown[];
  };
  if (version === undefined) problems.push("card: it has no version");
  if ((body ?? []).length === 0 && (actions ?? []).length === 0) problems.push("card: it is empty");
  if ((actions ?? []).length > BUTTONS) problems.push(`card: more than ${BUTTONS} buttons`);
  const ids = inputsOf(read.data).map(({ id }) => id);
  for (const id of new Set(ids.filter((one, index) => ids.indexOf(one) !== index))) {
    problems.push(`card: two inputs are called ${id}`);
  }
  return problems;
}
