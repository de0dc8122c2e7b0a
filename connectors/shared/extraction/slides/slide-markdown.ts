interface SlideText {
  title: string;
  /** Markdown. */
  body: string;
  notes: string;
}

/** One slide under a heading with its number, so that a citation can name it. */
export function slideMarkdown(number: number, { title, body, notes }: SlideText): string {
  const heading = `## Slide ${number}${title === "" ? "" : `: ${title}`}`;
  const spoken = notes === "" ? "" : `Speaker notes: ${notes}`;
  return [heading, body, spoken].filter((part) => part !== "").join("\n\n");
}
