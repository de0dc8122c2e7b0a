import { raiseGroupsVersion } from "../../stores/groups/groups-version.ts";
import type { DataKind } from "../data-kind.ts";
import { olderBy } from "../expiry.ts";
import { eb } from "../held-by.ts";
import { ERASED, type Part, readersOf, theirs } from "../part.ts";

/** Every process keeps groups in memory until they have another version. */
const noticeChange: Part = {
  async clear(_, database, isCount) {
    if (!isCount) await raiseGroupsVersion(database);
    return 0;
  },
};

/** Who is who, and who is signed in. */
export const accessKinds: readonly DataKind[] = [
  {
    name: "groups",
    tables: ["readerGroups", "groupSyncs", "groupsVersions"],
    what: "groups that documents are for: their members' addresses, as sources say or an admin has set",
    whose: "each member",
    until: "the source is asked again or goes; an admin changes them",
    erased: "removed from admins' own groups; of what a source says nothing: change it there",
    held: [
      readersOf("readerGroups", "principal", "members", eb("source", "=", "")),
      theirs("readerGroups", { setBy: "id" }, { instead: { setBy: ERASED } }),
      noticeChange,
    ],
  },
  {
    name: "linked addresses",
    tables: ["identityLinks"],
    what: "which addresses an admin said are one person's",
    whose: "that person",
    until: "an admin unlinks them",
    erased: "removed",
    held: [
      theirs("identityLinks", { one: "reader", other: "reader" }),
      theirs("identityLinks", { linkedBy: "id" }, { instead: { linkedBy: ERASED } }),
      noticeChange,
    ],
  },
  {
    name: "web sessions",
    tables: ["webSessions", "takenSignIns"],
    what: "who is signed in on the web, as hashes of what their browsers hold",
    whose: "whoever signed in",
    until: { fixedDays: 0 },
    erased: "removed: they are signed out",
    held: [theirs("webSessions", { person: "id", workspaceId: "place" })],
    expires: [
      olderBy("webSessions", "idHash", "expiresAt"),
      olderBy("takenSignIns", "stateHash", "expiresAt"),
    ],
  },
];
