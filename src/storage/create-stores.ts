import type { Kysely } from "kysely";
import type { DatabaseSchema } from "./schema.ts";
import type { Storage } from "./storage.ts";
import { createAccessListsStore } from "./stores/access-lists-store.ts";
import { createAnswerEventsStore } from "./stores/answer-events-store.ts";
import { createAnswersStore } from "./stores/answers-store.ts";
import { createAuditStore } from "./stores/audit-store.ts";
import { createDocumentsStore } from "./stores/documents-store.ts";
import { createFailuresStore } from "./stores/failures-store.ts";
import { createFeedbackStore } from "./stores/feedback-store.ts";
import { createLeasesStore } from "./stores/leases-store.ts";
import { createModelUsageStore } from "./stores/model-usage-store.ts";
import { createSecretsStore } from "./stores/secrets-store.ts";
import { createSourcesStore } from "./stores/sources-store.ts";

/** All of Storage that is plain queries, for any database that has the schema. */
export function createStores(database: Kysely<DatabaseSchema>): Omit<Storage, "backup" | "close"> {
  return {
    sources: createSourcesStore(database),
    documents: createDocumentsStore(database),
    failures: createFailuresStore(database),
    accessLists: createAccessListsStore(database),
    answers: { ...createAnswersStore(database), ...createAnswerEventsStore(database) },
    feedback: createFeedbackStore(database),
    audit: createAuditStore(database),
    leases: createLeasesStore(database),
    modelUsage: createModelUsageStore(database),
    secrets: createSecretsStore(database),
  };
}
