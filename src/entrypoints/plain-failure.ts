/** Failures that already say in one sentence what is wrong and what to do. */
const PLAIN = new Set([
  "AccessError",
  "AdminError",
  "ChatError",
  "ConfigError",
  "ConnectorError",
  "EvaluationError",
  "IndexAwayError",
  "IndexError",
  "LearningError",
  "ModelError",
  "OperationError",
  "PineconeError",
  "PromptError",
  "StorageError",
  "VoteError",
]);

/** That sentence; undefined for what nobody foresaw. */
export function plainFailure(error: unknown): string | undefined {
  return error instanceof Error && PLAIN.has(error.name) ? error.message : undefined;
}
