import { fileURLToPath } from "node:url";
import type { App } from "../../app.ts";
import { addSource } from "../../sources/add-source.ts";

const NAME = "sample-handbook";
const FOLDER = fileURLToPath(new URL("../../../examples/handbook", import.meta.url));

/** Questions that the sample handbook answers, for a newcomer to start with. */
export const SAMPLE_PROMPTS = [
  "How many days of annual leave do I get?",
  "What is the daily allowance when I travel?",
  "When is the Rotterdam office open on Saturdays?",
  "How many days ahead do I need to book a business trip that starts in Brazil?",
];

/** Gives a newcomer something to ask about: adds the sample handbook when there is no source. */
export async function addSampleHandbook(app: App): Promise<void> {
  if ((await app.storage.sources.list()).length > 0) return;
  const source = { kind: "files", name: NAME, settings: { path: FOLDER }, sample: true };
  await addSource(source, "serve", app.administering);
}
