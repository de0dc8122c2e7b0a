import type { World } from "./world.ts";

/** What connects Footnote with a pretend Teams, as variables of its environment. */
export function environmentOf({
  app,
  identity,
  tenantId,
  url,
  people,
}: World): Record<string, string> {
  const adam = [...people.values()].find(({ name }) => name === "adam");
  return {
    TEAMS_APP_ID: app.id,
    TEAMS_APP_PASSWORD: app.password,
    [identity.app.isMultiTenant ? "TEAMS_TENANT_IDS" : "TEAMS_TENANT_ID"]: tenantId,
    ...(adam === undefined ? {} : { TEAMS_ADMINS: adam.email }),
    FOOTNOTE_TEAMS_PRETEND_URL: url,
  };
}
