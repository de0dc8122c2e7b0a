import { expect, test } from "vitest";
import type { App } from "../../../src/app.ts";
import { examineSignIn } from "../../../src/entrypoints/examine/examine-sign-in.ts";
import { SERVE_LEASE } from "../../../src/sync/hold-lease.ts";
import { serve } from "../../counterparts/shared/serve.ts";
import { createFootnote } from "../../support/footnote.ts";
import { openApp } from "../../support/open-app.ts";
import { PUBLIC_URL, startSignIn } from "./sign-in-world.ts";

type World = Awaited<ReturnType<typeof startSignIn>>;

/** The same application with other secrets. */
function withSecrets({ app }: World, secrets: { slack?: string; microsoft?: string }): App {
  const { slack, teams } = app.config;
  if (slack?.signIn === undefined || teams?.app === undefined) throw new Error("No sign-in.");
  const { clientSecret } = slack.signIn;
  const config = {
    ...app.config,
    slack: { ...slack, signIn: { ...slack.signIn, clientSecret: secrets.slack ?? clientSecret } },
    teams: { ...teams, app: { ...teams.app, password: secrets.microsoft ?? teams.app.password } },
  };
  return { ...app, config };
}

async function serving(app: App): Promise<void> {
  await app.storage.leases.acquire(SERVE_LEASE, "test", 60_000, app.now());
}

test("doctor says that people can sign in, and which redirect URLs the vendors have to know", async () => {
  const { app } = await startSignIn();
  const about = (title: string, name: string) => ({
    name: `sign-in with ${title}`,
    ok: true,
    detail: `${title} takes the app's secret; it has to know the redirect URL ${PUBLIC_URL}/sign-in/${name}/callback`,
    fix: undefined,
  });
  expect(await examineSignIn(app)).toEqual([
    about("Slack", "slack"),
    about("Microsoft", "microsoft"),
    {
      ...{ name: "web chat", ok: true },
      detail: `with sign-in, at ${PUBLIC_URL}; nobody serves now, so whether it leads here is not known`,
    },
  ]);
});

test("doctor tells of a wrong secret and of a vendor that is away, by variable and by host", async () => {
  const world = await startSignIn();
  const wrong = withSecrets(world, { slack: "guess", microsoft: "guess" });
  expect((await examineSignIn(wrong)).slice(0, 2)).toMatchObject([
    {
      ...{ ok: false, detail: "Slack refuses the app's id or secret (bad_client_secret)" },
      fix: "correct SLACK_CLIENT_ID and SLACK_CLIENT_SECRET",
    },
    {
      ...{ ok: false, detail: "Microsoft refuses the app's id or secret (invalid_client)" },
      fix: "correct TEAMS_APP_ID and TEAMS_APP_PASSWORD",
    },
  ]);
  await world.slack.close();
  // Refused, or a connection that was kept ended: whichever Node notices.
  const away = /^Slack does not say at 127\.0\.0\.1:\d+ how people sign in \([A-Z_]+\)$/;
  expect((await examineSignIn(world.app)).slice(0, 2)).toMatchObject([
    { ok: false, detail: expect.stringMatching(away) },
    { ok: true },
  ]);
});

test("doctor tries whether the address leads here, where somebody serves", async () => {
  const { app, address } = await startSignIn();
  await serving(app);
  const at = async (publicUrl: string) => (await examineSignIn({ ...app, publicUrl })).at(-1);
  expect(await at(address)).toEqual({
    ...{ name: "web chat", ok: true },
    detail: `with sign-in, at ${address}, over http, so for browsers on this machine alone, which leads here`,
  });
  const other = await serve((_, response) => response.writeHead(404).end("Nothing is here."));
  expect(await at(other.url)).toMatchObject({
    ...{ ok: false, detail: `${other.url}/sign-in answers 404 and is not Footnote's page` },
    fix: "let what listens there pass everything on to Footnote",
  });
  await other.close();
  expect(await at(other.url)).toMatchObject({
    ...{ ok: false, detail: `nothing answers at ${other.url}/sign-in` },
  });
  const hidden = await at("https://footnote.invalid");
  expect(hidden).toMatchObject({ ok: true, detail: expect.stringContaining("cannot reach") });
});

test("doctor says so where nobody signs in, and what is lacking where the settings do not fit", async () => {
  expect(await examineSignIn(await openApp())).toEqual([
    {
      ...{ name: "web chat", ok: true },
      detail: "without sign-in, for whoever is at this machine (127.0.0.1)",
    },
  ]);
  const slack = { SLACK_BOT_TOKEN: "xoxb-1", SLACK_APP_TOKEN: "xapp-1", SLACK_CLIENT_ID: "1.2" };
  const refused: [environment: NodeJS.ProcessEnv, said: RegExp][] = [
    [{ FOOTNOTE_HOST: "0.0.0.0" }, /FOOTNOTE_HOST=0\.0\.0\.0 .*set FOOTNOTE_SIGN_IN/],
    [{ ...slack, FOOTNOTE_SIGN_IN: "slack" }, /SLACK_CLIENT_SECRET/],
    [{ FOOTNOTE_PUBLIC_URL: "http://footnote.example.com" }, /FOOTNOTE_PUBLIC_URL.*http:\/\/ only/],
  ];
  for (const [environment, said] of refused) {
    const { code, stdout, stderr } = await createFootnote({ environment }).run("doctor");
    expect([code, stderr]).toEqual([1, ""]);
    const failed = stdout.split("\n").filter((line) => line.startsWith("FAIL"));
    expect(failed).toEqual([expect.stringMatching(said)]);
  }
}, 30_000);
