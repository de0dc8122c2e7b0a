import { onTestFinished } from "vitest";
import { readConfig } from "../../../../src/config.ts";
import { startOpenAiCounterpart } from "../../../counterparts/openai/start-openai-counterpart.ts";
import { startAdmin, textOf, told, until } from "../commands/start-admin.ts";

export const FILES = {
  "library.md":
    "# The library\n\nThe library seats 40 people. The library opens at nine. The library closes at six.",
};
export const QUESTION =
  "How many people does the library seat, when does the library open and close?";
const SENTENCES = [
  ...["The library seats 40 people [1].", "The library opens at nine [1]."],
  "The library closes at six [1].",
];

export async function startModel(chunkMs: number) {
  const model = await startOpenAiCounterpart();
  onTestFinished(model.close);
  model.script({ kind: "answer", text: SENTENCES.join(" "), chunkMs, chunkCharacters: 34 });
  return model;
}

/** Footnote with a model that takes so long for each sentence. */
export async function startSlow(over: "socket" | "http", chunkMs: number) {
  const model = await startModel(chunkMs);
  const { endpoint, model: writer } = readConfig(
    {},
    { OPENAI_BASE_URL: model.baseUrl, OPENAI_API_KEY: "test-key", FOOTNOTE_MODEL: "test-writer" },
  );
  const started = await startAdmin({ over, files: FILES, config: { endpoint, model: writer } });
  return { ...started, model };
}

export type Slow = Awaited<ReturnType<typeof startSlow>>;

export const session = ({ slack }: Slow) => [...slack.world.sessions.values()].at(-1);

export async function idle({ app }: Slow): Promise<void> {
  await until(async () => {
    const { waiting, running } = await app.queue.stats();
    return waiting + running === 0 ? true : undefined;
  }, "the end of all work");
}

/** A question of amy's that is being answered, with its first sentence on her screen. */
export async function streaming(started: Slow) {
  const { slack } = started;
  const asked = slack.people.say("amy", "@amy", QUESTION);
  const shown = await until(() => {
    const [message] = told(started, "amy");
    return message?.stream === "in_progress" && textOf(message).includes("40")
      ? message
      : undefined;
  }, "its first words");
  return { asked, shown };
}

export async function threadOf({ app, idOf }: Slow): Promise<string> {
  const [thread] = await app.storage.answers.listThreads(idOf("amy"), 1);
  return thread?.threadId ?? "";
}
