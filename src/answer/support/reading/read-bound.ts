import type { Token } from "./token.ts";

const LEAST =
  /(?:^| )(?:at least|no (?:less|fewer) than|not less than|minimum(?: of)?|(?:more|longer|greater|higher|larger|older|later) than|over|above|exceed(?:s|ing)?|beyond|after|from|since|starting|mindestens|mehr als|uber|ab|nach|seit|au moins|plus de|apres|depuis|al menos|mas de|por lo menos|despues de|desde)(?: (?:of|the|a|on|about|de|le|el|la|dem|den))*$/;
const MOST =
  /(?:^| )(?:at most|up to|no (?:more|later|longer) than|not (?:more|later|longer) than|not (?:to )?exceed|maximum(?: of)?|(?:less|fewer|shorter|lower|smaller|younger|earlier) than|under|below|within|before|by|until|till|prior to|hochstens|maximal|bis(?: zu[mr]?)?|weniger als|unter|spatestens|vor|innerhalb|au plus|maximum|jusqu|moins de|avant|como maximo|hasta|menos de|antes de|capped at|limited to)(?: (?:of|the|a|on|about|de|le|el|la|au|a|dem|den|zum))*$/;
const LEAST_BEHIND =
  /^(?:\S+ ){0,2}?(?:or (?:more|longer|above|over|older)|and (?:more|above|over|up)|minimum|upwards|oder mehr|ou plus|o mas)\b/;
const MOST_BEHIND =
  /^(?:\S+ ){0,2}?(?:or (?:less|fewer|below|under|shorter)|maximum|at (?:the )?most|oder weniger|ou moins|o menos)\b/;

const NOT = /\b(?:not|never|no)\b/;

/** Whether words around a figure make it a lower or an upper bound. */
export function readBound(tokens: readonly Token[], token: Token): Token["bound"] {
  const before = tokens.slice(Math.max(0, token.index - 6), token.index);
  // "Within the first 30 days" bounds the days.
  const isOther = ({ figure }: Token) => figure !== undefined && figure.kind !== "ordinal";
  const from = before.findLastIndex(isOther) + 1;
  const ahead = before
    .slice(from)
    .filter((one) => one.figure === undefined)
    .map((one) => one.word)
    .join(" ");
  const behind = tokens
    .slice(token.index + 1, token.index + 6)
    .filter((one) => one.figure === undefined)
    .map((one) => one.word)
    .join(" ");
  // "does not exceed 50" is an upper bound, though "exceed 50" is a lower one.
  // "No later than eight weeks before" leaves eight weeks or more.
  const isLead =
    /^(?:\S+ ){0,2}?(?:before|in advance|ahead|prior|vorher|im voraus|avant|antes)\b/.test(behind);
  if (isLead && token.figure?.kind === "number" && /than(?: \w+)?$|latest$|spatestens$/.test(ahead))
    return "least";
  if (MOST.test(ahead)) return "most";
  if (LEAST.test(ahead)) return NOT.test(ahead) ? "most" : "least";
  if (LEAST_BEHIND.test(behind)) return "least";
  return MOST_BEHIND.test(behind) ? "most" : undefined;
}
