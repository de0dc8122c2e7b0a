import type { Storage } from "../../storage/storage.ts";
import type { VectorIndex } from "../../vector-index/vector-index.ts";

/** What keeping and reviewing verified answers needs. */
export interface VerifiedDeps {
  storage: Pick<
    Storage,
    | "verified"
    | "reviews"
    | "answers"
    | "rooms"
    | "feedback"
    | "documents"
    | "failures"
    | "accessLists"
    | "audit"
  >;
  index: Pick<VectorIndex, "readDocument">;
  now: () => number;
}
