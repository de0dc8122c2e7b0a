import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type {
  DocumentRecord,
  FailureRecord,
  SourceRecord,
  Storage,
  SuspicionRecord,
} from "../../../src/storage/storage.ts";

/** Sources, their documents and failures, and who may read them. */
export function sourcesContract(open: () => Promise<Storage>): void {
  let storage: Storage;
  beforeEach(async () => {
    storage = await open();
  });
  afterEach(() => storage.close());

  describe("sources", () => {
    it("keeps every field, set and unset", async () => {
      const bare = source("bare");
      const full: SourceRecord = {
        ...source("full"),
        settings: { path: "./döcs", "a.b": "" },
        audience: [],
        schedule: "*/5 * * * *",
        paused: true,
        sample: true,
        cursor: "",
        lastSyncStartedAt: 0,
        lastSyncFinishedAt: 1_900_000_000_123,
        lastSyncCounts: { seen: 5, changed: 1, unchanged: 2, removed: 1, failed: 1 },
        lastSyncError: "The folder is gone.",
        lastSyncProgressAt: 1_900_000_000_000,
        inStepAt: 1_800_000_000_001,
        lag: { documents: 3, p50Ms: 1, p95Ms: 2, maxMs: 2 },
        heldRemovals: 30,
      };
      expect(await storage.sources.add(full)).toBe(true);
      expect(await storage.sources.add(bare)).toBe(true);
      expect(await storage.sources.get("full")).toStrictEqual(full);
      expect(await storage.sources.list()).toStrictEqual([bare, full]);
    });

    it("refuses a name that is taken and leaves the first as it was", async () => {
      await storage.sources.add(source("handbook"));
      expect(await storage.sources.add({ ...source("handbook"), kind: "notion" })).toBe(false);
      expect((await storage.sources.get("handbook"))?.kind).toBe("files");
    });

    it("keeps a source together with its secret", async () => {
      await storage.sources.add(source("wiki"), "box");
      expect(await storage.secrets.get("wiki")).toBe("box");
      expect(await storage.sources.add(source("wiki"), "other box")).toBe(false);
      expect(await storage.secrets.get("wiki")).toBe("box");
    });

    it("changes what is named, unsets what is undefined, leaves the rest", async () => {
      await storage.sources.add({ ...source("handbook"), cursor: "c1", schedule: "0 * * * *" });
      await storage.sources.update("handbook", { cursor: undefined, paused: true });
      expect(await storage.sources.get("handbook")).toStrictEqual({
        ...source("handbook"),
        schedule: "0 * * * *",
        paused: true,
      });
      await storage.sources.update("nobody", { paused: true });
      expect(await storage.sources.get("nobody")).toBeUndefined();
    });

    it("takes its documents and failures with it, and nobody else's", async () => {
      const accessId = await storage.accessLists.idOf(["everyone"]);
      for (const name of ["a", "b"]) {
        await storage.sources.add(source(name));
        await storage.documents.save([document(name, "1", accessId)]);
        await storage.failures.save([failure(name, "2")]);
      }
      await storage.sources.remove("a");
      expect(await storage.sources.get("a")).toBeUndefined();
      expect(await storage.documents.list("a")).toEqual([]);
      expect(await storage.failures.list("a")).toEqual([]);
      expect(await storage.documents.list("b")).toHaveLength(1);
      expect(await storage.failures.list("b")).toHaveLength(1);
    });
  });

  describe("documents", () => {
    let accessId: number;
    beforeEach(async () => {
      accessId = await storage.accessLists.idOf(["everyone"]);
      await storage.sources.add(source("handbook"));
      await storage.sources.add(source("wiki"));
    });

    it("keeps, replaces and counts them by source", async () => {
      const first = document("handbook", "a.md", accessId);
      await storage.documents.save([first, document("wiki", "a.md", accessId)]);
      const other = await storage.accessLists.idOf(["group:hr"]);
      const changed = { ...first, ...{ kind: "html", title: "New", fingerprint: "2" } };
      Object.assign(changed, { accessId: other, inheritsAudience: false, passages: 9 });
      await storage.documents.save([{ ...changed, syncedAt: 7 }]);
      expect(await storage.documents.get("handbook", "a.md")).toStrictEqual({
        ...changed,
        syncedAt: 7,
      });
      expect(await storage.documents.get("handbook", "b.md")).toBeUndefined();
      expect(await storage.documents.count("handbook")).toEqual(counted(1, 9, 0));
      expect(await storage.documents.count("wiki")).toEqual(counted(1, 3, 1));
      expect(await storage.documents.count("none")).toEqual(counted(0, 0, 0));
      const nobody = await storage.accessLists.idOf([]);
      await storage.documents.save([document("wiki", "b.md", nobody)]);
      expect(await storage.documents.count("wiki")).toMatchObject({ documents: 2, forNobody: 1 });
    });

    it("keeps the last of two versions in one call", async () => {
      const version = (title: string) => ({ ...document("wiki", "a", accessId), title });
      await storage.documents.save([version("old"), version("new")]);
      expect((await storage.documents.list("wiki")).map(({ title }) => title)).toEqual(["new"]);
    });

    it("saves, moves and removes forty thousand at once", async () => {
      const many = Array.from({ length: 40_000 }, (_, n) =>
        document("handbook", `d${n}`, accessId),
      );
      await storage.documents.save(many);
      expect(await storage.documents.count("handbook")).toEqual(counted(40_000, 120_000, 40_000));
      const other = await storage.accessLists.idOf(["group:hr"]);
      const ids = many.slice(1).map(({ documentId }) => documentId);
      await storage.documents.setAccess("handbook", ids, other);
      const accessIds = (await storage.documents.list("handbook")).map((row) => row.accessId);
      expect(accessIds.filter((id) => id === other)).toHaveLength(39_999);
      await storage.documents.remove("handbook", ids);
      expect(await storage.documents.list("handbook")).toStrictEqual([many[0]]);
      await storage.documents.remove("handbook", []);
    });

    it("saves all or nothing", async () => {
      const batch = [document("wiki", "good", accessId), document("nowhere", "bad", accessId)];
      await expect(storage.documents.save(batch)).rejects.toThrow();
      expect(await storage.documents.list("wiki")).toEqual([]);
      await storage.documents.save(batch.slice(0, 1));
      expect(await storage.documents.list("wiki")).toHaveLength(1);
    });

    it("keeps what is suspicious by document, until it is cleared or its source goes", async () => {
      for (const name of ["wiki", "drive"]) await storage.sources.add(source(name));
      const [a, b] = [suspicion("wiki", "a"), suspicion("wiki", "b")];
      await storage.suspicions.save([a, b, suspicion("drive", "a")]);
      const again = {
        ...a,
        title: "Another",
        path: "x/y",
        findings: [...a.findings, ...b.findings],
      };
      await storage.suspicions.save([
        { ...again, foundAt: 1 },
        { ...again, foundAt: 9 },
      ]);
      expect(await storage.suspicions.list("wiki")).toStrictEqual([{ ...again, foundAt: 9 }, b]);
      expect(await storage.suspicions.count("wiki")).toBe(2);
      await storage.suspicions.clear("wiki", ["a", "unknown"]);
      expect(await storage.suspicions.list()).toStrictEqual([suspicion("drive", "a"), b]);
      await storage.sources.remove("drive");
      expect(await storage.suspicions.list()).toStrictEqual([b]);
      expect(await storage.suspicions.count("drive")).toBe(0);
    });

    it("keeps one failure a document until it is cleared", async () => {
      await storage.failures.save([failure("wiki", "a"), failure("wiki", "b")]);
      const again = { reason: "Other.", failedAt: 9, fingerprint: "f2", attempts: 2, retryAt: 99 };
      await storage.failures.save([{ ...failure("wiki", "a"), ...again }]);
      expect(await storage.failures.list("wiki")).toEqual([
        { ...failure("wiki", "a"), ...again },
        failure("wiki", "b"),
      ]);
      await storage.failures.clear("wiki", ["a", "unknown"]);
      expect(await storage.failures.list("wiki")).toEqual([failure("wiki", "b")]);
    });
  });

  describe("hints and webhooks", () => {
    beforeEach(async () => {
      await storage.sources.add(source("wiki"));
      await storage.sources.add(source("notes"));
    });

    it("keeps a hint until a run has looked at it, and the later one of two", async () => {
      await storage.hints.save("wiki", ["a", "b", "a"], 5);
      await storage.hints.save("wiki", ["b"], 8);
      await storage.hints.save("notes", [], 9);
      expect(await storage.hints.waiting()).toEqual([{ source: "wiki", lastHintedAt: 8 }]);
      await storage.hints.clear("wiki", 5);
      expect(await storage.hints.list("wiki")).toEqual([{ documentId: "b", hintedAt: 8 }]);
      await storage.hints.clear("wiki", 8);
      expect(await storage.hints.waiting()).toEqual([]);
    });

    it("keeps what was put off without asking for a run, until it is hinted at again", async () => {
      await storage.hints.save("wiki", ["a", "b"], 5);
      await storage.hints.save("wiki", ["c"], 9);
      await storage.hints.putOff("wiki", 8);
      expect(await storage.hints.waiting()).toEqual([{ source: "wiki", lastHintedAt: 9 }]);
      await storage.hints.putOff("wiki", 9);
      expect(await storage.hints.waiting()).toEqual([]);
      await storage.hints.save("wiki", ["b"], 12);
      expect(await storage.hints.list("wiki")).toEqual([
        { documentId: "a", hintedAt: 0 },
        { documentId: "b", hintedAt: 12 },
        { documentId: "c", hintedAt: 0 },
      ]);
      expect(await storage.hints.waiting()).toEqual([{ source: "wiki", lastHintedAt: 12 }]);
      await storage.hints.clear("wiki", 0);
      expect(await storage.hints.list("wiki")).toEqual([{ documentId: "b", hintedAt: 12 }]);
    });

    it("keeps what a source signs with, and forgets both with the source", async () => {
      expect(await storage.webhooks.get("wiki")).toBeUndefined();
      await storage.webhooks.set("wiki", { sealed: undefined, openUntil: 7 });
      await storage.webhooks.set("wiki", { sealed: "box", openUntil: undefined });
      expect(await storage.webhooks.get("wiki")).toMatchObject({ sealed: "box" });
      expect((await storage.webhooks.get("wiki"))?.openUntil).toBeUndefined();
      await storage.hints.save("wiki", ["a"], 5);
      await storage.sources.remove("wiki");
      expect(await storage.webhooks.get("wiki")).toBeUndefined();
      expect(await storage.hints.list("wiki")).toEqual([]);
    });
  });

  describe("access lists", () => {
    it("gives one id to one set, however it is spelled, and another to another", async () => {
      const id = await storage.accessLists.idOf(["group:b", "everyone", "group:b"]);
      const again = await Promise.all([
        storage.accessLists.idOf(["everyone", "group:b"]),
        storage.accessLists.idOf(["group:b", "everyone"]),
      ]);
      expect(again).toEqual([id, id]);
      const nobody = await storage.accessLists.idOf([]);
      expect(await storage.accessLists.idOf(["everyone"])).not.toBe(id);
      expect(await storage.accessLists.list()).toContainEqual({ id: nobody, principals: [] });
      expect(await storage.accessLists.list()).toContainEqual({
        id,
        principals: ["everyone", "group:b"],
      });
    });

    it("takes a list of thousands", async () => {
      const people = Array.from({ length: 5_000 }, (_, n) => `user:p${n}@example.org`);
      const id = await storage.accessLists.idOf(people);
      expect(await storage.accessLists.idOf(people.toReversed())).toBe(id);
    });
  });
}

function source(name: string): SourceRecord {
  return {
    name,
    kind: "files",
    settings: {},
    audience: undefined,
    schedule: undefined,
    paused: false,
    sample: false,
    cursor: undefined,
    createdAt: 1_800_000_000_000,
    lastSyncStartedAt: undefined,
    lastSyncFinishedAt: undefined,
    lastSyncCounts: undefined,
    lastSyncError: undefined,
    lastSyncProgressAt: undefined,
    inStepAt: undefined,
    lag: undefined,
    heldRemovals: 0,
  };
}

function suspicion(source: string, documentId: string): SuspicionRecord {
  const reason = "It reads as an order.";
  const finding = { kind: "instruction", place: "line 3", excerpt: "Sag „ja“!", reason } as const;
  return { source, documentId, title: "Töpfe", path: "a › b", findings: [finding], foundAt: 4 };
}

function counted(documents: number, passages: number, inheriting: number, forNobody = 0) {
  return { documents, passages, inheriting, forNobody };
}

function document(source: string, documentId: string, accessId: number): DocumentRecord {
  const text = { kind: "markdown", title: `Title of ${documentId}`, fingerprint: "1" };
  return {
    source,
    documentId,
    ...text,
    accessId,
    inheritsAudience: true,
    passages: 3,
    syncedAt: 1,
  };
}

function failure(source: string, documentId: string): FailureRecord {
  const tried = { failedAt: 5, attempts: 1, retryAt: 6 };
  return { source, documentId, reason: "Not UTF-8.", fingerprint: undefined, ...tried };
}
