import { expect } from "vitest";
import type { InvokeReply } from "../../../../src/chat/teams/receive/invoke-reply.ts";
import { TENANT } from "./start-commands.ts";

/** An invoke of Ada's in her own chat with the bot, as Teams sends it. */
export function invoke(name: string, value: unknown, change: object = {}): unknown {
  return {
    ...{ type: "invoke", id: "f:1", name, value, channelId: "msteams" },
    ...{ timestamp: "2026-11-21T10:00:00.000Z", serviceUrl: "https://smba.test/" },
    from: { id: "29:ada", aadObjectId: "ada", name: "Ada" },
    recipient: { id: "28:bot", name: "Footnote" },
    conversation: { id: "a:1ada", conversationType: "personal", tenantId: TENANT },
    replyToId: "1699000000009",
    channelData: { tenant: { id: TENANT } },
    ...change,
  };
}

/** The card that an invoke is answered with. */
export function openCard(reply: InvokeReply | undefined): unknown {
  const { type, value, statusCode } = (reply?.body ?? {}) as Record<string, unknown>;
  expect(statusCode).toBe(200);
  expect(type).toBe("application/vnd.microsoft.card.adaptive");
  return { contentType: type, content: value };
}

/** The dialog that an invoke is answered with. */
export function openDialog(reply: InvokeReply | undefined): { title: string; card: unknown } {
  const { task } = (reply?.body ?? {}) as { task?: { type: string; value: never } };
  expect(task?.type).toBe("continue");
  return task?.value ?? expect.fail("there is no dialog");
}

export function saidIn(reply: InvokeReply | undefined): unknown {
  const { task } = (reply?.body ?? {}) as { task?: { type: string; value: unknown } };
  expect(task?.type).toBe("message");
  return task?.value;
}
