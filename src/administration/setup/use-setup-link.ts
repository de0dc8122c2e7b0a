import type { ConnectorDefinition } from "../../../connectors/definition.ts";
import { addSource } from "../../sources/add-source.ts";
import { requireConnector } from "../../sources/open-connector.ts";
import { canRequestAccess } from "../../sources/secrets/request-access.ts";
import { setSourceSecret } from "../../sources/secrets/source-secret.ts";
import { AdminError, requireSource } from "../../sources/sources-deps.ts";
import type { SetupLink } from "../../storage/ports/setup-storage.ts";
import { holdLease } from "../../sync/hold-lease.ts";
import { ADMINS_ONLY } from "../forms/create-source-forms.ts";
import { mayAdminister } from "../may-administer.ts";
import { isAsAsked } from "./is-as-asked.ts";
import type { SetupDoorDeps } from "./setup-deps.ts";

/** Whoever has not found the right secret by then asks for another link. */
const MOST_TRIES = 10;

/** What a link asks for. */
export interface SetupTask {
  link: SetupLink;
  name: string;
  kind: string;
  settings: Record<string, string>;
  title: string;
  secret: NonNullable<ConnectorDefinition["secret"]>;
  /** Access can also be allowed at the vendor. */
  canAllow: boolean;
}

/** @throws AdminError when the source is gone, or sources of its kind have no secret */
export async function readTask(link: SetupLink, deps: SetupDoorDeps): Promise<SetupTask> {
  const { wish } = link;
  const { name, kind, settings } =
    wish.type === "add" ? wish : await requireSource(wish.source, deps.administering);
  const { title, secret } = requireConnector(kind, deps.administering);
  if (secret === undefined) throw new AdminError(`A ${kind} source has no secret.`);
  const canAllow = canRequestAccess(kind, deps.administering);
  return { link, name, kind, settings, title, secret, canAllow };
}

/** Counts a try. @throws AdminError when the person may not, or there were too many */
export async function countTry({ link }: SetupTask, deps: SetupDoorDeps): Promise<void> {
  if (!(await mayAdminister(link.person, deps))) throw new AdminError(ADMINS_ONLY);
  const { setupLinks } = deps.storage;
  if (await setupLinks.tryOnce(link.tokenHash, MOST_TRIES, deps.now())) return;
  throw new AdminError(
    `This link was tried ${MOST_TRIES} times, or is used: ask for another one in the chat.`,
  );
}

/**
 * Tries a secret at the source and keeps it where it is accepted; the link is used up then, and its
 * person is told in the chat. @throws AdminError
 */
export async function giveSecret(
  task: SetupTask,
  secret: string,
  deps: SetupDoorDeps,
): Promise<void> {
  const { link, name } = task;
  // Two tries at once could both go well.
  const lease = await holdLease(`setup:${link.requestKey}`, deps);
  if (lease === undefined) {
    throw new AdminError("A secret is being tried with this link: wait a moment.");
  }
  try {
    const isGood = await deps.storage.setupLinks.get(link.tokenHash, deps.now());
    if (isGood === undefined) throw new AdminError("This link was used: look into the chat.");
    const { isNew, notes } = await keepSecret(task, secret, deps);
    const { person: by, workspaceId } = link;
    const group = `sources:${workspaceId}`;
    const event = { type: "source-ready", by, workspaceId, source: name, isNew, notes } as const;
    await deps.inbox.keep(`setup:${link.tokenHash}`, group, event);
    await deps.storage.setupLinks.finish(link.requestKey);
  } finally {
    await lease.release();
  }
}

async function keepSecret(
  { link: { wish, person } }: SetupTask,
  secret: string,
  { administering: sources }: SetupDoorDeps,
): Promise<{ isNew: boolean; notes: string[] }> {
  if (wish.type === "secret") {
    const notes = await setSourceSecret(wish.source, secret, person, sources);
    return { isNew: false, notes };
  }
  const known = await sources.storage.sources.get(wish.name);
  if (known !== undefined && isAsAsked(known, wish)) {
    // Added by a try that a crash cut off before it was said.
    return { isNew: true, notes: await setSourceSecret(wish.name, secret, person, sources) };
  }
  const { notes, removedSample } = await addSource({ ...wish, secret }, person, sources);
  const gone = removedSample === undefined ? [] : [`The sample source ${removedSample} is gone.`];
  return { isNew: true, notes: [...notes, ...gone] };
}
