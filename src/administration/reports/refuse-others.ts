import type { Commander } from "../../chat/admin-reply.ts";
import { AdminError } from "../../sources/sources-deps.ts";

/** What people asked and said is for admins alone. @throws AdminError */
export function refuseOthers({ isAdmin }: Commander): void {
  if (!isAdmin) throw new AdminError("Only admins of Footnote may do this.");
}
