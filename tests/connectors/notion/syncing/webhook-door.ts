import type { WebhookReply } from "../../../../connectors/definition.ts";
import { notion } from "../../../../connectors/notion/index.ts";
import { readBody, serve } from "../../../counterparts/shared/serve.ts";
import type { NotionSync } from "./notion-sync-world.ts";

/**
 * A door for webhooks, as the server has one: what they name is looked at by the next sync. The
 * counterpart is subscribed to it.
 */
export async function openWebhookDoor({ recheck, world: { webhooks } }: NotionSync) {
  const received: WebhookReply[] = [];
  const statuses: number[] = [];
  let signingSecret: string | undefined;
  const { url, close } = await serve(async (request, response) => {
    const body = (await readBody(request)).toString("utf8");
    const status = statuses.shift() ?? 200;
    if (status === 200) {
      const headers = new Headers(request.headers as Record<string, string>);
      const reply = notion.webhook?.receive({ headers, body, signingSecret });
      if (reply?.type === "signing-secret") signingSecret = reply.signingSecret;
      if (reply?.type === "changed") for (const id of reply.documentIds) recheck.add(id);
      if (reply !== undefined) received.push(reply);
    }
    response.writeHead(status).end();
  });
  await webhooks.subscribe(url);
  webhooks.verify(signingSecret ?? "");
  return { received, /** What the door answers with next; 200 after that. */ statuses, close };
}
