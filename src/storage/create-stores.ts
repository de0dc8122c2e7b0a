import type { Kysely } from "kysely";
import type { PrivacyStorage } from "./ports/privacy-storage.ts";
import { createPrivacyStore } from "./privacy/privacy-store.ts";
import type { DatabaseSchema } from "./schema.ts";
import type { Storage } from "./storage.ts";
import { createAdministrationStore } from "./stores/administration-store.ts";
import { createAnswerEventsStore } from "./stores/answers/answer-events-store.ts";
import { createAnswersStore } from "./stores/answers/answers-store.ts";
import { createDatasetStore } from "./stores/answers/dataset-store.ts";
import { createFeedbackStore } from "./stores/answers/feedback-store.ts";
import { createModelUsageStore } from "./stores/answers/model-usage-store.ts";
import { createAuditStore } from "./stores/audit/audit-store.ts";
import type { AuditTrail } from "./stores/audit/audit-trail.ts";
import { createGroupsStore } from "./stores/groups/groups-store.ts";
import { createHomeStore } from "./stores/home-store.ts";
import { createLearningStore } from "./stores/learning/learning-store.ts";
import { createLeasesStore } from "./stores/leases-store.ts";
import { createLimitsStore } from "./stores/limits-store.ts";
import { createLineageStore } from "./stores/lineage-store.ts";
import { createReportStore } from "./stores/report-store.ts";
import { createReviewStore } from "./stores/review-store.ts";
import { createExpertsStore } from "./stores/rooms/experts-store.ts";
import { createInstallationsStore } from "./stores/rooms/installations-store.ts";
import { createRepliesStore } from "./stores/rooms/replies-store.ts";
import { createRoomsStore } from "./stores/rooms/rooms-store.ts";
import { createSetupLinksStore } from "./stores/setup-links-store.ts";
import { createSignInStore } from "./stores/sign-in-store.ts";
import { createAccessListsStore } from "./stores/sync/access-lists-store.ts";
import { createDocumentsStore } from "./stores/sync/documents-store.ts";
import { createFailuresStore } from "./stores/sync/failures-store.ts";
import { createHintsStore } from "./stores/sync/hints-store.ts";
import { createSecretsStore } from "./stores/sync/secrets-store.ts";
import { createSourcesStore } from "./stores/sync/sources-store.ts";
import { createSuspicionsStore } from "./stores/sync/suspicions-store.ts";
import { createWebhooksStore } from "./stores/sync/webhooks-store.ts";
import { createTeamsStore } from "./stores/teams/teams-store.ts";
import { createVerifiedStore } from "./stores/verified-store.ts";

type Stores = Omit<Storage, "backup" | "close" | "privacy"> & {
  privacy: Omit<PrivacyStorage, "scrub">;
};

/** All of Storage that is plain queries, for any database that has the schema. */
export function createStores(database: Kysely<DatabaseSchema>, trail: AuditTrail): Stores {
  return {
    sources: createSourcesStore(database),
    documents: createDocumentsStore(database),
    failures: createFailuresStore(database),
    suspicions: createSuspicionsStore(database),
    hints: createHintsStore(database),
    webhooks: createWebhooksStore(database),
    accessLists: createAccessListsStore(database),
    groups: createGroupsStore(database),
    answers: { ...createAnswersStore(database), ...createAnswerEventsStore(database) },
    feedback: createFeedbackStore(database),
    audit: createAuditStore(database, trail),
    leases: createLeasesStore(database),
    modelUsage: createModelUsageStore(database),
    secrets: createSecretsStore(database),
    limits: createLimitsStore(database),
    learning: createLearningStore(database),
    lineages: createLineageStore(database),
    administration: createAdministrationStore(database),
    setupLinks: createSetupLinksStore(database),
    signIns: createSignInStore(database),
    rooms: {
      replies: createRepliesStore(database, trail),
      experts: createExpertsStore(database),
      home: createHomeStore(database),
      ...createRoomsStore(database),
    },
    installations: createInstallationsStore(database),
    teams: createTeamsStore(database),
    verified: createVerifiedStore(database),
    reviews: createReviewStore(database),
    datasets: createDatasetStore(database),
    reports: createReportStore(database),
    privacy: createPrivacyStore(database),
  };
}
