import { randomBytes } from "node:crypto";
import { setTimeout as sleep } from "node:timers/promises";
import { type BaseWebhookPayload, signWebhookPayload } from "@notionhq/client";
import type { Workspace } from "../workspace/workspace.ts";
import { envelope, type WorkspaceEvent } from "./event.ts";
import { watchWorkspace } from "./watch-workspace.ts";

export interface WebhookPace {
  /** How long events of the same kind about the same thing are gathered. */
  gatherMs: number;
  /** How long until the second attempt; each further one comes four times as late. */
  retryMs: number;
}

interface Subscription {
  id: string;
  url: string;
  verificationToken: string;
  status: "pending" | "active";
}

interface Delivery {
  type: string;
  entityId: string;
  attempts: number;
  /** Of the last attempt; 0 when nobody answered. */
  status: number;
}

export type Webhooks = ReturnType<typeof createWebhooks>;

const ATTEMPTS = 8;
/** Told of one by one; all else is gathered. */
const AT_ONCE = /^comment\.|locked$/;

/** Sends events to whom the workspace's owner named, as Notion does: signed, gathered, tried again. */
export function createWebhooks(workspace: Workspace, pace: WebhookPace) {
  const stop = new AbortController();
  const deliveries: Delivery[] = [];
  const waiting = new Map<string, { event: WorkspaceEvent; timer: NodeJS.Timeout }>();
  const sending = new Set<Promise<void>>();
  let subscription: Subscription | undefined;

  function tell(event: WorkspaceEvent): void {
    if (subscription?.status !== "active") return;
    if (AT_ONCE.test(event.type)) {
      send(event);
      return;
    }
    const key = `${event.type} ${event.entity.id}`;
    const earlier = waiting.get(key);
    clearTimeout(earlier?.timer);
    const timer = setTimeout(() => release(key), pace.gatherMs);
    timer.unref();
    waiting.set(key, { event: merge(earlier?.event, event), timer });
  }

  function release(key: string): void {
    const found = waiting.get(key);
    clearTimeout(found?.timer);
    waiting.delete(key);
    if (found !== undefined) send(found.event);
  }

  function send(event: WorkspaceEvent): void {
    if (subscription === undefined) return;
    const sent = deliver(subscription, envelope(workspace, subscription.id, event));
    sending.add(sent);
    void sent.finally(() => sending.delete(sent));
  }

  async function deliver(
    { url, verificationToken }: Subscription,
    event: BaseWebhookPayload & WorkspaceEvent,
  ): Promise<void> {
    const { type, entity } = event;
    const delivery: Delivery = { type, entityId: entity.id, attempts: 0, status: 0 };
    deliveries.push(delivery);
    for (let waitMs = pace.retryMs; ; waitMs *= 4) {
      delivery.attempts += 1;
      const body = JSON.stringify({ ...event, attempt_number: delivery.attempts });
      const signature = await signWebhookPayload({ body, verificationToken });
      delivery.status = await post(url, body, { "x-notion-signature": signature });
      const isDone = delivery.status >= 200 && delivery.status < 300;
      if (isDone || delivery.attempts === ATTEMPTS || stop.signal.aborted) return;
      await sleep(waitMs, undefined, { signal: stop.signal, ref: false }).catch(() => undefined);
    }
  }

  watchWorkspace(workspace, tell);
  return {
    deliveries,
    /** Sends the verification token to the address; events follow once somebody has repeated it. */
    async subscribe(url: string): Promise<{ status: number }> {
      const id = workspace.newId("subscription");
      const verificationToken = `secret_${randomBytes(24).toString("base64url")}`;
      subscription = { id, url, verificationToken, status: "pending" };
      const body = JSON.stringify({ verification_token: verificationToken });
      return { status: await post(url, body, {}) };
    },
    /** @throws Error when the token is another */
    verify(token: string): void {
      if (subscription?.verificationToken !== token) {
        throw new Error("the verification token is not the one that was sent");
      }
      subscription.status = "active";
    },
    /** Sends what is being gathered, and waits until every attempt under way has ended. */
    async flush(): Promise<void> {
      for (const key of [...waiting.keys()]) release(key);
      while (sending.size > 0) await Promise.all(sending);
    },
    close(): void {
      stop.abort();
      for (const { timer } of waiting.values()) clearTimeout(timer);
      waiting.clear();
    },
  };
}

function merge(earlier: WorkspaceEvent | undefined, event: WorkspaceEvent): WorkspaceEvent {
  const blocks = [earlier, event].flatMap((one) => (one?.data.updated_blocks ?? []) as unknown[]);
  if (blocks.length === 0) return event;
  return { ...event, data: { ...event.data, updated_blocks: blocks } };
}

async function post(url: string, body: string, headers: Record<string, string>): Promise<number> {
  try {
    const response = await fetch(url, {
      method: "POST",
      headers: { "content-type": "application/json", ...headers },
      body,
      signal: AbortSignal.timeout(10_000),
    });
    await response.body?.cancel();
    return response.status;
  } catch {
    return 0;
  }
}
