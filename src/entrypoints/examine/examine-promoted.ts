import type { App } from "../../app.ts";
import { findModelTrouble } from "../../learning/language-models/find-model-trouble.ts";
import { modelPlace } from "../cli/learning/model-servers.ts";
import type { Check } from "./check.ts";

/** Whether the language model that was promoted can answer; empty where none was. */
export async function examinePromoted(app: App): Promise<Check[]> {
  const { learning } = app.storage;
  const { champion } = await learning.serving("model");
  const learned = champion === undefined ? undefined : await learning.get(champion);
  if (learned === undefined) return [];
  const name = `promoted model ${learned.version}`;
  const trouble = await findModelTrouble(learned, await modelPlace(app));
  if (trouble === undefined) return [{ name, ok: true, detail: "it writes the answers" }];
  const fix = "or take it back: models rollback model; until then questions are answered in quotes";
  return [{ name, ok: false, detail: trouble, fix }];
}
