import type { App } from "../app.ts";
import { openAdapterServer } from "../app-training.ts";
import type { ModelPlace } from "../learning/language-models/find-model-trouble.ts";
import type { FindTrouble } from "../learning/registry/may-serve.ts";
import { findWritingTrouble } from "../learning/writing/find-writing-trouble.ts";

/** Where language models answer, as far as it is configured. */
export async function modelPlace({ config, writerOf }: App): Promise<ModelPlace> {
  return { writerOf, adapters: await openAdapterServer(config) };
}

/** What promoting goes by: it answers here, and was held against what answers still. */
export async function troubleFinder(app: App): Promise<FindTrouble> {
  const place = { ...(await modelPlace(app)), learning: app.storage.learning };
  return (learned) => findWritingTrouble(learned, place);
}
