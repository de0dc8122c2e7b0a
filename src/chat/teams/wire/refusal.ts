import { ChatError } from "../../chat-error.ts";
import { refusalOf } from "../connect/to-chat-error.ts";

const TOO_LARGE = 413;
const BAD_REQUEST = 400;
const NOT_FOUND = 404;
/** Refused before anything was done with it. */
const UNDONE = new Set([401, 412, 503]);

/** Whether what was sent may be there although nobody was told so. */
export function mayHaveArrived(error: unknown): boolean {
  if (!(error instanceof ChatError) || error.code !== "unavailable") return false;
  // The connector says so where the request never left.
  const { isUnsent } = (error.cause ?? {}) as { isUnsent?: boolean };
  return isUnsent !== true && !UNDONE.has(refusalOf(error)?.status ?? 0);
}

/** Whether another try with less in it may be taken: too large, or not liked. */
export function isAboutContents(error: unknown): boolean {
  const { status, code = "", message = "" } = refusalOf(error) ?? {};
  if (status === TOO_LARGE || status === BAD_REQUEST) return true;
  return code === "MessageSizeTooBig" || /size too (?:large|big)/i.test(message);
}

/** Whether a stream is over because the person stopped it. */
export function isCancelled(error: unknown): boolean {
  const { status, message = "" } = refusalOf(error) ?? {};
  return status === 403 && /cancel/i.test(message);
}

/** Whether a stream has had its end already. */
export function isCompleted(error: unknown): boolean {
  const { status, message = "" } = refusalOf(error) ?? {};
  return status === 403 && /completed/i.test(message);
}

/** For what is to be deleted: where it is not there any more, that is done. */
export async function unlessGone(deletion: Promise<void>): Promise<void> {
  try {
    await deletion;
  } catch (error) {
    if (refusalOf(error)?.status !== NOT_FOUND) throw error;
  }
}
