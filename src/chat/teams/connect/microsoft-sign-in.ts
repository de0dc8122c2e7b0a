import { examineOpenId } from "../../open-id/examine-open-id.ts";
import { createOpenIdClient } from "../../open-id/open-id-client.ts";
import { SignInError, type SignInProvider } from "../../sign-in-provider.ts";
import { teamsId, teamsWorkspaceId } from "../teams-ids.ts";
import type { TeamsOptions } from "../teams-options.ts";
import { teamsClouds } from "./teams-clouds.ts";

const GUID = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;
const TITLE = "Microsoft";
const VARIABLES = "TEAMS_APP_ID and TEAMS_APP_PASSWORD";
/** Any organization's accounts; which of them are served is seen from the token. */
const ANY_TENANT = "organizations";

/**
 * Sign in with Microsoft, by the bot's own registration. Of what the token says, the ids of person
 * (`oid`) and tenant (`tid`) are used: addresses in it are not confirmed by anybody.
 */
export function createMicrosoftSignIn(
  app: NonNullable<TeamsOptions["app"]>,
  options: Pick<TeamsOptions, "tenantIds" | "pretendUrl" | "isPlayground">,
  { now }: { now: () => number },
): SignInProvider {
  const [cloud] = teamsClouds(options);
  const [tenantId, ...others] = options.tenantIds;
  if (cloud === undefined || tenantId === undefined) throw new Error("There is no tenant.");
  const { loginUrl } = cloud;
  const issuerIn = (tenant: string) => `${loginUrl}/${tenant}/v2.0`;
  const served = (tenant: unknown) => options.tenantIds.find((one) => one === tenant);
  const shared = `${loginUrl}/${ANY_TENANT}/oauth2/v2.0`;
  const registration = { title: TITLE, clientId: app.id, clientSecret: app.password };
  const openId = createOpenIdClient({
    ...registration,
    now,
    // Without `profile` there is no `oid`.
    scope: "openid profile",
    issuer: issuerIn(tenantId),
    endpoints:
      others.length === 0
        ? undefined
        : { authorize: `${shared}/authorize`, token: `${shared}/token` },
    issuerOf({ tid }) {
      const tenant = served(tid);
      return tenant && issuerIn(tenant);
    },
  });
  return {
    name: "microsoft",
    title: TITLE,
    // Whoever shares a browser's account with a colleague is asked which one.
    begin: (visit) => openId.authorizeUrl(visit, { prompt: "select_account" }),
    async finish(reply, visit) {
      const { tid, oid } = await openId.claims(reply, visit);
      const tenant = served(tid);
      const person = String(oid).toLowerCase();
      if (tenant === undefined || !GUID.test(person)) {
        throw new SignInError("Microsoft did not say who you are in which organization.");
      }
      return { person: teamsId(tenant, person), workspaceId: teamsWorkspaceId(tenant) };
    },
    examine: (redirectUri) =>
      examineOpenId(
        {
          ...registration,
          issuers: [issuerIn(tenantId), ...others.map(issuerIn)],
          variables: VARIABLES,
        },
        redirectUri,
      ),
  };
}
