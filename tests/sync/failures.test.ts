import { expect, test } from "vitest";
import type { ChangesRequest, Connector, SourceChange } from "../../connectors/connector.ts";
import { changed, openWorld } from "./sync-world.ts";

const MINUTE_MS = 60_000;

/** A source of one document that cannot be read, as a connector with fingerprints reports it. */
function brokenSource() {
  const state = {
    fingerprint: "v1",
    reads: 0,
    isBroken: true,
    rechecks: [] as string[][],
    /** What happens between a connector's question and what it then says. */
    onAsked: () => undefined as unknown,
  };
  const connector: Connector = {
    listing: "incremental",
    async *changes({
      knownFingerprint,
      recheck = [],
    }: ChangesRequest): AsyncGenerator<SourceChange> {
      state.rechecks.push([...recheck]);
      const known = knownFingerprint("a");
      state.onAsked();
      if (known === state.fingerprint) {
        yield { type: "document-unchanged", documentId: "a", kind: "page" };
      } else {
        state.reads += 1;
        yield state.isBroken
          ? {
              type: "document-failed",
              documentId: "a",
              reason: "is broken",
              fingerprint: state.fingerprint,
            }
          : changed("a", state.fingerprint);
      }
      yield { type: "checkpoint", cursor: "c" };
    },
    async *listDocumentIds() {
      yield { documentId: "a", kind: "page" };
    },
  };
  return { state, connector };
}

async function openBroken() {
  const world = await openWorld();
  const { state, connector } = brokenSource();
  const clock = { now: Date.UTC(2026, 2, 1) };
  const deps = Object.assign(world.deps, { now: () => clock.now });
  const failure = async () => (await deps.storage.failures.list("handbook"))[0];
  return { ...world, state, clock, failure, run: () => world.sync({}, connector) };
}

test("a document that cannot be read is left alone for ever longer, and stays a failure", async () => {
  const { state, clock, run, failure } = await openBroken();
  const readAt: number[] = [];
  const start = clock.now;
  for (; clock.now <= start + 48 * 60 * MINUTE_MS; clock.now += 5 * MINUTE_MS) {
    const before = state.reads;
    expect(await run()).toMatchObject({ failed: 1, unchanged: 0 });
    if (state.reads > before) readAt.push((clock.now - start) / MINUTE_MS);
  }
  expect(readAt).toEqual([0, 15, 75, 315, 1_275, 2_715]);
  expect(await failure()).toMatchObject({ reason: "is broken", attempts: 6 });
});

test("once it is another, it is read at once, and counted anew", async () => {
  const { state, run, failure } = await openBroken();
  await run();
  state.fingerprint = "v2";
  await run();
  expect(state.reads).toBe(2);
  expect(await failure()).toMatchObject({ attempts: 1, fingerprint: "v2" });
  Object.assign(state, { fingerprint: "v3", isBroken: false });
  expect(await run()).toMatchObject({ changed: 1, failed: 0 });
  expect(await failure()).toBeUndefined();
});

test("a last good version stays while a newer one fails, and holds again when it comes back", async () => {
  const { state, run, failure, snapshot } = await openBroken();
  state.isBroken = false;
  await run();
  const good = (await snapshot()).documents;
  Object.assign(state, { fingerprint: "v2", isBroken: true });
  await run();
  expect(await run()).toMatchObject({ failed: 1 });
  expect((await snapshot()).documents).toEqual(good);
  Object.assign(state, { fingerprint: "v1", isBroken: false });
  expect(await run()).toMatchObject({ failed: 0, unchanged: 1 });
  expect(await failure()).toBeUndefined();
  expect((await snapshot()).documents).toEqual(good);
});

test.each([
  ["was never indexed", []],
  ["has a last good version", ["v1"]],
])("a pause that ends in mid-run is over with the next one: what %s", async (_, good) => {
  const { state, clock, run, failure } = await openBroken();
  state.isBroken = false;
  for (const fingerprint of good) {
    state.fingerprint = fingerprint;
    await run();
  }
  Object.assign(state, { fingerprint: "v2", isBroken: true });
  await run();
  const before = await failure();
  clock.now += 14 * MINUTE_MS;
  state.onAsked = () => {
    clock.now += 2 * MINUTE_MS;
  };
  expect(await run()).toMatchObject({ failed: 1, unchanged: 0 });
  expect(await failure()).toEqual(before);
  const reads = state.reads;
  expect(await run()).toMatchObject({ failed: 1 });
  expect(state.reads).toBe(reads + 1);
  expect(await failure()).toMatchObject({ attempts: 2, reason: "is broken" });
});

test("a connector is asked to look again at what is due and at what its source reported", async () => {
  const { state, clock, run, deps } = await openBroken();
  await run();
  await run();
  await deps.storage.hints.save("handbook", ["b", "a"], clock.now);
  await run();
  clock.now += 20 * MINUTE_MS;
  await run();
  expect(state.rechecks).toEqual([[], [], ["a", "b"], ["a"]]);
  // A run that came to its end has looked.
  expect(await deps.storage.hints.list("handbook")).toEqual([]);
});

test("once all is to be read anew, what was left alone is tried again too", async () => {
  const { state, run, deps, failure } = await openBroken();
  await run();
  await run();
  expect(state.reads).toBe(1);
  await deps.storage.documents.forgetRead();
  expect(await run()).toMatchObject({ failed: 1 });
  expect(state.reads).toBe(2);
  expect(state.rechecks.at(-1)).toEqual(["a"]);
  // It goes on being left alone for longer.
  expect(await failure()).toMatchObject({ attempts: 2 });
  await run();
  expect(state.reads).toBe(2);
  state.isBroken = false;
  await deps.storage.documents.forgetRead();
  expect(await run()).toMatchObject({ changed: 1, failed: 0 });
});

test("a full read tries everything again", async () => {
  const { sync, deps } = await openBroken();
  const { connector, state } = brokenSource();
  await sync({}, connector);
  await sync({ full: true }, connector);
  expect(state.reads).toBe(2);
  expect(await deps.storage.failures.list("handbook")).toMatchObject([{ attempts: 2 }]);
});
