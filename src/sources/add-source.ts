import type { Connector } from "../../connectors/connector.ts";
import { describeNoPrincipal } from "../access/describe-no-principal.ts";
import { parsePrincipal } from "../access/principals.ts";
import type { SourceRecord } from "../storage/storage.ts";
import { parseSchedule } from "../sync/run-schedule.ts";
import {
  checkSettings,
  openConnector,
  requireConnector,
  translateConnectorError,
} from "./open-connector.ts";
import { checkRoots } from "./readers/check-roots.ts";
import { noteUnknownReaders } from "./readers/note-unknown-readers.ts";
import { removeSource } from "./remove-source.ts";
import type { OfferedSecret } from "./secrets/stored-secret.ts";
import { AdminError, type SourcesDeps, writeAudit } from "./sources-deps.ts";

/** The source is added by then, so the sample's own sync is waited for rather than given up on. */
const SAMPLE_WAIT_MS = 60_000;

export interface SourceRequest {
  name: string;
  kind: string;
  settings: Record<string, string>;
  /** Undefined takes the audience that sources of this kind have by default. */
  audience?: string[] | undefined;
  schedule?: string | undefined;
  /** The handbook that ships with Footnote: it goes when a source of one's own comes. */
  sample?: boolean;
  /** What kinds that need one ask for; undefined takes what the environment offers. */
  secret?: string | undefined;
}

/**
 * Adds a source, which must answer; its documents come with the first sync.
 * @throws AdminError
 */
export async function addSource(
  request: SourceRequest,
  actor: string,
  deps: SourcesDeps,
): Promise<{ source: SourceRecord; removedSample: string | undefined; notes: string[] }> {
  const source = await checkSourceRequest(request, deps);
  const { name, kind, settings, audience, schedule } = source;
  const offered = requireSecret(request, deps);
  const connector = openConnector(source, deps, offered);
  const notes = [
    ...(await expectAnswer(connector)),
    ...(await checkRoots(source, {}, connector, requireConnector(kind, deps))),
    ...(await noteUnknownReaders(audience ?? [], deps)),
  ];
  const sealed = offered && (await deps.secrets.seal(name, offered.text));
  if (!(await deps.storage.sources.add(source, sealed))) throw nameTaken(name);
  await writeAudit(actor, "source.added", { name, kind, settings, audience, schedule }, deps);
  if (source.sample) return { source, removedSample: undefined, notes };
  const sample = (await deps.storage.sources.list()).find((other) => other.sample);
  if (sample !== undefined) await removeSource(sample.name, actor, deps, SAMPLE_WAIT_MS);
  return { source, removedSample: sample?.name, notes };
}

/** The record a request asks for. @throws AdminError when something in it is wrong, or its name taken. */
export async function checkSourceRequest(
  request: SourceRequest,
  deps: SourcesDeps,
): Promise<SourceRecord> {
  const source = readSourceRequest(request, deps);
  if ((await deps.storage.sources.get(source.name)) !== undefined) throw nameTaken(source.name);
  return source;
}

/** What can be told from the request alone. @throws AdminError when something in it is wrong. */
export function readSourceRequest(
  request: SourceRequest,
  deps: Pick<SourcesDeps, "findConnector" | "connectorKinds" | "now">,
): SourceRecord {
  const { name, kind, settings, schedule } = request;
  if (!/^[a-z0-9-]{1,64}$/.test(name)) {
    throw new AdminError(
      `"${name}" cannot be the name of a source: use 1 to 64 lower-case letters, digits and hyphens.`,
    );
  }
  const { defaultAudience } = requireConnector(kind, deps);
  checkSettings({ kind, settings }, deps);
  const audience =
    request.audience === undefined ? defaultAudience : checkAudience(request.audience);
  const cron = schedule === undefined ? undefined : parseSchedule(schedule);
  if (cron?.error !== undefined) throw new AdminError(cron.error);
  return {
    name,
    kind,
    settings,
    audience,
    schedule,
    paused: false,
    sample: request.sample ?? false,
    cursor: undefined,
    createdAt: deps.now(),
    lastSyncStartedAt: undefined,
    lastSyncFinishedAt: undefined,
    lastSyncCounts: undefined,
    lastSyncError: undefined,
    lastSyncProgressAt: undefined,
    inStepAt: undefined,
    heldRemovals: 0,
    lag: undefined,
  };
}

/** Principals in their one spelling. @throws AdminError naming the first that is none. */
export function checkAudience(principals: readonly string[]): string[] {
  const parsed = principals.map((principal) => {
    const one = parsePrincipal(principal);
    if (one !== undefined) return one;
    throw new AdminError(describeNoPrincipal(principal));
  });
  return [...new Set(parsed)].sort();
}

function nameTaken(name: string): AdminError {
  return new AdminError(`There is a source "${name}" already: choose another name.`);
}

/** The secret that a source of this kind needs; undefined where it needs none. @throws AdminError */
export function requireSecret(
  { kind, secret }: Pick<SourceRequest, "kind" | "secret">,
  deps: Pick<SourcesDeps, "findConnector" | "connectorKinds" | "offeredSecret">,
): OfferedSecret | undefined {
  const needed = requireConnector(kind, deps).secret;
  if (needed === undefined) {
    if (secret === undefined) return undefined;
    throw new AdminError(`A ${kind} source needs no secret: leave --secret-file out.`);
  }
  const found = secret ?? deps.offeredSecret(needed.variable);
  if (found !== undefined) return { text: found };
  throw new AdminError(
    `A ${kind} source needs the ${needed.title}: put it into a file and give that with --secret-file, or set ${needed.variable}.`,
  );
}

/** Somebody waits for it, mostly in front of a page; syncs have more patience. */
const ANSWER_MS = 45_000;

/**
 * Asks the source, whether for its own check or for one document id: what is wrong is better known
 * now than at night. Returns what an admin should know. @throws AdminError
 */
export async function expectAnswer(connector: Connector, withinMs = ANSWER_MS): Promise<string[]> {
  const signal = AbortSignal.timeout(withinMs);
  try {
    if (connector.check !== undefined) return await connector.check(signal);
    for await (const _ of connector.listDocumentIds(signal)) break;
    return [];
  } catch (error) {
    if (signal.aborted) {
      const seconds = Math.ceil(withinMs / 1_000);
      throw new AdminError(
        `The source gave no answer within ${seconds} seconds: try again in a while.`,
        { cause: error },
      );
    }
    throw withoutNextSync(translateConnectorError(error));
  }
}

/** Connectors speak to whoever reads about a sync: here is none, and somebody waits. */
function withoutNextSync(error: unknown): unknown {
  if (!(error instanceof AdminError)) return error;
  const message = error.message.replace("the next sync tries again", "try again in a while");
  return new AdminError(message, { cause: error });
}
