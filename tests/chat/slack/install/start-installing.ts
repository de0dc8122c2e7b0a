import { join } from "node:path";
import { pino } from "pino";
import { onTestFinished } from "vitest";
import { createSlackInstallations } from "../../../../src/app-installations.ts";
import { createSlackPlatform } from "../../../../src/chat/slack/slack-platform.ts";
import { toSecretKey } from "../../../../src/storage/secrets/secret-key.ts";
import { startSlackCounterpart } from "../../../counterparts/slack/start-slack-counterpart.ts";
import { findUser } from "../../../counterparts/slack/state/users.ts";
import { temporaryFolder, temporaryStorage } from "../../../storage/temporary-storage.ts";
import { type Kept, noForms, noProposals, openDoor, readManifest } from "../receive/start-slack.ts";
import { openBrowser } from "./browser.ts";

interface InstallingOptions {
  /** Names of the workspaces that may be served; both where absent. */
  allowed?: ("Lakeside Bikes" | "North Freight")[];
  /** How events come; browsers come over HTTP in any case. */
  over?: "http" | "socket";
}

/** The platform that is installed by OAuth, over a real database, and a Slack with two workspaces. */
export async function startInstalling({ allowed, over = "http" }: InstallingOptions = {}) {
  const slack = await startSlackCounterpart({ rateLimits: "none", manifest: readManifest(over) });
  onTestFinished(slack.close);
  const { world, company } = slack;
  const file = join(temporaryFolder(), "state.sqlite");
  const clock = { now: () => Date.now() };
  const key = { bytes: new Uint8Array(32).fill(7) };
  const keys = { file: undefined, known: () => [toSecretKey(key.bytes)] };
  const storage = await temporaryStorage(file, keys);
  const { sealer } = storage;
  const now = () => clock.now();
  const installations = createSlackInstallations({ storage, sealer, now });
  const door = await openDoor(async (request) => {
    const answer = await first.platform.receive?.(request);
    return answer ?? new Response(null, { status: 404 });
  });
  const publicUrl = new URL(door).origin;
  world.app.manifest.oauth_config.redirect_urls = [publicUrl];
  const teamIds = [...world.teams.values()]
    .filter(({ name }) => allowed === undefined || allowed.some((one) => one === name))
    .map(({ id }) => id);

  /** One replica. */
  function startPlatform() {
    const kept: Kept[] = [];
    const logged: string[] = [];
    const { clientId, clientSecret } = world.app;
    const appToken = over === "socket" ? world.app.appToken : undefined;
    const signingSecret = over === "http" ? world.app.signingSecret : undefined;
    const platform = createSlackPlatform(
      { botToken: undefined, appToken, signingSecret, slackApiUrl: slack.apiUrl },
      {
        inbox: { keep: async (...[k, group, event]) => void kept.push({ key: k, group, event }) },
        principalsInUse: async () => [],
        adminForms: noForms,
        proposalForms: noProposals,
        installing: { clientId, clientSecret, teamIds, publicUrl, installations },
        logger: pino({ level: "info" }, { write: (line: string) => void logged.push(line) }),
        now,
      },
    );
    return { platform, kept, logged };
  }

  const first = startPlatform();
  if (over === "http") await slack.listenAt(door);
  const stopping = new AbortController();
  const running = first.platform.run(stopping.signal);
  onTestFinished(async () => {
    stopping.abort();
    await running;
  });
  const idOf = (name: string) => findUser(world, name).id;
  const { partnerTeamId } = company;
  const freight = slack.people.createChannel(partnerTeamId, {
    name: "freight",
    members: ["nils", "nora"],
  });
  return {
    ...{
      slack,
      storage,
      file,
      clock,
      key,
      installations,
      publicUrl,
      door,
      ...first,
      startPlatform,
    },
    ...{ teamId: company.teamId, partnerTeamId, freight, idOf },
    browser: openBrowser(publicUrl),
    newBrowser: () => openBrowser(publicUrl),
    /** As the owner of one workspace and an admin of the other. */
    async installBoth() {
      for (const who of ["olga", "nora"]) {
        const { text } = await openBrowser(publicUrl).install(idOf(who));
        if (!text.includes("is installed")) throw new Error(text);
      }
      slack.people.inviteApp("nora", freight);
      await slack.settled();
      first.kept.length = 0;
    },
  };
}
