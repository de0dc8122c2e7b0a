import { sentence } from "../../chat/admin-reply.ts";
import type { AdminCommand } from "../admin-command.ts";
import { fromNow } from "../describe/in-words.ts";
import { pageNeeds, takePage } from "../words/take-page.ts";

/** Who changed what. */
export const auditLogCommands: readonly AdminCommand[] = [
  {
    name: "audit-log",
    usage: "",
    summary: "who changed what, the last first",
    needsAdmin: true,
    takes: [0, 2],
    async run(words, _, deps) {
      const entries = await deps.storage.audit.list(pageNeeds(words));
      const items = takePage(entries, words, "audit-log", ({ at, actor, action, detail }) => ({
        title: `${action} by ${actor}`,
        lines: [
          `${new Date(at).toISOString().slice(0, 19).replace("T", " ")} UTC, ${fromNow(at, deps.now())}`,
          ...describeDetail(detail),
        ],
      }));
      const none = "Nothing was changed yet.";
      return { parts: [{ type: "list", title: "Audit log", items, none }] };
    },
  },
  {
    name: "audit-log verify",
    usage: "",
    summary: "whether it was altered",
    needsAdmin: true,
    isLong: true,
    takes: [0, 0],
    async run(_, __, { storage }) {
      const flaw = await storage.audit.verify();
      return sentence(
        flaw === undefined
          ? "The audit log is sound."
          : `The audit log was altered at entry ${flaw.entry}: ${flaw.problem}.`,
      );
    },
  },
];

/** A line a field. The platform cuts them, once it has put names where the ids are. */
function describeDetail(detail: Record<string, unknown>): string[] {
  return Object.entries(detail).map(
    ([field, value]) => `${field}: ${typeof value === "string" ? value : JSON.stringify(value)}`,
  );
}
