import type { DataKind } from "../data-kind.ts";
import { olderBy } from "../expiry.ts";
import { eb } from "../held-by.ts";
import { ERASED, naming, theirs } from "../part.ts";
import type { Whose } from "../whose.ts";

/** A workspace may have been installed again since it was removed. */
const notSince = ({ workspace }: Whose) =>
  eb("installedAt", "<=", workspace?.removedAt ?? Number.MAX_SAFE_INTEGER);

/** What admins settle, and their commands. */
export const adminKinds: readonly DataKind[] = [
  {
    name: "admins",
    tables: ["admins"],
    what: "who was added as an admin, and by whom",
    whose: "both",
    until: "an admin removes them",
    erased: `removed; as who added somebody they become \`${ERASED}\``,
    held: [
      theirs("admins", { person: "id" }),
      theirs("admins", { addedBy: "id" }, { instead: { addedBy: ERASED } }),
    ],
  },
  {
    name: "text policies",
    tables: ["textPolicies"],
    what: "whether texts of chats may serve training, tuning or evaluation; who said so, when and why",
    whose: "whoever said so",
    until: "an admin revokes it",
    erased: `who said so becomes \`${ERASED}\``,
    held: [theirs("textPolicies", { allowedBy: "id" }, { instead: { allowedBy: ERASED } })],
  },
  {
    name: "commands",
    tables: ["givenCommands"],
    what: "that a command was given, and its answer until that is shown",
    whose: "whoever gave it",
    until: { fixedDays: 1 },
    erased: "removed, and answers that name them",
    held: [naming("givenCommands", "key", ["key", "reply", "state"])],
    expires: [olderBy("givenCommands", "key", "givenAt")],
  },
  {
    name: "setup links",
    tables: ["setupLinks"],
    what: "links by which secrets are given, as hashes, and what they are for",
    whose: "whoever asked for one",
    until: { fixedDays: 0 },
    erased: "removed",
    held: [theirs("setupLinks", { person: "id", workspaceId: "place" })],
    expires: [olderBy("setupLinks", "tokenHash", "expiresAt")],
  },
  {
    name: "digests",
    tables: ["digests"],
    what: "where and when a workspace's weekly digest appears, and who set it",
    whose: "whoever set it",
    until: "an admin switches it off",
    erased: "removed: somebody else has to set it again",
    held: [theirs("digests", { setBy: "id", workspaceId: "place" })],
  },
  {
    name: "source owners",
    tables: ["sourceOwners"],
    what: "who looks after a source, and who named them",
    whose: "both",
    until: "an admin names another, or the source goes",
    erased: `removed: an admin has to name another; as who named somebody they become \`${ERASED}\``,
    held: [
      theirs("sourceOwners", { person: "id" }),
      theirs("sourceOwners", { person: "reader" }),
      theirs("sourceOwners", { setBy: "id" }, { instead: { setBy: ERASED } }),
    ],
  },
  {
    name: "installations",
    tables: ["installations", "installationStates"],
    what: "workspaces the bot was installed into, with its token, encrypted, and by whom",
    whose: "whoever installed it",
    until: "it is uninstalled; half an installation for minutes",
    erased: "their id removed",
    held: [
      theirs("installations", { workspaceId: "place" }, { only: notSince }),
      theirs(
        "installations",
        { installedBy: "id" },
        { only: notSince, instead: { installedBy: "" } },
      ),
    ],
  },
];
