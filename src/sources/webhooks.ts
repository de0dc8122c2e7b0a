import type { WebhookReply } from "../../connectors/definition.ts";
import { requireConnector } from "./open-connector.ts";
import { AdminError, requireSource, type SourcesDeps, writeAudit } from "./sources-deps.ts";

/** How long a source may say what it will sign with, once an admin has asked for it. */
const OPEN_MS = 60 * 60_000;

export interface WebhookState {
  source: string;
  /** Where the source is told to send to, below Footnote's public address. */
  path: string;
  state: "waiting" | "signed";
  /** Until when the source's first call is taken, ISO 8601. */
  openUntil: string | undefined;
  /** What an admin repeats to the source to show that the address is theirs. */
  signingSecret: string | undefined;
}

/** Waits for the first call of a source, which says what it will sign with. @throws AdminError */
export async function openWebhook(
  name: string,
  actor: string,
  deps: SourcesDeps,
): Promise<WebhookState> {
  await requireWebhook(name, deps);
  await deps.storage.webhooks.set(name, { sealed: undefined, openUntil: deps.now() + OPEN_MS });
  await writeAudit(actor, "source.webhook-opened", { name }, deps);
  return readWebhook(name, deps);
}

/** @throws AdminError when none was opened. */
export async function readWebhook(name: string, deps: SourcesDeps): Promise<WebhookState> {
  await requireWebhook(name, deps);
  const found = await deps.storage.webhooks.get(name);
  const isOpen = (found?.openUntil ?? 0) > deps.now();
  if (found === undefined || (found.sealed === undefined && !isOpen)) {
    throw new AdminError(
      `${name} has no webhook, or it waited for too long: run \`sources webhook ${name} --new\` and add its address at the source within an hour.`,
    );
  }
  const { sealed, openUntil } = found;
  return {
    source: name,
    path: `/webhooks/${name}`,
    state: sealed === undefined ? "waiting" : "signed",
    openUntil: openUntil === undefined ? undefined : new Date(openUntil).toISOString(),
    signingSecret: sealed && deps.secrets.open(name, sealed),
  };
}

async function requireWebhook(name: string, deps: SourcesDeps): Promise<void> {
  const { kind } = await requireSource(name, deps);
  if (requireConnector(kind, deps).webhook !== undefined) return;
  throw new AdminError(
    `A ${kind} source does not report changes by itself: it is read on its schedule.`,
  );
}

/** Takes one request that claims to come from a source; what it names is read soon. */
export async function receiveWebhook(
  request: { source: string; headers: Headers; body: string },
  deps: SourcesDeps,
): Promise<WebhookReply["type"]> {
  const { source: name, headers, body } = request;
  const source = await deps.storage.sources.get(name);
  const webhook = source && deps.findConnector(source.kind)?.webhook;
  const kept = webhook && (await deps.storage.webhooks.get(name));
  if (webhook === undefined || kept === undefined) return "refused";
  const signingSecret = kept.sealed && deps.secrets.open(name, kept.sealed);
  const reply = webhook.receive({ headers, body, signingSecret });
  switch (reply.type) {
    case "signing-secret":
      // Whoever comes second, or uncalled, could be anybody.
      if (kept.sealed !== undefined || (kept.openUntil ?? 0) < deps.now()) return "refused";
      await deps.storage.webhooks.set(name, {
        sealed: await deps.secrets.seal(name, reply.signingSecret),
        openUntil: undefined,
      });
      break;
    case "changed":
      await deps.storage.hints.save(name, reply.documentIds, deps.now());
      break;
    case "refused":
      deps.logger.warn({ source: name, reason: reply.reason }, "a webhook was refused");
  }
  return reply.type;
}
