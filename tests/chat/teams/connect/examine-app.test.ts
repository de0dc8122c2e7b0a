import { expect, test } from "vitest";
import { examineApp } from "../../../../src/chat/teams/examine-app.ts";
import { createSigningKey } from "../../../counterparts/teams/identity/signing-keys.ts";
import { APP_ID, startConnect, TENANT } from "./start-connect.ts";

const now = () => Date.now();

test("doctor says which app it is, where, and how its events come", async () => {
  const { options, url } = await startConnect();
  const said = `not the real Teams, but a pretend one at ${url} (FOOTNOTE_TEAMS_PRETEND_URL): the app ${APP_ID} in the tenant ${TENANT}; events over HTTP, to /teams/messages`;
  const named = { ...options, admins: ["adam@acme.example"] };
  expect(await examineApp(named, now)).toEqual({
    ok: true,
    detail: said,
    fix: expect.stringContaining("for the real one"),
  });
  expect(await examineApp(options, now)).toEqual({
    ok: true,
    detail: `${said}; no admin is named`,
    fix: expect.stringContaining("TEAMS_ADMINS"),
  });
  const playground = { ...options, app: undefined, isPlayground: true };
  expect(await examineApp(playground, now)).toEqual({
    ok: true,
    detail: expect.stringMatching(
      /^not the real Teams, but the Agents Playground .*TEAMS_PLAYGROUND/,
    ),
    fix: expect.stringContaining("set TEAMS_APP_ID"),
  });
});

test("doctor names the variable that is wrong", async () => {
  const { options } = await startConnect({ app: { id: APP_ID, password: "wrong" } });
  const examined = await examineApp(options, now);
  expect(examined).toMatchObject({
    ok: false,
    detail: expect.stringContaining("TEAMS_APP_PASSWORD is not the secret of the app"),
  });
});

test("doctor names the permissions of Graph that are missing, and takes wider ones", async () => {
  const { options, identity } = await startConnect({ isGraphOn: true });
  expect(await examineApp(options, now)).toMatchObject({
    ok: true,
    detail: expect.stringContaining("with Microsoft Graph"),
  });
  identity.roles = ["User.Read.All"];
  expect(await examineApp(options, now)).toMatchObject({
    ok: false,
    detail: expect.stringContaining(
      `: Microsoft Graph does not grant GroupMember.Read.All in the tenant ${TENANT}`,
    ),
  });
  identity.roles = ["Directory.Read.All"];
  expect(await examineApp(options, now)).toMatchObject({ ok: true });
});

test("doctor says what cannot be reached: the login service, or the keys", async () => {
  const { options, identity, close, url } = await startConnect();
  identity.keys = [createSigningKey(["webchat"])];
  expect(await examineApp(options, now)).toMatchObject({
    ok: false,
    detail: expect.stringMatching(/keys that Teams signs with cannot be had at 127.0.0.1/),
  });
  await close();
  expect(await examineApp(options, now)).toMatchObject({
    ok: false,
    detail: expect.stringContaining(`Microsoft's login service cannot be reached at ${url}.`),
    fix: expect.stringContaining("FOOTNOTE_TEAMS_PRETEND_URL"),
  });
});
