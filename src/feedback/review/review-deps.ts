import type { Storage } from "../../storage/storage.ts";
import type { VerifiedDeps } from "../verified/verified-deps.ts";

/** What reading the review queue and deciding about it needs. */
export interface ReviewDeps extends VerifiedDeps {
  storage: VerifiedDeps["storage"] & Pick<Storage, "reports">;
}
