import { createHash } from "node:crypto";

/** Who answers: what serves today, or what might take its place. */
export type Arm = "champion" | "challenger";

const HEX_DIGITS = 13;

/**
 * The arm of a thread, the same each time it is asked: a whole thread talks to one of them. A share
 * that grows takes more threads to the challenger and none back; another experiment draws anew.
 * @param share of all threads that the challenger gets, 0 to 1
 */
export function assignArm(experimentId: string, threadId: string, share: number): Arm {
  if (!(share >= 0 && share <= 1)) throw new RangeError(`A share is from 0 to 1, not ${share}.`);
  return placeOf(experimentId, threadId) < share ? "challenger" : "champion";
}

/** From 0 to below 1, evenly. */
function placeOf(experimentId: string, threadId: string): number {
  // As JSON, so that no two pairs of ids read the same.
  const digest = createHash("sha256")
    .update(JSON.stringify([experimentId, threadId]))
    .digest("hex");
  return Number.parseInt(digest.slice(0, HEX_DIGITS), 16) / 16 ** HEX_DIGITS;
}
