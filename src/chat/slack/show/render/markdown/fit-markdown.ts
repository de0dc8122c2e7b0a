/** Slack takes 12,000 characters of Markdown a message; the rest is for the note below. */
const MOST = 9_500;

/**
 * Markdown as long as Slack takes it; what is left out is said, with a link to the first source.
 * Ends between paragraphs, or between lines where one paragraph is too long.
 */
export function fitMarkdown(markdown: string, address: string | undefined): string {
  if (markdown.length <= MOST) return markdown;
  const sources = address === undefined ? "the sources" : `[the sources](${address})`;
  const note = `\n\n*This answer is longer than Slack shows. Its rest is in ${sources} below.*`;
  const start = markdown.slice(0, MOST);
  const end = [start.lastIndexOf("\n\n"), start.lastIndexOf("\n")].find((at) => at > MOST / 2);
  // Not within an escape or a link: at the last space.
  const kept = start.slice(0, end ?? Math.max(start.lastIndexOf(" "), 0));
  return closeFence(kept) + note;
}

/** Whether it is as Slack takes it already. */
export function fits(markdown: string): boolean {
  return markdown.length <= MOST;
}

function closeFence(markdown: string): string {
  let open: string | undefined;
  for (const [, fence = ""] of markdown.matchAll(/^(?:> )*\s*(`{3,})/gm)) {
    if (open === undefined) open = fence;
    else if (fence.length >= open.length) open = undefined;
  }
  return open === undefined ? markdown : `${markdown}\n${open}`;
}
