import type { Activity, ConversationParameters } from "botbuilder";
import { ChatError } from "../../chat-error.ts";
import type { TeamsOptions } from "../teams-options.ts";
import { type AppToken, NOTHING_SENT } from "./app-token.ts";
import type { ConnectorClients } from "./connector-client.ts";
import { readChannels, readMember, readPage, readTeam } from "./read-rosters.ts";
import { cloudOf, isServiceUrl } from "./teams-clouds.ts";
import type {
  ConversationAddress,
  OutgoingActivity,
  RosterMember,
  TeamsConnector,
} from "./teams-connector.ts";
import { refusalOf, toChatError } from "./to-chat-error.ts";
import { withToken } from "./with-token.ts";

export interface ConnectorDeps {
  appToken: AppToken;
  /** Of one request; 15 seconds where absent. */
  timeoutMs?: number;
}

interface CallOptions {
  abortSignal: AbortSignal;
  customHeaders: Record<string, string>;
}

const TIMEOUT_MS = 15_000;
/** As many as Teams gives at once. */
const PAGE_SIZE = 500;
/** Half a million people; a list that goes on beyond has no end. */
const MOST_PAGES = 1_000;
const NOT_FOUND = 404;

/** The connector service of Teams, behind the Bot Framework's client. */
export function createTeamsConnector(
  options: TeamsOptions,
  { appToken, timeoutMs = TIMEOUT_MS }: ConnectorDeps,
): TeamsConnector {
  const clients = new Map<string, ConnectorClients>();
  const bot = options.app && { id: `28:${options.app.id}`, name: "Footnote" };

  async function ask<Result>(
    serviceUrl: string,
    call: (clients: ConnectorClients, callOptions: CallOptions) => Promise<Result>,
  ): Promise<Result> {
    if (!isServiceUrl(serviceUrl, options)) {
      throw new ChatError("not-allowed", `${serviceUrl} is no connector of Teams.`);
    }
    const scope = cloudOf(serviceUrl, options)?.connectorScope;
    const request = async (customHeaders: Record<string, string>) => {
      const client = await clientsFor(serviceUrl);
      try {
        return await call(client, { abortSignal: AbortSignal.timeout(timeoutMs), customHeaders });
      } catch (error) {
        throw toChatError(error, serviceUrl);
      }
    };
    if (scope === undefined) return request({});
    const tokenFor: AppToken = (...asked) => appToken(...asked).catch(asPassing);
    return withToken(tokenFor, { scope }, (token) => request({ authorization: `Bearer ${token}` }));
  }

  async function clientsFor(serviceUrl: string): Promise<ConnectorClients> {
    const known = clients.get(serviceUrl);
    if (known !== undefined) return known;
    // It takes a while to load, and whoever sends nothing does without.
    const { createConnectorClients } = await import("./connector-client.ts");
    const created = createConnectorClients(serviceUrl);
    clients.set(serviceUrl, created);
    return created;
  }

  function toActivity(to: ConversationAddress, activity: OutgoingActivity): Partial<Activity> {
    const { conversationId: id, tenantId } = to;
    // There are no streams elsewhere, and the playground wants to be told.
    const isStreamed = activity.entities?.some(({ type }) => type === "streaminfo") === true;
    const kind = isStreamed ? { conversationType: "personal" } : {};
    const conversation = { id, tenantId, ...kind } as Activity["conversation"];
    const from = bot === undefined ? {} : { from: bot };
    return { channelId: "msteams", conversation, ...from, ...activity };
  }

  function pageOf(of: ConversationAddress, token: string | undefined) {
    return ask(of.serviceUrl, async ({ conversations }, callOptions) => {
      // Its types forget the first page, which has no token.
      const which = { pageSize: PAGE_SIZE, continuationToken: token as string };
      const id = withoutThread(of);
      return readPage(
        await conversations.getConversationPagedMembers(id, { ...which, ...callOptions }),
      );
    });
  }

  return {
    send: (to, activity) =>
      ask(to.serviceUrl, async ({ conversations }, callOptions) => {
        const { conversationId } = to;
        const full = toActivity(to, activity);
        const sent: { id?: string } = await conversations.sendToConversation(
          conversationId,
          full,
          callOptions,
        );
        return sent.id || undefined;
      }),
    update: (to, activityId, activity) =>
      ask(to.serviceUrl, async ({ conversations }, callOptions) => {
        const full = { ...toActivity(to, activity), id: activityId };
        await conversations.updateActivity(to.conversationId, activityId, full, callOptions);
      }),
    remove: (to, activityId) =>
      ask(to.serviceUrl, async ({ conversations }, callOptions) => {
        await conversations.deleteActivity(to.conversationId, activityId, callOptions);
      }),
    openPersonal: ({ serviceUrl, tenantId }, person) =>
      ask(serviceUrl, async ({ conversations }, callOptions) => {
        const parameters = {
          isGroup: false,
          ...(bot === undefined ? {} : { bot }),
          members: [{ id: person }],
          tenantId,
          channelData: { tenant: { id: tenantId } },
        } as ConversationParameters;
        const opened: { id?: string } = await conversations.createConversation(
          parameters,
          callOptions,
        );
        if (opened.id) return opened.id;
        throw new ChatError("unavailable", "Teams opened a chat and did not say which.");
      }),
    async members(of) {
      const members: RosterMember[] = [];
      const seen = new Set<string>();
      let next: string | undefined;
      do {
        const page = await pageOf(of, next);
        members.push(...page.members);
        next = page.continuationToken;
        if (next !== undefined && (seen.has(next) || seen.size >= MOST_PAGES)) {
          throw new ChatError("unavailable", "Teams gave a list of members that has no end.");
        }
        seen.add(next ?? "");
      } while (next !== undefined);
      return members;
    },
    async member(of, person) {
      try {
        return await ask(of.serviceUrl, async ({ conversations }, callOptions) =>
          readMember(
            await conversations.getConversationMember(withoutThread(of), person, callOptions),
          ),
        );
      } catch (error) {
        const refusal = refusalOf(error);
        const isNobody = refusal?.status === NOT_FOUND && refusal.code !== "ConversationNotFound";
        if (isNobody) return undefined;
        throw error;
      }
    },
    team: (of, teamId) =>
      ask(of.serviceUrl, async ({ teams }, callOptions) =>
        readTeam(await teams.fetchTeamDetails(teamId, callOptions)),
      ),
    channels: (of, teamId) =>
      ask(of.serviceUrl, async ({ teams }, callOptions) =>
        readChannels(await teams.fetchChannelList(teamId, callOptions)),
      ),
  };
}

/** That there is no token says nothing of the room: it is tried again until the secret is put right. */
function asPassing(error: unknown): never {
  if (!(error instanceof ChatError) || error.code !== "not-allowed") throw error;
  throw new ChatError("unavailable", error.message, { cause: NOTHING_SENT });
}

/** Who is in a channel is no matter of its threads. */
function withoutThread({ conversationId }: ConversationAddress): string {
  return conversationId.replace(/;messageid=.*$/, "");
}
