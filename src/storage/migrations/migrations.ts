import type { Migration } from "kysely/migration";
import { createFirstSchema } from "./2026-11-21-first-schema.ts";
import { createModelUsage } from "./2026-11-21-model-usage.ts";
import { createSecrets } from "./2026-11-21-secrets.ts";
import { createSyncHealth } from "./2026-11-21-sync-health.ts";
import { createRooms } from "./2026-11-21-z-rooms.ts";
import { createAdministration } from "./2026-11-21-za-administration.ts";
import { createSetupLinks } from "./2026-11-21-zb-setup-links.ts";
import { createVerified } from "./2026-11-21-zc-verified.ts";
import { createInstallations } from "./2026-11-21-zd-installations.ts";
import { createDigests } from "./2026-11-21-ze-digests.ts";
import { createHome } from "./2026-11-21-zf-home.ts";
import { createThreadReading } from "./2026-11-21-zw-thread-reading.ts";
import { createRoomOpened } from "./2026-11-21-zx-room-opened.ts";
import { createHeldRemovals } from "./2026-11-21-zy-held-removals.ts";
import { createRoomLife } from "./2026-11-21-zy-room-life.ts";
import { createShareAsIs } from "./2026-11-21-zy-share-as-is.ts";
import { createStanding } from "./2026-11-21-zy-standing.ts";
import { createTeams } from "./2026-11-21-zz-teams.ts";
import { createTeamsSaid } from "./2026-11-21-zz-teams-said.ts";
import { createTeamsMarks } from "./2026-11-22-teams-marks.ts";
import { createWordsShown } from "./2026-11-22-words-shown.ts";
import { createGroups } from "./2026-11-22-xa-groups.ts";
import { createSuspicions } from "./2026-11-22-xb-suspicions.ts";
import { createAudit } from "./2026-11-22-xc-audit.ts";
import { createPrivacy } from "./2026-11-22-xd-privacy.ts";
import { createSessions } from "./2026-11-22-xe-sessions.ts";
import { createLimits } from "./2026-11-22-xf-limits.ts";
import { createCatalogue } from "./2026-11-22-xg-catalogue.ts";
import { createStorageStanding } from "./2026-11-22-xg-standing.ts";
import { createQueuedAt } from "./2026-11-22-xh-queued-at.ts";
import { createIndexFile } from "./2026-11-22-xi-index-file.ts";
import { createIndexWritten } from "./2026-11-22-xj-index-written.ts";
import { createTextPolicies } from "./2026-11-22-xj-text-policies.ts";
import { createLearned } from "./2026-11-22-xk-learned.ts";
import { createLearnedTrials } from "./2026-11-22-xl-learned-trials.ts";
import { createRetrievalVersion } from "./2026-11-22-xm-retrieval-version.ts";
import { createLineages } from "./2026-11-22-xn-lineages.ts";
import { createReviews } from "./2026-11-22-xp-reviews.ts";
import { createTrainingJobs } from "./2026-11-23-a-training-jobs.ts";
import { createSourceOwners } from "./2026-11-23-c-source-owners.ts";
import { createLearningRuns } from "./2026-11-23-e-learning-runs.ts";
import { createCitationOpens } from "./2026-11-23-e-opens.ts";

/** Every migration under the name the database remembers it by; names sort in the order they run. */
export const MIGRATIONS: Readonly<Record<string, Migration>> = {
  "2026-11-21-first-schema": { up: createFirstSchema },
  "2026-11-21-model-usage": { up: createModelUsage },
  "2026-11-21-secrets": { up: createSecrets },
  "2026-11-21-sync-health": { up: createSyncHealth },
  "2026-11-21-z-rooms": { up: createRooms },
  "2026-11-21-za-administration": { up: createAdministration },
  "2026-11-21-zb-setup-links": { up: createSetupLinks },
  "2026-11-21-zc-verified": { up: createVerified },
  "2026-11-21-zd-installations": { up: createInstallations },
  "2026-11-21-ze-digests": { up: createDigests },
  "2026-11-21-zf-home": { up: createHome },
  "2026-11-21-zw-thread-reading": { up: createThreadReading },
  "2026-11-21-zx-room-opened": { up: createRoomOpened },
  "2026-11-21-zy-held-removals": { up: createHeldRemovals },
  "2026-11-21-zy-room-life": { up: createRoomLife },
  "2026-11-21-zy-share-as-is": { up: createShareAsIs },
  "2026-11-21-zy-standing": { up: createStanding },
  "2026-11-21-zz-teams": { up: createTeams },
  "2026-11-21-zz-teams-said": { up: createTeamsSaid },
  "2026-11-22-teams-marks": { up: createTeamsMarks },
  "2026-11-22-words-shown": { up: createWordsShown },
  "2026-11-22-xa-groups": { up: createGroups },
  "2026-11-22-xb-suspicions": { up: createSuspicions },
  "2026-11-22-xc-audit": { up: createAudit },
  "2026-11-22-xd-privacy": { up: createPrivacy },
  "2026-11-22-xe-sessions": { up: createSessions },
  "2026-11-22-xf-limits": { up: createLimits },
  "2026-11-22-xg-standing": { up: createStorageStanding },
  "2026-11-22-xh-queued-at": { up: createQueuedAt },
  "2026-11-22-xg-catalogue": { up: createCatalogue },
  "2026-11-22-xi-index-file": { up: createIndexFile },
  "2026-11-22-xj-index-written": { up: createIndexWritten },
  "2026-11-22-xj-text-policies": { up: createTextPolicies },
  "2026-11-22-xk-learned": { up: createLearned },
  "2026-11-22-xl-learned-trials": { up: createLearnedTrials },
  "2026-11-22-xm-retrieval-version": { up: createRetrievalVersion },
  "2026-11-22-xn-lineages": { up: createLineages },
  "2026-11-22-xp-reviews": { up: createReviews },
  "2026-11-23-a-training-jobs": { up: createTrainingJobs },
  "2026-11-23-c-source-owners": { up: createSourceOwners },
  "2026-11-23-e-learning-runs": { up: createLearningRuns },
  "2026-11-23-e-opens": { up: createCitationOpens },
};
