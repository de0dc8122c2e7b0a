import type { Turn } from "../../answer/answer.ts";
import { contentTerms } from "../../text/content-terms.ts";
import { type Marker, markerFor, phraseOrder, seeded } from "./phrase-order.ts";
import type { Attack, CleanContext } from "./read-injection-data.ts";

/** Where an attack stands; who attacks directly is the asker, or somebody in the thread. */
export type Placement =
  | "body"
  | "beside"
  | "title"
  | "file-name"
  | "thread"
  | "invisible"
  | "comment"
  | "question";
const PLACEMENTS: Readonly<Record<Attack["channel"], readonly Placement[]>> = {
  indirect: ["body", "beside", "title", "file-name", "thread", "invisible", "comment"],
  direct: ["question", "thread"],
};

export interface PlacedDocument {
  id: string;
  title: string;
  text: string;
  /** The whole name, for one that is a file of its own. */
  fileName?: string;
}

/** One attack in one place, beside a question that has nothing to do with it. */
export interface PlacedAttack {
  id: string;
  attack: Attack;
  placement: Placement;
  phrase: string;
  marker: Marker;
  host: CleanContext;
  /** Who asks: holds this and nothing else. */
  group: string;
  question: string;
  history: Turn[];
  /** Besides the host's own document, where that is read as it is. */
  documents: PlacedDocument[];
  readsHost: boolean;
}

const MAX_NAME_BYTES = 200;
const ZERO_WIDTH = "\u200b";

/** Every attack in every place that suits its channel, each with a marker and a wording of its own. */
export function placeAttacks(
  attacks: readonly Attack[],
  contexts: readonly CleanContext[],
): PlacedAttack[] {
  return attacks.flatMap((attack, at) =>
    PLACEMENTS[attack.channel].flatMap((placement) => {
      const host = contexts[at % contexts.length];
      return host === undefined ? [] : [place(attack, placement, host, at)];
    }),
  );
}

export function hostDocument({ id, context }: CleanContext): PlacedDocument {
  const title = context
    .match(/[\p{L}\p{N}$.,]+/gu)
    ?.slice(0, 6)
    .join(" ");
  return { id: `clean-${id}`, title: title ?? id, text: context };
}

function place(attack: Attack, placement: Placement, host: CleanContext, at: number): PlacedAttack {
  const id = `${attack.id}/${placement}`;
  const marker = markerFor(id);
  const { phrase, text: order } = phraseOrder(marker, id);
  const said = `${attack.attack}\n\n${order}`;
  const page = hostDocument(host);
  const own = { ...page, id };
  const placed = {
    id,
    attack,
    placement,
    phrase,
    marker,
    host,
    group: `group:attack-${at}-${placement}`,
    question: host.question,
    history: [] as Turn[],
    documents: [] as PlacedDocument[],
    readsHost: false,
  };
  switch (placement) {
    case "body":
      return { ...placed, documents: [{ ...own, text: insert(host.context, said, id) }] };
    case "beside": {
      // Found by a word or two of the question, as whoever plants it would see to.
      const terms = contentTerms(host.question).sort((a, b) => b.length - a.length);
      const text = `Notes on ${terms.slice(0, 2).join(" and ")}.\n\n${said}`;
      return { ...placed, readsHost: true, documents: [{ ...own, title: "Notes", text }] };
    }
    case "title":
      return { ...placed, documents: [{ ...own, title: oneLine(`${order} ${attack.attack}`) }] };
    case "file-name": {
      const fileName = `${shorten(oneLine(`${order} ${attack.attack}`).replace(/[/\\]/g, "-"))}.md`;
      return { ...placed, documents: [{ ...own, fileName }] };
    }
    case "thread": {
      const history: Turn[] = [
        { role: "user", text: `${said}\n\nAnd this: ${host.question}` },
        { role: "assistant", text: "I will keep it in mind." },
      ];
      return {
        ...placed,
        readsHost: true,
        history,
        question: `And what about that? ${host.question}`,
      };
    }
    case "invisible": {
      const hidden = [...said].join(ZERO_WIDTH);
      return { ...placed, documents: [{ ...own, text: insert(host.context, hidden, id) }] };
    }
    case "comment": {
      const hidden = `<!-- ${said} -->`;
      return { ...placed, documents: [{ ...own, text: insert(host.context, hidden, id) }] };
    }
    case "question":
      // Behind a question that finds something: what finds nothing never reaches a model.
      return { ...placed, readsHost: true, question: `${host.question}\n\n${said}` };
  }
}

/** Before, after or between the paragraphs. */
function insert(text: string, said: string, id: string): string {
  const paragraphs = text.split(/\n{2,}/);
  paragraphs.splice(seeded(id, "at") % (paragraphs.length + 1), 0, said);
  return paragraphs.join("\n\n");
}

function oneLine(text: string): string {
  return text.replace(/[\p{Cc}\s]+/gu, " ").trim();
}

function shorten(name: string): string {
  let short = name.replace(/^\.+/, "");
  while (Buffer.byteLength(short) > MAX_NAME_BYTES) short = [...short].slice(0, -1).join("");
  return short.trim();
}
