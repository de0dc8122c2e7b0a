import { randomBytes } from "node:crypto";
import { seedCompany as seedConfluence } from "../../counterparts/confluence/seeds/seed-company.ts";
import {
  startConfluenceCounterpart,
  TEST_LOGIN,
} from "../../counterparts/confluence/start-confluence-counterpart.ts";
import { seedCompany as seedDrive } from "../../counterparts/google-drive/seeds/seed-company.ts";
import { startGoogleDriveCounterpart } from "../../counterparts/google-drive/start-google-drive-counterpart.ts";
import { freePort } from "../../counterparts/shared/free-port.ts";
import { startTeamsCounterpart } from "../../counterparts/teams/start-teams-counterpart.ts";
import { openEchoingProxy } from "../../support/echoing-proxy.ts";
import { createFootnote } from "../../support/footnote.ts";
import { writeFiles } from "../../support/temporary-folder.ts";

/** As the vendors write them; put together here, so that nothing in this file looks like one. */
function plant() {
  const word = (bytes = 21) => randomBytes(bytes).toString("base64url").replace(/[-_]/g, "x");
  return {
    "Confluence token": `ATATT${word()}=1A2B`,
    "wrong Confluence token": `ATATT${word()}=3C4D`,
    "secret of the Teams app": `abc8Q~${word(30).slice(0, 34)}`,
  };
}

/** Footnote in Teams, with Confluence and Google Drive; its key lies in the data folder. */
export async function startTeamsWorld() {
  const planted = plant();
  const teams = await startTeamsCounterpart({ rateLimits: "none" });
  const confluence = await startConfluenceCounterpart();
  seedConfluence(confluence.world.site);
  const login = confluence.world.apiTokens.get(TEST_LOGIN.email);
  if (login !== undefined) login.token = planted["Confluence token"];
  const drive = await startGoogleDriveCounterpart();
  const { ann } = seedDrive(drive.world.drive);
  const { accounts } = drive.world;
  const account = accounts.createServiceAccount("reader", [
    "https://www.googleapis.com/auth/drive.readonly",
  ]);
  const credentials = accounts.createKey(account);

  const origin = (url: string) => new URL(url).origin;
  const proxies = {
    teams: await openEchoingProxy(teams.url),
    confluence: await openEchoingProxy(origin(confluence.siteUrl)),
    drive: await openEchoingProxy(origin(drive.apiUrl)),
  };
  accounts.tokenUrl = drive.tokenUrl.replace(origin(drive.tokenUrl), proxies.drive.url);
  teams.world.url = proxies.teams.url;
  teams.world.serviceUrl = `${proxies.teams.url}/connector/`;
  teams.world.app.password = planted["secret of the Teams app"];
  teams.world.identity.app.password = planted["secret of the Teams app"];
  const received = keepTokens(teams.world.identity);
  const port = await freePort();
  const publicUrl = `http://127.0.0.1:${port}`;
  const footnote = createFootnote({
    environment: {
      ...teams.environment,
      ...{ PORT: String(port), FOOTNOTE_PUBLIC_URL: publicUrl, FOOTNOTE_LOG_LEVEL: "trace" },
      TEAMS_APP_PASSWORD: planted["secret of the Teams app"],
      FOOTNOTE_TEAMS_PRETEND_URL: proxies.teams.url,
      TEAMS_GRAPH: "on",
      FOOTNOTE_SIGN_IN: "microsoft",
    },
  });
  writeFiles(footnote.folder, {
    "confluence.txt": `${planted["Confluence token"]}\n`,
    "wrong.txt": planted["wrong Confluence token"],
    "drive.json": JSON.stringify(credentials),
    "docs/leave.md":
      "# Annual leave\n\nEvery employee gets 28 days of annual leave per year. Unused days expire on 31 March.\n",
  });
  const through = (proxy: { url: string }, url: string) => url.replace(origin(url), proxy.url);
  const set = (values: Record<string, string>) =>
    Object.entries({ ...values, requestsPerMinute: "100000" }).flatMap(([name, value]) => [
      ...["--set", `${name}=${value}`],
    ]);
  return {
    ...{ teams, confluence, drive, proxies, footnote, publicUrl, planted, ann },
    addresses: {
      confluence: set({
        site: proxies.confluence.url,
        apiUrl: through(proxies.confluence, confluence.apiUrl),
        authUrl: through(proxies.confluence, confluence.authUrl),
        email: TEST_LOGIN.email,
      }),
      drive: set({
        apiUrl: through(proxies.drive, drive.apiUrl),
        tokenUrl: through(proxies.drive, drive.tokenUrl),
        myDrive: "true",
      }),
    },
    /** All that was planted, and all that let somebody in on its way. */
    secrets(): Record<string, string> {
      const found = Object.entries(proxies).flatMap(([vendor, { secrets }]) =>
        [...secrets].map((secret, n) => [`${vendor}'s ${n}`, secret]),
      );
      const tokens = [...received].map((token, n) => [`token of activity ${n}`, token]);
      const key = credentials.private_key.split("\n")[3] ?? "";
      const all = Object.fromEntries([...found, ...tokens]) as Record<string, string>;
      return { ...all, ...planted, "private key": key };
    },
    async close(): Promise<void> {
      for (const one of [teams, confluence, drive, ...Object.values(proxies)]) await one.close();
    },
  };
}

type Identity = Awaited<ReturnType<typeof startTeamsCounterpart>>["world"]["identity"];

/** Every token that Teams shows Footnote. */
function keepTokens(identity: Identity): Set<string> {
  const kept = new Set<string>();
  const sign = identity.signToken;
  identity.signToken = (...args) => {
    const token = sign(...args);
    kept.add(token);
    return token;
  };
  return kept;
}
