import type { ReadPrompt } from "../../counterparts/openai/behaviour.ts";

const ROOMS_PER_DOCUMENT = 10;
/** One in so many documents is for a few. */
const HIDDEN_EVERY = 4;

export function questionOn(room: number): string {
  return `How many books does room ${room} hold?`;
}

/** What every answer about a room holds, and none about another; a number that is no room's. */
export function booksOf(room: number): string {
  return `${100_000 + 7 * room} books`;
}

export function isHidden(room: number): boolean {
  return Math.floor(room / ROOMS_PER_DOCUMENT) % HIDDEN_EVERY === HIDDEN_EVERY - 1;
}

/** Documents on buildings, each with a passage for each of its rooms, and who may read them. */
export function buildingFiles(passages: number): Record<string, string> {
  const files: Record<string, string> = {
    "_access.yaml": "board/**: [group:board]\n",
  };
  for (let first = 0; first < passages; first += ROOMS_PER_DOCUMENT) {
    const building = first / ROOMS_PER_DOCUMENT;
    const rooms = Array.from({ length: ROOMS_PER_DOCUMENT }, (_, at) => first + at);
    // Under a wing of its own, each room is a passage, however short.
    const text = rooms.map((n) => `## Wing ${n}\n\n### Room ${n}\n\n${describe(n)}`);
    const folder = isHidden(first) ? "board" : `part-${building % 50}`;
    files[`${folder}/building-${building}.md`] = `# Building ${building}\n\n${text.join("\n\n")}\n`;
  }
  return files;
}

function describe(room: number): string {
  return `The room ${room} is on floor ${room % 9} of building ${Math.floor(room / ROOMS_PER_DOCUMENT)}. Room ${room} holds ${booksOf(room)}.\n`;
}

/** A model that answers from them; what it was shown twice over is noted. */
export function roomModel(shownTwice: string[]) {
  return {
    kind: "answer" as const,
    firstTokenMs: 100,
    text({ question, passages }: ReadPrompt): string {
      const texts = passages.map(({ text }) => text);
      if (new Set(texts).size < texts.length) shownTwice.push(question);
      const room = Number(/room (\d+)/.exec(question)?.[1]);
      const found = passages.find(({ text }) => text.includes(`The room ${room} `));
      return found === undefined
        ? "NOT_FOUND"
        : `Room ${room} holds ${booksOf(room)} [${found.n}].`;
    },
  };
}
