import { webApi } from "@slack/bolt";
import { ChatError } from "../../chat-error.ts";
import { toChatError } from "../show/to-chat-error.ts";

/** Runs calls of the Web API. @throws ChatError, whatever goes wrong between here and Slack */
export async function askSlack<T>(ask: () => Promise<T>): Promise<T> {
  try {
    return await ask();
  } catch (error) {
    if (error instanceof webApi.WebAPIRateLimitedError) {
      throw new ChatError("rate-limited", "Slack asks to wait before it is asked again.", {
        cause: error,
      });
    }
    throw toChatError(error);
  }
}

interface Page {
  response_metadata?: { next_cursor?: string } | undefined;
}

/** Slack's largest; it may give fewer. */
const PAGE_SIZE = 1_000;
const MAX_PAGES = 200;

/**
 * Every page of a list.
 * @throws ChatError also when it does not end: what is read of people is whole or nothing
 */
export async function allPages<P extends Page>(
  ask: (page: { limit: number; cursor?: string }) => Promise<P>,
): Promise<P[]> {
  const pages: P[] = [];
  const seen = new Set<string>();
  for (let cursor = ""; pages.length < MAX_PAGES; ) {
    const page = await askSlack(() =>
      ask({ limit: PAGE_SIZE, ...(cursor === "" ? {} : { cursor }) }),
    );
    pages.push(page);
    cursor = page.response_metadata?.next_cursor ?? "";
    if (cursor === "") return pages;
    if (seen.has(cursor)) break;
    seen.add(cursor);
  }
  throw new ChatError("unavailable", "A list of Slack's does not come to an end.");
}
