import { createHash } from "node:crypto";
import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";

const CONFIG = "{}";

/** A folder as a recipe leaves it, with these words for weights. */
export function makeAdapter(folder: string, weights: string): string {
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, "adapter_config.json"), CONFIG);
  writeFileSync(join(folder, "adapter_model.safetensors"), weights);
  writeFileSync(join(folder, "README.md"), "What says nothing of the model.");
  return folder;
}

/** What is known of them. */
export function filesOf(weights: string): Record<string, string> {
  return {
    "adapter_config.json": sha256(CONFIG),
    "adapter_model.safetensors": sha256(weights),
  };
}

function sha256(text: string): string {
  return createHash("sha256").update(text).digest("hex");
}
