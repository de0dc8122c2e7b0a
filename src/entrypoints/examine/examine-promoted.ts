import type { App } from "../../app.ts";
import { findModelTrouble } from "../../learning/language-models/find-model-trouble.ts";
import { findPromptTrouble } from "../../learning/writing/find-writing-trouble.ts";
import type { WritingKind } from "../../learning/writing/serving-writing.ts";
import type { LearnedVersion } from "../../storage/ports/learning-storage.ts";
import { modelPlace } from "../model-place.ts";
import type { Check } from "./check.ts";

interface Examined {
  find: (learned: LearnedVersion, app: App) => Promise<string | undefined>;
  detail: string;
  until: string;
}

const EXAMINED: Record<WritingKind, Examined> = {
  model: {
    find: async (learned, app) => findModelTrouble(learned, await modelPlace(app)),
    detail: "it writes the answers",
    until: "questions are answered in quotes",
  },
  prompt: {
    find: async (learned, app) => findPromptTrouble(learned, app),
    detail: "it tells how answers are written",
    until: "it is as configured",
  },
};

/** Whether the language model and the prompt that were promoted can be used; empty where none was. */
export async function examinePromoted(app: App): Promise<Check[]> {
  const { learning } = app.storage;
  const checks: Check[] = [];
  for (const kind of Object.keys(EXAMINED) as WritingKind[]) {
    const { champion } = await learning.serving(kind);
    const learned = champion === undefined ? undefined : await learning.get(champion);
    if (learned === undefined) continue;
    const { find, detail, until } = EXAMINED[kind];
    const name = `promoted ${kind} ${learned.version}`;
    const trouble = await find(learned, app);
    const fix = `or take it back: models rollback ${kind}; until then ${until}`;
    checks.push(
      trouble === undefined
        ? { name, ok: true, detail }
        : { name, ok: false, detail: trouble, fix },
    );
  }
  return checks;
}
