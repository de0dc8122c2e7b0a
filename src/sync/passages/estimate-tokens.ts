/** Where a text reaches a number of tokens, and how many it has up to there. */
interface Measure {
  tokens: number;
  end: number;
}

/**
 * About how many tokens a text has: 1.3 a word, one a character in scripts without spaces, and
 * one for five characters where words are long (addresses, keys).
 */
export function estimateTokens(text: string): number {
  return measure(text, 0, Number.POSITIVE_INFINITY).tokens;
}

/** The offset in `text` after `from` up to which it has no more than `limit` tokens. */
export function offsetOfTokens(text: string, from: number, limit: number): number {
  return measure(text, from, limit).end;
}

function measure(text: string, from: number, limit: number): Measure {
  let words = 0;
  let letters = 0;
  let unspaced = 0;
  let inWord = false;
  let tokens = 0;
  for (let at = from; at < text.length; at += 1) {
    const code = text.charCodeAt(at);
    if (isSpace(code)) {
      inWord = false;
      continue;
    }
    if (isUnspacedLetter(code)) {
      unspaced += 1;
      inWord = false;
    } else {
      letters += 1;
      if (!inWord) words += 1;
      inWord = true;
    }
    const next = Math.max(words * 1.3, letters / 5) + unspaced;
    if (next > limit) return { tokens, end: at };
    tokens = next;
  }
  return { tokens, end: text.length };
}

function isSpace(code: number): boolean {
  return code === 32 || (code >= 9 && code <= 13) || code === 0xa0 || code === 0x3000;
}

// Thai to Khmer, kana, Han, and the surrogates of rarer Han (two halves count as two).
function isUnspacedLetter(code: number): boolean {
  if (code < 0x0e00) return false;
  return (
    (code >= 0x3040 && code <= 0x9fff) ||
    (code >= 0x0e00 && code <= 0x0eff) ||
    (code >= 0x1000 && code <= 0x109f) ||
    (code >= 0x1780 && code <= 0x17ff) ||
    (code >= 0xf900 && code <= 0xfaff) ||
    (code >= 0xd840 && code <= 0xdfff)
  );
}
