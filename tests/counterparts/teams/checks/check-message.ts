import { checkCard } from "./check-card.ts";
import { checkMessageEntity } from "./check-message-entity.ts";
import { outgoingSchema } from "./outgoing-schema.ts";
import type { Problems } from "./problems.ts";

const ADAPTIVE = "application/vnd.microsoft.card.adaptive";

/** What is wrong with a message that the bot sends. */
export function checkMessage(
  activity: Record<string, unknown>,
  isKnown: (mri: string) => boolean,
): Problems {
  const read = outgoingSchema.safeParse(activity);
  if (!read.success) {
    const refused = read.error.issues.map(({ path, message }) => `${path.join(".")}: ${message}`);
    return { refused, ugly: [] };
  }
  const { text = "", attachments = [], entities = [], channelData } = read.data;
  const problems: Problems = { refused: [], ugly: [] };
  if (text.trim() === "" && attachments.length === 0) {
    problems.refused.push("it has neither text nor attachments");
  }
  for (const { contentType, content } of attachments) {
    if (contentType !== ADAPTIVE) problems.refused.push(`no attachment of type ${contentType}`);
    else problems.refused.push(...checkCard(content));
  }
  const roots = entities.filter(({ type }) => type === "https://schema.org/Message");
  if (roots.length > 1) {
    problems.refused.push("Multiple root message entities found under entities array");
  }
  for (const root of roots) {
    const { refused, ugly } = checkMessageEntity(root, text);
    problems.refused.push(...refused);
    problems.ugly.push(...ugly);
  }
  problems.refused.push(...mentionProblems(text, entities, isKnown));
  problems.ugly.push(...markdownProblems(text));
  if (channelData?.feedbackLoop !== undefined && channelData.feedbackLoopEnabled !== undefined) {
    problems.refused.push("feedbackLoop and feedbackLoopEnabled exclude each other");
  }
  return problems;
}

type Entity = { type: string } & Record<string, unknown>;

function mentionProblems(
  text: string,
  entities: readonly Entity[],
  isKnown: (mri: string) => boolean,
): string[] {
  const mentions = entities.filter(({ type }) => type === "mention");
  const problems = mentions.flatMap(({ text: words, mentioned }) => {
    const id = (mentioned as { id?: unknown } | undefined)?.id;
    if (typeof id !== "string" || !isKnown(id)) return [`mention of nobody: ${String(id)}`];
    if (typeof words !== "string" || !text.includes(words)) {
      return [`mention whose words are not in the text: ${String(words)}`];
    }
    return [];
  });
  const marked = text.match(/<at>.*?<\/at>/g) ?? [];
  const bare = marked.filter((mark) => !mentions.some((one) => one.text === mark));
  return [...problems, ...bare.map((mark) => `${mark} has no entity`)];
}

/** Markdown that Teams shows as it was typed, or leaves out. */
function markdownProblems(text: string): string[] {
  const code = /```[\s\S]*?(```|$)|`[^`\n]*`/g;
  const prose = text.replaceAll(code, "");
  const found: [RegExp, string][] = [
    [/^\s*\|.*\|\s*$/m, "a table"],
    [/^#{1,6} /m, "a heading"],
    [/!\[[^\]]*\]\([^)]*\)/, "a picture"],
  ];
  return found.flatMap(([pattern, name]) =>
    pattern.test(prose) ? [`${name} in Markdown, which Teams does not show`] : [],
  );
}
