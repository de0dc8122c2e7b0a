import type { Connector } from "../../../connectors/connector.ts";
import { googleDrive } from "../../../connectors/google-drive/index.ts";
import {
  type CounterpartOptions,
  startGoogleDriveCounterpart,
} from "../../counterparts/google-drive/start-google-drive-counterpart.ts";
import { fixedSecret } from "../../support/fixed-secret.ts";

export const SCOPE = "https://www.googleapis.com/auth/drive.readonly";
export const DIRECTORY_SCOPE =
  "https://www.googleapis.com/auth/admin.directory.group.member.readonly";
export const ANN = "ann@acme.example";
/** As fast as the machine allows, unless a test is about the pace. */
const FAST = { requestsPerMinute: "1000000" };

/** A counterpart, and connectors to it that act for Ann; the caller closes it. */
export async function openCounterpart(options: CounterpartOptions = {}) {
  const counterpart = await startGoogleDriveCounterpart(options);
  const { world, apiUrl, tokenUrl, authorizeUrl } = counterpart;
  const email = world.accounts.createServiceAccount("reader", [SCOPE, DIRECTORY_SCOPE]);
  const key = JSON.stringify(world.accounts.createKey(email));
  world.drive.createUser(ANN);
  const addresses = { apiUrl, tokenUrl, authorizeUrl };
  return {
    counterpart,
    world,
    drive: world.drive,
    addresses,
    /** The service account's address. */
    email,
    key,
    connect(settings: Record<string, string> = {}, secret = key): Connector {
      const given = { ...addresses, ...FAST, subject: ANN, ...settings };
      const { subject, ...rest } = given;
      const parsed = googleDrive.settings.parse(subject === "" ? rest : given);
      return googleDrive.create(parsed, fixedSecret(secret));
    },
  };
}
