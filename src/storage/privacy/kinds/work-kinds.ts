import type { DataKind } from "../data-kind.ts";
import { olderBy } from "../expiry.ts";
import { eb } from "../held-by.ts";
import { naming, type Part } from "../part.ts";
import { valuesOf } from "../rows.ts";

/** The uninstalling itself may be one of them, and has to be gone on with. */
const only = eb.not(eb("payload", "like", '%"type":"workspace-removed"%'));
const dead = eb.and([only, eb("state", "=", "dead")]);

/** They are erased with the log, which says so: here they are only found. */
const auditNames: Part = {
  isOfWorkspaces: true,
  clear: async () => 0,
  names: (database) => valuesOf("auditNames", ["name"], database),
};

/** What waits to be done, what sources say, and what holds no person. */
export const workKinds: readonly DataKind[] = [
  {
    name: "queue",
    tables: ["jobs"],
    what: "messages and commands that wait to be handled, and those that could not be",
    whose: "whoever wrote them",
    until: { kept: "deadJobs" },
    erased: "removed, waiting or not; others' that failed where they name them",
    held: [
      naming("jobs", "id", ["key", "groupKey"], { only }),
      naming("jobs", "id", ["payload"], { only, as: "whole strings" }),
      // What others wait for may name them in words; of what failed nobody does.
      naming("jobs", "id", ["payload", "error"], { only: dead }),
    ],
    expires: [olderBy("jobs", "id", "diedAt", { only: dead })],
  },
  {
    name: "sources",
    tables: ["sources", "documents", "failures", "suspicions", "hints", "webhooks", "syncProgress"],
    what: "sources with their settings; titles, fingerprints and failures of their documents",
    whose: "the company",
    until: "the source or document goes",
    erased: "nothing: it is the source's to change",
  },
  {
    name: "passage catalogue",
    tables: [
      "catalogueDocuments",
      "cataloguePassages",
      "catalogueTerms",
      "catalogueVectors",
      "catalogueEmbedders",
      "catalogueCounters",
      "catalogueNames",
      "catalogueOutbox",
      "indexPlaces",
    ],
    what: "passages and vectors of the documents, where the index is at Pinecone; empty elsewhere",
    whose: "the company",
    until: "the source or document goes",
    erased: "nothing: it is the source's to change",
  },
  {
    name: "access lists",
    tables: ["accessLists"],
    what: "who may read which documents, by address and group, as their source says",
    whose: "each reader",
    until: "removed by hand with `state.sqlite`",
    erased: "nothing: it is what a source says; change it there, old lists stay in the file",
  },
  {
    name: "secrets",
    tables: ["secrets", "secretKeys"],
    what: "sources' tokens, encrypted, and which key with, as a fingerprint",
    whose: "the company",
    until: "the source goes",
    erased: "nothing",
  },
  {
    name: "learned settings",
    tables: ["learnedVersions", "learnedServing", "learnedTrials", "learningRuns", "lineages"],
    what: "how to search as votes and reviews suggest: weights and numbers, no text; what it was measured by; when Footnote learned by itself and why; of what it and datasets are made, as hashes",
    whose: "the company",
    until: "removed by hand",
    erased: "nothing: it names nobody",
  },
  {
    name: "trained models",
    tables: ["trainingJobs"],
    what: "which dataset was given to whom to train which model on, by its name, folder and hash, and how that ended",
    whose: "the company",
    until: "removed by hand",
    erased: "nothing: it names nobody",
  },
  {
    name: "model usage",
    tables: ["modelUsage"],
    what: "tokens by day and model",
    whose: "nobody",
    until: "removed by hand",
    erased: "nothing",
  },
  {
    name: "limits",
    tables: ["spentLimits"],
    what: "how often somebody asked or gave a command in the last hour",
    whose: "whoever did",
    until: { fixedDays: 1 },
    erased: "removed",
    held: [naming("spentLimits", "name", ["name"])],
    expires: [olderBy("spentLimits", "name", "beginsAt")],
  },
  {
    name: "leases",
    tables: ["leases"],
    what: "which process does what at the moment",
    whose: "nobody",
    until: "minutes",
    erased: "nothing",
  },
  {
    name: "moves",
    tables: ["storageStanding"],
    what: "where the state has moved to",
    whose: "nobody",
    until: "it moves back",
    erased: "nothing",
  },
  {
    name: "audit log",
    tables: ["auditLog", "auditHeads"],
    what: "who changed what, with a token in place of each name",
    whose: "the company",
    until: "removed with `state.sqlite`: entries are a chain",
    erased: "nothing: whose a token was, nobody can tell any more",
  },
  {
    name: "names of the audit log",
    tables: ["auditNames"],
    what: "whose token is which",
    whose: "whoever did something as an admin, and whom it was about",
    until: "they are erased",
    erased: "removed",
    held: [auditNames],
  },
  {
    name: "erasures",
    tables: ["erasures"],
    what: "that something was erased, and when, not of whom",
    whose: "nobody",
    until: "removed by hand",
    erased: "nothing",
  },
];
