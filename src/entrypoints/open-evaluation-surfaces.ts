import { randomUUID } from "node:crypto";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { allowedAccessIds } from "../access/audience.ts";
import { createMembershipReader } from "../access/groups/create-membership-reader.ts";
import { createExpandAudience } from "../access/groups/expand-audience.ts";
import { isOwnGroup } from "../access/groups/group-kinds.ts";
import { type App, stateFile } from "../app.ts";
import { newRecord } from "../conversation/accept-question.ts";
import { readHistory } from "../conversation/read-history.ts";
import { readCitation, readDocument, readStatus } from "../conversation/read-sources.ts";
import type { EvaluationGroup, EvaluationSurfaces } from "../evaluation/workspace.ts";
import { createVerifiedFinder } from "../feedback/verified/find-verified.ts";
import { proposeVerified } from "../feedback/verified/propose-verified.ts";
import { acceptVerified } from "../feedback/verified/review-verified.ts";
import { openStorage } from "../storage/open-storage.ts";
import type { Storage } from "../storage/storage.ts";

const ACTOR = "eval";

/**
 * The surfaces of an application over its documents. Conversations and verified answers are kept in a
 * state of their own, so that an evaluation leaves nothing behind.
 */
export async function openEvaluationSurfaces(
  app: App,
  source: string,
  groups: readonly EvaluationGroup[],
): Promise<{ surfaces: EvaluationSurfaces; close(): Promise<void> }> {
  const folder = await mkdtemp(join(tmpdir(), "footnote-surfaces-"));
  const own = await openStorage({ file: stateFile(folder) });
  const { documents, sources, accessLists, failures } = app.storage;
  const storage: Storage = { ...own, documents, sources, accessLists, failures };
  const { index, now, answering } = app;
  const deps = { storage, index, now };
  const reading = { ...deps, ...answering, samplePrompts: [] };
  await keepGroups(groups, source, { storage: own, now });
  const { maxAgeMs } = app.config.groups;
  const surfaces: EvaluationSurfaces = {
    expandAudience: createExpandAudience(createMembershipReader({ storage: own, maxAgeMs, now })),
    status: (audience) => readStatus(audience, reading),
    async document(documentId, audience) {
      const allowed = allowedAccessIds(audience, await accessLists.list());
      return readDocument(source, documentId, allowed, reading);
    },
    citation: (citation, audience) => readCitation(citation, audience, reading),
    async history({ question, audience, answer }, followUpBy) {
      const thread = { threadId: randomUUID(), surface: "eval", askedBy: ACTOR };
      const first = { ...thread, messageId: randomUUID(), text: question, audience };
      await storage.answers.create(newRecord(first, now()));
      const result = { outcome: answer.outcome, answer, evidence: undefined };
      const finished = { ...result, promptVersion: undefined, finishedAt: now() };
      await storage.answers.finish(first.messageId, finished);
      const next = { ...thread, messageId: randomUUID(), text: "", audience: followUpBy };
      return readHistory(newRecord(next, now()), storage, answering.accessLists);
    },
    async verify({ question, text, documentId, audience }) {
      const rests = documentId === undefined ? [] : [{ source, documentId }];
      const given = { question, text, documents: rests, audience };
      const by = { origin: "admin" as const, createdBy: ACTOR };
      const { id } = await proposeVerified({ ...given, ...by }, deps);
      await acceptVerified(id, {}, { id: ACTOR }, deps);
      return {
        async remove() {
          await storage.verified.remove(id);
        },
      };
    },
    findVerified: createVerifiedFinder(deps),
  };
  return {
    surfaces,
    async close() {
      await own.close();
      await rm(folder, { recursive: true, force: true });
    },
  };
}

/** Those of the admins' own as admins say them, all others as a source does. */
async function keepGroups(
  groups: readonly EvaluationGroup[],
  source: string,
  { storage, now }: Pick<App, "now"> & { storage: Pick<Storage, "groups"> },
): Promise<void> {
  const said = groups.filter(({ id }) => !isOwnGroup(id));
  const news = said.map(({ id, members }) => ({
    ...{ type: "said" as const, principal: id, members: [...members], unknownMembers: 0 },
  }));
  await storage.groups.note(source, news, now());
  for (const { id, members } of groups.filter((one) => isOwnGroup(one.id))) {
    await storage.groups.set({
      ...{ principal: id, members: [...members], setBy: ACTOR, at: now() },
    });
  }
}
