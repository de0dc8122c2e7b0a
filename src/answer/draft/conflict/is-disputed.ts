import type { Token } from "../../support/reading/token.ts";

/** Names what others are said to think, what was so once, or what something is not. */
const DISPUTES =
  /^(?:mistak\w*|misconce\w*|misunder\w*|misinter\w*|misattrib\w*|misident\w*|presum\w*|assum\w*|suppos\w*|believe[ds]?|beliefs?|thought|think|expected|former\w*|originally|previous\w*|traditional\w*|unlike|contrary|erroneous\w*|wrong\w*|incorrect\w*|falsely|rather|instead|irrtumlich\w*|angeblich\w*|fruher|ehemals|pretendu\w*|autrefois|supuest\w*|antes)$/;
const WITHIN = 8;

/** Whether a text names a word without standing for it: "not in Albany", "mistaken to be in Albany". */
export function isDisputed(token: Token, tokens: readonly Token[]): boolean {
  if (token.negated !== "no") return true;
  return tokens.some(
    (other) =>
      other.clause === token.clause &&
      Math.abs(other.index - token.index) <= WITHIN &&
      DISPUTES.test(other.word),
  );
}
