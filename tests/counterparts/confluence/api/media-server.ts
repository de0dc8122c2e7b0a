import { randomUUID } from "node:crypto";
import type { IncomingMessage, ServerResponse } from "node:http";
import type { Site } from "../site/site.ts";

const LIFE_MS = 600_000;

/** Where files lie: signed addresses that are good for ten minutes, to somebody without credentials. */
export interface MediaStore {
  /** The path under which an attachment may be had for a while. */
  sign(attachmentId: string): string;
  handle(request: IncomingMessage, response: ServerResponse): void;
}

export function createMediaStore(site: Site): MediaStore {
  const signed = new Map<string, { id: string; until: number }>();
  return {
    sign(id) {
      const token = randomUUID();
      signed.set(token, { id, until: site.now() + LIFE_MS });
      return `/file/${id}/binary?token=${token}`;
    },
    handle({ url = "/", headers }, response) {
      const { searchParams } = new URL(url, "http://media");
      const known = signed.get(searchParams.get("token") ?? "");
      const item = known === undefined ? undefined : site.items.get(known.id);
      const fits = known !== undefined && known.until > site.now();
      // Credentials have no business on another host.
      const isTaken = headers.authorization === undefined;
      if (isTaken && fits && item?.type === "attachment") {
        response.writeHead(200, { "content-type": item.mediaType });
        response.end(item.bytes);
        return;
      }
      response.writeHead(isTaken ? 403 : 400, { "content-type": "text/plain" });
      response.end("AccessDenied");
    },
  };
}
