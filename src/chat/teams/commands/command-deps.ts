import type { Logger } from "../../../telemetry/logger.ts";
import type { AdminForms } from "../../admin-forms.ts";
import type { AddressDeps } from "../address-of.ts";
import type { TeamsConnector } from "../connect/teams-connector.ts";
import type { TeamsPeople } from "../people/teams-people.ts";
import type { Pace } from "../wire/pace.ts";

export interface CommandDeps extends AddressDeps {
  connector: TeamsConnector;
  adminForms: Pick<AdminForms, "find">;
  people: Pick<TeamsPeople, "isFromOutside">;
  pace: Pace;
  logger: Logger;
}
