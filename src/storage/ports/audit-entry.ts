/** One line of the audit log. */
export interface AuditEntry {
  id: number;
  at: number;
  actor: string;
  action: string;
  detail: Record<string, unknown>;
  previousHash: string;
  hash: string;
}

export type NewAuditEntry = Pick<AuditEntry, "at" | "actor" | "action" | "detail">;
