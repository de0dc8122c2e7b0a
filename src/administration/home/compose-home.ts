import type { AdminPart, AdminReply } from "../../chat/admin-reply.ts";
import { type AdminDeps, asTyped } from "../admin-command.ts";
import { isAdminNow } from "../may-administer.ts";
import { adminParts } from "./admin-parts.ts";
import { type Examples, exampleQuestions } from "./example-questions.ts";
import { recentQuestions } from "./recent-questions.ts";

/** A home as it stands now: for everyone what they can ask and have asked, for admins what they look after. */
export async function composeHome(
  { person, workspaceId }: { person: string; workspaceId: string },
  deps: AdminDeps,
): Promise<AdminReply> {
  const isAdmin = await isAdminNow(person, deps);
  const help = asTyped("help", { workspaceId }, deps);
  return {
    parts: [
      ...askParts(await exampleQuestions(person, deps), isAdmin ? help : undefined),
      await recentQuestions(person, deps),
      ...(isAdmin ? await adminParts(person, deps) : []),
    ],
  };
}

function askParts({ questions, sources }: Examples, help: string | undefined): AdminPart[] {
  const lines = [
    "Ask me in a message of your own, or mention me in a channel. I answer from the company's documents and show what each sentence rests on; where they do not say it, I say so.",
    sources.length === 0
      ? "So far there is no document here that you may read."
      : `You may read documents of: ${sources.join(", ")}.`,
    ...(help === undefined ? [] : [`You look after me here, and with ${help}.`]),
  ];
  const examples = ["For example:", ...questions.map((question) => `• ${question}`)];
  return [
    { type: "text", text: lines.join("\n") },
    ...(questions.length === 0 ? [] : [{ type: "text" as const, text: examples.join("\n") }]),
  ];
}
