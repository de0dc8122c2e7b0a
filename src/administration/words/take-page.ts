import type { AdminItem } from "../../chat/admin-reply.ts";
import { AdminError } from "../../sources/sources-deps.ts";
import { readFlag, UnknownWordsError } from "../admin-command.ts";

const PAGE = 10;

/**
 * The items that `from <n>` asks for, with a button for those that follow. `command` lists them.
 * @throws UnknownWordsError when the words say something else
 */
export function takePage<T>(
  items: readonly T[],
  words: readonly string[],
  command: string,
  toItem: (item: T) => AdminItem,
): AdminItem[] {
  const from = readFrom(words);
  const shown = items.slice(from - 1, from - 1 + PAGE).map(toItem);
  if (from - 1 + PAGE >= items.length) return shown;
  const more = { label: "Show more", command: `${command} from ${from + PAGE}` };
  return [...shown, { title: "There are more", lines: [], buttons: [more] }];
}

/** How many items have to be there to fill the page that is asked for, and to know of a next one. */
export function pageNeeds(words: readonly string[]): number {
  return readFrom(words) + PAGE;
}

function readFrom(words: readonly string[]): number {
  const [word, number] = words;
  if (word === undefined) return 1;
  if (readFlag(word) !== "from" || words.length !== 2) throw new UnknownWordsError();
  const from = Number(number);
  if (Number.isInteger(from) && from >= 1 && from <= 100_000) return from;
  throw new AdminError(
    `"${number?.slice(0, 40)}" is no place in the list: give a whole number from 1 on.`,
  );
}
