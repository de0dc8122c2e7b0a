const ASCII_PER_TOKEN = 4;

/** About how many tokens a text has: four ASCII characters each, one for any other character. */
export function estimateTokens(text: string): number {
  const others = text.match(/[^\0-\x7f]/gu)?.length ?? 0;
  return Math.ceil((text.length - others) / ASCII_PER_TOKEN) + others;
}
