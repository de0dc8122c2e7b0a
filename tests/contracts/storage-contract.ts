import { describe } from "vitest";
import type { Storage } from "../../src/storage/storage.ts";
import { administrationContract } from "./storage/administration-contract.ts";
import { answersContract } from "./storage/answers-contract.ts";
import { digestsContract } from "./storage/digests-contract.ts";
import { groupsContract } from "./storage/groups-contract.ts";
import { homeContract } from "./storage/home-contract.ts";
import { installationsContract } from "./storage/installations-contract.ts";
import { learningContract } from "./storage/learning-contract.ts";
import { limitsContract } from "./storage/limits-contract.ts";
import { operationsContract } from "./storage/operations-contract.ts";
import { privacyContract } from "./storage/privacy-contract.ts";
import { roomLifeContract } from "./storage/room-life-contract.ts";
import { roomsContract } from "./storage/rooms-contract.ts";
import { setupLinksContract } from "./storage/setup-links-contract.ts";
import { signInContract } from "./storage/sign-in-contract.ts";
import { sourcesContract } from "./storage/sources-contract.ts";
import { teamsContract } from "./storage/teams-contract.ts";
import { verifiedContract } from "./storage/verified-contract.ts";

/** Each opens a storage of its own before each of its tests, and none before those of the others. */
const CONTRACTS = {
  sources: sourcesContract,
  answers: answersContract,
  operations: operationsContract,
  rooms: roomsContract,
  "room life": roomLifeContract,
  installations: installationsContract,
  administration: administrationContract,
  digests: digestsContract,
  "setup links": setupLinksContract,
  "sign-in": signInContract,
  verified: verifiedContract,
  teams: teamsContract,
  home: homeContract,
  groups: groupsContract,
  privacy: privacyContract,
  learning: learningContract,
  limits: limitsContract,
};

/** What every Storage must do. `open` gives a new, empty one each time it is called. */
export function storageContract(name: string, open: () => Promise<Storage>): void {
  describe(`storage contract: ${name}`, () => {
    for (const [topic, contract] of Object.entries(CONTRACTS)) {
      describe(topic, () => contract(open));
    }
  });
}
