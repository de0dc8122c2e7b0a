import { seededRandom } from "../../support/seeded-random.ts";
import { type Budget, NO_FAULTS } from "../shared/faults.ts";
import { serve } from "../shared/serve.ts";
import { handleRequest } from "./api/handle-request.ts";
import { createAccounts } from "./auth/accounts.ts";
import { createDrive } from "./drive/drive.ts";
import type { World } from "./world.ts";

/** Bytes after which Google exports no more. */
const EXPORT_LIMIT = 10 * 1024 * 1024;

export interface CounterpartOptions {
  port?: number;
  /** The drive's clock; the machine's where absent. */
  now?: () => number;
  /** What chance does to faults. */
  seed?: number;
  budget?: Budget;
}

export interface GoogleDriveCounterpart {
  /** The root url that the SDK is given, with `/` at its end. */
  apiUrl: string;
  tokenUrl: string;
  /** Where an admin's browser is sent to grant access. */
  authorizeUrl: string;
  /** The state behind it, to look at and to change. */
  world: World;
  close(): Promise<void>;
}

/** A local server that answers and refuses as Google's Drive API v3 and its OAuth do. */
export async function startGoogleDriveCounterpart(
  options: CounterpartOptions = {},
): Promise<GoogleDriveCounterpart> {
  const world: World = {
    drive: createDrive(options.now === undefined ? {} : { now: options.now }),
    accounts: createAccounts(),
    budget: options.budget,
    faults: NO_FAULTS,
    delayMs: 0,
    broken: new Map(),
    nonsense: undefined,
    hasShortPages: false,
    isApiEnabled: true,
    isDirectoryEnabled: true,
    groupLists: { expandsGroups: true, namesGroups: false, expandsCompany: true },
    oddMembers: new Map(),
    exportLimit: EXPORT_LIMIT,
    onRequest: undefined,
    onExchange: undefined,
    requests: [],
    tokenRequests: [],
    random: seededRandom(options.seed ?? 1),
    pageTokens: new Map(),
  };
  const { url, close } = await serve(
    (request, response) => void handleRequest(world, request, response),
    options.port,
  );
  world.accounts.tokenUrl = `${url}/token`;
  return {
    apiUrl: `${url}/`,
    tokenUrl: `${url}/token`,
    authorizeUrl: `${url}/o/oauth2/v2/auth`,
    world,
    close,
  };
}
