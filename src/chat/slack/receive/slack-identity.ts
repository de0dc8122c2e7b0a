import type { webApi } from "@slack/bolt";
import { ChatError } from "../../chat-error.ts";
import { askSlack } from "../people/ask-slack.ts";

/** Whom a bot token belongs to. */
export interface SlackIdentity {
  teamId: string;
  botUserId: string;
  botId: string;
}

/** Asks Slack whose token it is, once; after a failure, again. @throws ChatError */
export function createIdentify(client: webApi.WebClient): () => Promise<SlackIdentity> {
  let known: Promise<SlackIdentity> | undefined;
  return () => {
    if (known === undefined) {
      const asked = askWhoami(client);
      known = asked;
      asked.catch(() => {
        if (known === asked) known = undefined;
      });
    }
    return known;
  };
}

async function askWhoami(client: webApi.WebClient): Promise<SlackIdentity> {
  const {
    team_id: teamId,
    user_id: botUserId,
    bot_id: botId,
  } = await askSlack(() => client.auth.test());
  if (teamId !== undefined && botUserId !== undefined && botId !== undefined) {
    return { teamId, botUserId, botId };
  }
  throw new ChatError(
    "not-allowed",
    "SLACK_BOT_TOKEN is not the token of a bot in a workspace: it begins with xoxb-.",
  );
}
