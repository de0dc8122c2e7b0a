import { UnreadableDocumentError } from "../unreadable-document-error.ts";

/** The same reason whichever way a format is encrypted. */
export function protectedByPassword(): UnreadableDocumentError {
  return new UnreadableDocumentError("is protected with a password; save it without one");
}
