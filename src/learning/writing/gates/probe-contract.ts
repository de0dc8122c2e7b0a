import { isDecline } from "../../../answer/with-model/read-decline.ts";
import { ModelError, type Writer, type WriterPassage } from "../../../models/models.ts";
import { markedNumbers } from "../../../text/citation-marks.ts";

const PASSAGE: WriterPassage = {
  ...{ n: 1, title: "Parking", headings: [], path: "parking", score: 1 },
  text: "The gate of the car park opens at 06:15 and closes at 22:45. Each badge opens it once a minute.",
};
const PATIENCE_MS = 60_000;

export interface Probe {
  /** Why it does not answer at all. */
  away?: string;
  /** What it does otherwise than it is told. */
  breaks?: string;
}

/**
 * Asks for what a passage says and for what it does not say, both made up: the one has to be answered with its number,
 * the other refused.
 */
export async function probeContract(writer: Writer): Promise<Probe> {
  try {
    const answer = await ask("When does the gate of the car park open?", writer);
    if (!answer.includes("6:15") || !markedNumbers(answer).includes(1)) {
      const breaks = `${writer.id} does not cite: asked for what passage 1 says, it names no [1] beside it.`;
      return { breaks };
    }
    const none = await ask("Who painted the picture in the library?", writer);
    const breaks = `${writer.id} does not refuse: it answers what no passage says.`;
    return isDecline(none) ? {} : { breaks };
  } catch (error) {
    if (error instanceof ModelError) return { away: error.message };
    throw error;
  }
}

async function ask(question: string, writer: Writer): Promise<string> {
  const request = { question, passages: [PASSAGE], termWeight: () => 1 };
  let text = "";
  for await (const piece of writer.write(request, AbortSignal.timeout(PATIENCE_MS))) text += piece;
  return text;
}
