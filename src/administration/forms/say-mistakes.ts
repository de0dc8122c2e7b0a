import { AdminError } from "../../sources/sources-deps.ts";

/** What somebody did wrong is the form's answer to them. */
export async function sayRefusals<Reply>(
  work: () => Promise<Reply>,
): Promise<Reply | { type: "refused"; sentence: string }> {
  try {
    return await work();
  } catch (error) {
    if (error instanceof AdminError) return { type: "refused", sentence: error.message };
    throw error;
  }
}

/** By the field's name; empty where all is well. */
export function mistakeIn(field: string, check: () => unknown): Record<string, string> {
  try {
    check();
    return {};
  } catch (error) {
    if (!(error instanceof AdminError)) throw error;
    return { [field]: error.message };
  }
}
