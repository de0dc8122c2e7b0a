/** What is not named stays as it is. */
export interface SourceChange {
  /** Undefined takes a setting back to what is usual. */
  settings?: Readonly<Record<string, string | undefined>>;
  audience?: string[];
  /** Without a cron expression it is synced on demand alone. */
  schedule?: { cron: string | undefined };
  /** In place of the one that is kept; needed where that one would be sent to another address. */
  secret?: string;
}
