import { invalid } from "../replies/refusal.ts";

/** `appDataFolder` is taken and holds nothing. @throws Refusal */
export function checkSpaces(text = "drive"): void {
  const isKnown = text
    .split(",")
    .every((space) => ["drive", "appDataFolder"].includes(space.trim()));
  if (!isKnown) throw invalid("spaces");
}
