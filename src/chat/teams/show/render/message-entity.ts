import type { ShownAnswer, ShownCitation } from "../../../chat-platform.ts";
import { blocksToPlain } from "../../../web/markdown/blocks-to-plain.ts";
import { parseMarkdown } from "../../../web/markdown/parse-markdown.ts";
import { addressOfLink, cut, plain } from "../../cards/plain-text.ts";
import type { TeamsEntity } from "../../connect/teams-connector.ts";

const MOST_NAME = 80;
const MOST_ABSTRACT = 160;
const MOST_KEYWORD = 28;
/** A document's whole quote would never be read in a bubble. */
const MOST_READ = 2_000;

/** The AI label and the citations of a message; undefined where it has neither. */
export function messageEntity(
  answer: ShownAnswer,
  cited: readonly number[],
): TeamsEntity | undefined {
  const isMade = isMadeByMachine(answer);
  const citation = cited.flatMap((n) => {
    const found = answer.citations.find((one) => one.n === n);
    return found === undefined ? [] : [claim(found)];
  });
  if (!isMade && citation.length === 0) return undefined;
  return {
    type: "https://schema.org/Message",
    "@type": "Message",
    "@context": "https://schema.org",
    ...(isMade ? { additionalType: ["AIGeneratedContent"] } : {}),
    ...(citation.length > 0 ? { citation } : {}),
  };
}

/** Written or put together by a machine; people stand for a verified answer. */
function isMadeByMachine({ outcome, verified, text }: ShownAnswer): boolean {
  const isAnswer = outcome === "answered" || outcome === "degraded";
  return isAnswer && verified === undefined && text !== "";
}

function claim({ n, title, documentId, url, quote, source }: ShownCitation): object {
  const name = plain(title, MOST_NAME).trim() || plain(documentId, MOST_NAME).trim() || "untitled";
  const address = addressOfLink(url);
  const words = plain(blocksToPlain(parseMarkdown(quote.slice(0, MOST_READ))), MOST_READ).trim();
  const keyword = plain(source, MOST_KEYWORD).trim();
  return {
    "@type": "Claim",
    position: n,
    appearance: {
      "@type": "DigitalDocument",
      name: cut(name, MOST_NAME),
      abstract: wholeWords(words, MOST_ABSTRACT) || name,
      ...(address === undefined ? {} : { url: address }),
      ...(keyword === "" ? {} : { keywords: [keyword] }),
    },
  };
}

/** As many whole words as there is room for. */
function wholeWords(text: string, most: number): string {
  if (text.length <= most) return text;
  const start = text.slice(0, most - 1);
  const end = start.lastIndexOf(" ");
  return end > most / 2 ? `${start.slice(0, end)}…` : cut(text, most);
}
