import { setTimeout as sleep } from "node:timers/promises";
import { extractiveWriter } from "../../../../src/models/local/extractive-writer.ts";
import { ModelError, type Writer } from "../../../../src/models/models.ts";
import type { WorldSetting } from "./chat-world.ts";

/** Takes a question on hotels for one that fits every page on them, unless it names a place. */
const writer: Writer = {
  ...extractiveWriter,
  async *write(prompt, signal) {
    const hotels = prompt.passages.filter(({ text }) => text.includes("hotel may cost"));
    if (/hotel/.test(prompt.question) && !/Asia|Europe/.test(prompt.question)) {
      for (const { n, text } of hotels) yield `${text} [${n}]\n`;
    } else yield* extractiveWriter.write(prompt, signal);
  },
};

export const SETTING: WorldSetting = {
  people: { ana: ["group:finance"], ben: [], cem: [], eva: ["group:finance"] },
  admins: ["adam"],
  guests: ["gina"],
  files: {
    "leave.md":
      "# Annual leave\n\nEvery employee gets 28 days of annual leave per year. Unused days expire on 31 March.\n",
    "library.md":
      "# Library\n\nThe library is on the second floor. It seats 46 people. Books are lent for three weeks.\n",
    "bonus.md":
      "# Bonus pool\n\nThe bonus pool for executives is 730000 EUR a year. The Kingfisher committee decides on the bonus pool in March.\n",
    "europe.md": "# Hotel limits Europe\n\nA hotel may cost 180 EUR a night on a business trip.\n",
    "asia.md": "# Hotel limits Asia\n\nA hotel may cost 240 EUR a night on a business trip.\n",
    "parking.md":
      "# Parking\n\nGuests park behind the house. The gate closes at ten in the evening.\n",
    "canteen.md": "# Canteen\n\nLunch is served from noon to two. A meal costs 6 EUR.\n",
    "badges.md":
      "# Badges\n\nWhoever loses a badge tells the front desk, which blocks it within the hour.\n",
    "_access.yaml": "bonus.md: [group:finance]\n",
  },
  answering: { writer, fallback: extractiveWriter },
};

export const LEAVE = "How many days of annual leave do I get?";
export const LIBRARY = "How many people does the library seat?";
export const EXPIRY = "And when do unused days expire?";
export const BONUS = "How large is the bonus pool for executives?";
export const HOTELS = "What are the hotel limits a night on a business trip?";
export const NOBODY_KNOWS = "Who waters the plants on the third floor?";

/** A language model that is away. */
export const away: Writer = {
  ...extractiveWriter,
  quotes: false,
  // biome-ignore lint/correctness/useYield: nothing comes of a model that is away
  async *write() {
    throw new ModelError("unavailable", "The model is away.");
  },
};

export const slow: Writer = {
  ...extractiveWriter,
  async *write(request, signal) {
    await new Promise((resolve) => setTimeout(resolve, 1_000));
    yield* extractiveWriter.write(request, signal);
  },
};

/** A model that takes longer over leave than anybody takes to change their mind. */
export function createSlowWriter() {
  let asked = 0;
  const writer: Writer = {
    ...extractiveWriter,
    async *write(request, signal) {
      asked += 1;
      if (request.question === LEAVE) await sleep(4_000, undefined, { signal });
      yield* extractiveWriter.write(request, signal);
    },
  };
  return { writer, asked: () => asked };
}

/** Something that is waited for until it is opened. */
export function gate() {
  const { promise, resolve } = Promise.withResolvers<void>();
  return { promise, open: resolve };
}

/** A model that writes one sentence, and the next once it is let go on; then it may linger. */
export function createHeldWriter({ lingersMs = 0 } = {}) {
  const { promise, open } = gate();
  const held: Writer = {
    ...extractiveWriter,
    quotes: false,
    async *write({ passages }, signal) {
      const n = passages.find(({ text }) => text.includes("28 days"))?.n ?? 1;
      yield `Every employee gets 28 days of annual leave per year [${n}]. `;
      const stopped = new Promise<void>((resolve) => {
        signal.addEventListener("abort", () => resolve(), { once: true });
      });
      await Promise.race([promise, stopped]);
      signal.throwIfAborted();
      yield `Unused days expire on 31 March [${n}]. `;
      const over = new Promise((resolve) => setTimeout(resolve, lingersMs));
      await Promise.race([over, stopped]);
    },
  };
  return { writer: held, goOn: open };
}
