import type { Platform, Purpose, TextPolicy } from "../../storage/ports/dataset-storage.ts";
import type { AnswerRecord, VerifiedAnswer } from "../../storage/storage.ts";

/** Where a text comes from. */
export type Provenance =
  | "kb_source"
  | "expert_authored"
  | "synthetic"
  | "slack"
  | "teams"
  | "web"
  | "bot";

/** The platform that an id of a person, room or message is of. */
function platformOfId(id: string | undefined): Platform | undefined {
  if (id?.startsWith("slack:")) return "slack";
  return id?.startsWith("teams:") ? "teams" : undefined;
}

/** Of what was typed where a question was asked. */
export function originOfQuestion({ surface }: Pick<AnswerRecord, "surface">): Provenance {
  return surface === "slack" || surface === "teams" ? surface : "web";
}

/** Of a correction: somebody whom a chat knows may have typed it there, wherever the answer stood. */
export function originOfCorrection(
  record: Pick<AnswerRecord, "surface">,
  voter: string,
): Provenance {
  const asked = originOfQuestion(record);
  return asked === "web" ? (platformOfId(voter) ?? "expert_authored") : asked;
}

/**
 * Of a verified answer's text: an expert's, unless anything about it says that it was written, taken
 * from or approved in a chat.
 */
export function originOfVerified(
  verified: VerifiedAnswer,
  record: Pick<AnswerRecord, "surface"> | undefined,
): Provenance {
  const { messageId, roomId, workspaceId, createdBy, approvedBy } = verified;
  const ids = [messageId, roomId, workspaceId, createdBy, approvedBy];
  const platform = ids.map(platformOfId).find((found) => found !== undefined);
  if (platform !== undefined) return platform;
  const asked = record === undefined ? "web" : originOfQuestion(record);
  return asked === "web" ? "expert_authored" : asked;
}

/** The answer that it came from is gone, and nothing else tells: it may have been asked in a chat. */
export function isOfUnknownOrigin(
  verified: VerifiedAnswer,
  record: Pick<AnswerRecord, "surface"> | undefined,
): boolean {
  const isGone = verified.answerId !== undefined && record === undefined;
  return isGone && originOfVerified(verified, record) === "expert_authored";
}

/** Whether texts of some origin may serve a purpose. */
export function createTextPolicyCheck(
  policies: readonly TextPolicy[],
  purpose: Purpose,
): (origin: Provenance) => boolean {
  const allowed = new Set(
    policies.filter((policy) => policy.purpose === purpose).map(({ platform }) => platform),
  );
  return (origin) => (origin !== "slack" && origin !== "teams") || allowed.has(origin);
}
