import type { Logger } from "../../../telemetry/logger.ts";
import type { SourceForms } from "../../source-forms.ts";
import type { AddressDeps } from "../address-of.ts";
import type { TeamsConnector } from "../connect/teams-connector.ts";
import type { TeamsPeople } from "../people/teams-people.ts";
import type { Pace } from "../wire/pace.ts";

export interface CommandDeps extends AddressDeps {
  connector: TeamsConnector;
  sourceForms: Pick<SourceForms, "find">;
  people: Pick<TeamsPeople, "isFromOutside">;
  pace: Pace;
  logger: Logger;
}
