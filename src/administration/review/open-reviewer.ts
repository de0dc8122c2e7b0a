import { ChatError } from "../../chat/chat-error.ts";
import { platformOf } from "../../chat/platform-of.ts";
import type { QueueReader } from "../../feedback/review/reviewer.ts";
import type { AdminDeps } from "../admin-command.ts";
import { nameOr } from "../describe/describe-who-may.ts";
import { mayAdminister } from "../may-administer.ts";

type ReviewerDeps = Pick<AdminDeps, "storage" | "platforms">;

/**
 * Somebody as a reviewer, with what they alone may read now; undefined for whoever may not administer
 * Footnote. @throws ChatError when that cannot be told
 */
export async function openReviewer(
  person: string,
  deps: ReviewerDeps,
): Promise<QueueReader | undefined> {
  if (!(await mayAdminister(person, deps))) return undefined;
  const platform = platformOf(person, deps.platforms);
  const place = { roomId: person, roomKind: "direct" as const, askedBy: person };
  return {
    id: person,
    name: await nameOr(person, deps),
    audience: await platform.audienceOf({ ...place, onlyTo: person }),
    isIn: (roomId) => isIn(person, roomId, deps),
  };
}

/** Where the platform does not say, they are not. */
async function isIn(
  person: string,
  roomId: string,
  { platforms }: Pick<ReviewerDeps, "platforms">,
): Promise<boolean> {
  const platform = platforms.find(({ name }) => roomId.startsWith(`${name}:`));
  // Of another platform, or another workspace, nobody knows them.
  if (platform === undefined || !person.startsWith(`${platform.name}:`)) return false;
  try {
    return (await platform.roomKindFor(person, roomId)) !== undefined;
  } catch (error) {
    if (!(error instanceof ChatError)) throw error;
    return false;
  }
}
