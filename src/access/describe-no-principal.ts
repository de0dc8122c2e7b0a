const MEANT: readonly [RegExp, (text: string) => string][] = [
  [/^(?:all|everybody|members|company)$/i, () => "everyone"],
  [/^(?:anyone|anybody|world)$/i, () => "public"],
  [/^@?[^\s:@]+@[^\s:@]+\.[^\s:@]+$/, (text) => `user:${text.replace(/^@/, "").toLowerCase()}`],
  [/^@?[a-z0-9-]+(?:\.[a-z0-9-]+)+$/i, (text) => `domain:${text.replace(/^@/, "").toLowerCase()}`],
  [/^[a-z0-9-]+$/i, (text) => `group:${text.toLowerCase()}`],
];

/** What is wrong with a word that is no principal, and what may have been meant. */
export function describeNoPrincipal(text: string): string {
  const shown = text.slice(0, 80);
  if (text === "nobody")
    return '"nobody" names no reader: it is only said below a root, and without other readers.';
  if (text === "inherit") {
    return '"inherit" stands alone, and only below a root: nothing stands above the whole source.';
  }
  const meant = MEANT.find(([shape]) => shape.test(text))?.[1](text);
  const hint = meant === undefined ? "" : ` Did you mean ${meant}?`;
  return `"${shown}" is not a principal: give public, everyone, user:<e-mail>, domain:<domain>, group:<name>, or a group of Google, Confluence, Slack or Entra.${hint}`;
}
