/** Tables of the migration `2026-11-22-xg-catalogue`, for data of before it. */
export const CATALOGUE_TABLES = [
  "catalogue_documents",
  "catalogue_passages",
  "catalogue_terms",
  "catalogue_vectors",
  "catalogue_embedders",
  "catalogue_counters",
  "catalogue_names",
  "catalogue_outbox",
  "index_places",
];
