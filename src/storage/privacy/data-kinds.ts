import type { DataKind } from "./data-kind.ts";
import { accessKinds } from "./kinds/access-kinds.ts";
import { adminKinds } from "./kinds/admin-kinds.ts";
import { chatKinds } from "./kinds/chat-kinds.ts";
import { questionKinds } from "./kinds/question-kinds.ts";
import { verifiedKinds } from "./kinds/verified-kinds.ts";
import { workKinds } from "./kinds/work-kinds.ts";

/**
 * Every kind of data that the state holds. Counting, erasing, letting expire, uninstalling and the
 * data map all go by this; what is found by others' rows comes before those.
 */
export const DATA_KINDS: readonly DataKind[] = [
  ...verifiedKinds,
  ...questionKinds,
  ...chatKinds,
  ...adminKinds,
  ...accessKinds,
  ...workKinds,
];
