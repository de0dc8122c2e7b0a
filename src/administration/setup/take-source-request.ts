import { type AdminReply, sentence } from "../../chat/admin-reply.ts";
import type { ChatEvent } from "../../chat/chat-rooms.ts";
import { platformOf } from "../../chat/platform-of.ts";
import { addSource, checkSourceRequest, type SourceRequest } from "../../sources/add-source.ts";
import { changeSource } from "../../sources/change-source.ts";
import { requireConnector } from "../../sources/open-connector.ts";
import { AdminError } from "../../sources/sources-deps.ts";
import { ADMINS_ONLY, readTarget } from "../forms/create-source-forms.ts";
import { toSourceChange, toSourceRequest } from "../forms/read-source-form.ts";
import { mayAdminister } from "../may-administer.ts";
import { describeOutcome } from "./describe-outcome.ts";
import { isAsAsked } from "./is-as-asked.ts";
import { offerSetup } from "./offer-setup.ts";
import type { SetupDeps } from "./setup-deps.ts";
import { beginFirstSync } from "./tell-source-ready.ts";

type SourceRequested = Extract<ChatEvent, { type: "source-requested" }>;

/**
 * Does what a form for a source asks for, and tells the person. What it did before a crash it does
 * not do again. @throws ChatError when the platform is away
 */
export async function takeSourceRequest(
  key: string,
  event: SourceRequested,
  deps: SetupDeps,
): Promise<void> {
  const { by, workspaceId } = event;
  const platform = platformOf(by, deps.platforms);
  const tell = (reply: AdminReply) => platform.tell({ person: by, workspaceId }, reply, key);
  // Their right may have been taken since the form was opened.
  if (!(await mayAdminister(by, deps))) return tell(sentence(ADMINS_ONLY));
  try {
    const { source } = event.target;
    if (source !== undefined) return await tell(await change(source, event, deps));
    const request = await readRequest(event, deps);
    if (requireConnector(request.kind, deps.administering).secret === undefined) {
      return await tell(await add(request, by, deps));
    }
    const { setupLinks } = deps.storage;
    if (await setupLinks.wasTold(key)) return;
    await checkSourceRequest(request, deps.administering);
    const { name, kind, settings, audience, schedule } = request;
    const wish = { type: "add" as const, name, kind, settings, audience, schedule };
    const { tokenHash, reply } = await offerSetup(wish, { person: by, workspaceId }, key, deps);
    // A message that a crash left unnoticed holds an earlier link, which is good as well.
    await tell(reply);
    await setupLinks.markTold(tokenHash, deps.now());
  } catch (error) {
    if (!(error instanceof AdminError)) throw error;
    await tell(refusal(event, error.message));
  }
}

async function readRequest({ target, values }: SourceRequested, deps: SetupDeps) {
  const found = await readTarget(target, values, deps.administering);
  if ("errors" in found) throw new AdminError(Object.values(found.errors).join(" "));
  return toSourceRequest(target.kind, found.read);
}

/** Of a kind without a secret. One that is there just as it was asked for was added before a crash. */
async function add(request: SourceRequest, by: string, deps: SetupDeps): Promise<AdminReply> {
  const { administering: sources } = deps;
  const known = await sources.storage.sources.get(request.name);
  const isThere = known !== undefined && isAsAsked(known, request);
  const added = isThere ? undefined : await addSource(request, by, sources);
  const sample = added?.removedSample;
  const notes = [
    ...(added?.notes ?? []),
    ...(sample === undefined ? [] : [`The sample source ${sample} is gone.`]),
  ];
  return beginFirstSync(request.name, by, notes, deps);
}

async function change(source: string, { target, values, by }: SourceRequested, deps: SetupDeps) {
  const { administering: sources } = deps;
  const found = await readTarget(target, values, sources);
  if ("errors" in found) throw new AdminError(Object.values(found.errors).join(" "));
  const { changed, notes } = await changeSource(source, toSourceChange(found.read), by, sources);
  const what =
    changed.length === 0
      ? `${source} is as you want it.`
      : `${source} is changed: ${changed.join(", ")}.`;
  return describeOutcome(source, what, notes, sources);
}

function refusal({ target: { kind, source } }: SourceRequested, reason: string): AdminReply {
  const command = source === undefined ? `sources add ${kind}` : `sources edit ${source}`;
  const title = source === undefined ? "The source was not added" : `${source} was not changed`;
  const buttons = [{ label: "Open the form again", command }];
  const items = [{ title, state: "bad" as const, lines: [reason], buttons }];
  return { parts: [{ type: "list", title: "", items, none: "" }] };
}
