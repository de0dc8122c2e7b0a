import type { App } from "../../../app.ts";
import { openAdapterServer } from "../../../app-training.ts";
import {
  findModelTrouble,
  type ModelPlace,
} from "../../../learning/language-models/find-model-trouble.ts";
import type { LearnedVersion } from "../../../storage/ports/learning-storage.ts";

/** Where language models answer, as far as it is configured. */
export async function modelPlace({ config, writerOf }: App): Promise<ModelPlace> {
  return { writerOf, adapters: await openAdapterServer(config) };
}

/** What promoting goes by: the model answers here, and was held against the one that is configured still. */
export async function troubleFinder(app: App) {
  const place = await modelPlace(app);
  return async (learned: LearnedVersion): Promise<string | undefined> => {
    const { base, against } = (learned.report ?? {}) as { base?: string | null; against?: string };
    const configured = app.answering.writer.id;
    const trouble = await findModelTrouble(learned, place);
    if (trouble !== undefined || learned.status !== "challenger") return trouble;
    return base === null && against !== configured
      ? `${learned.version} was held against ${against}, and ${configured} is configured now: gate it again.`
      : undefined;
  };
}
