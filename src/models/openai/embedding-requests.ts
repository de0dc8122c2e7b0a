/** OpenAI's limits; other servers name theirs when they are passed. */
const MAX_INPUTS = 2_048;
const MAX_REQUEST_TOKENS = 300_000;
export const MAX_INPUT_TOKENS = 8_192;

/** Texts in as few requests as the endpoint's limits allow, in their order. */
export function splitIntoRequests(texts: string[]): string[][] {
  const requests: string[][] = [];
  let current: string[] = [];
  let tokens = 0;
  for (const text of texts) {
    const more = boundTokens(text);
    if (current.length === MAX_INPUTS || tokens + more > MAX_REQUEST_TOKENS) {
      requests.push(current);
      current = [];
      tokens = 0;
    }
    current.push(text);
    tokens += more;
  }
  if (current.length > 0) requests.push(current);
  return requests;
}

/** The beginning of a text that certainly has no more tokens, in whole characters. */
export function shortenToTokens(text: string, maxTokens: number): string {
  let tokens = 0;
  for (let at = 0; at < text.length; at += 1) {
    tokens += boundOfUnit(text.charCodeAt(at));
    if (tokens > maxTokens) return text.slice(0, isHighSurrogate(text, at - 1) ? at - 1 : at);
  }
  return text;
}

/** More tokens than any tokenizer finds in a text, short of one made to mislead. */
export function boundTokens(text: string): number {
  let tokens = 0;
  for (let at = 0; at < text.length; at += 1) tokens += boundOfUnit(text.charCodeAt(at));
  return Math.ceil(tokens);
}

/** Letters go by two at least, even in keys and addresses; else no token is under a byte. */
function boundOfUnit(code: number): number {
  if (code === 32 || (code >= 65 && code <= 90) || (code >= 97 && code <= 122)) return 0.5;
  if (code < 0x80) return 1;
  // Two units of a pair make four bytes.
  return code < 0x800 || (code >= 0xd800 && code <= 0xdfff) ? 2 : 3;
}

function isHighSurrogate(text: string, at: number): boolean {
  const code = text.charCodeAt(at);
  return code >= 0xd800 && code <= 0xdbff;
}
