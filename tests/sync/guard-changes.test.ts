import { expect, test } from "vitest";
import type { SourceChange } from "../../connectors/connector.ts";
import { guardChanges, guardLook } from "../../src/sync/run/guard-changes.ts";
import { openWorld } from "./sync-world.ts";

const checkpoint: SourceChange = { type: "checkpoint", cursor: "c" };

test("a source that gives nothing any more ends its run", async () => {
  async function* silent(): AsyncGenerator<SourceChange> {
    yield checkpoint;
    await new Promise(() => undefined);
  }
  const read: SourceChange[] = [];
  const reading = (async () => {
    for await (const change of guardChanges("wiki", silent(), 30)) read.push(change);
  })();
  await expect(reading).rejects.toThrow(/Nothing came from wiki for 0 minutes/);
  expect(read).toEqual([checkpoint]);
});

test("what is slow but comes is waited for, and its end is an end", async () => {
  async function* slow(): AsyncGenerator<SourceChange> {
    for (let n = 0; n < 4; n += 1) {
      await new Promise((resolve) => setTimeout(resolve, 20));
      yield checkpoint;
    }
  }
  expect(await Array.fromAsync(guardChanges("wiki", slow(), 2_000))).toHaveLength(4);
});

test("a source that goes round in circles is left, with what it said once", async () => {
  const world = await openWorld();
  const connector = {
    listing: "incremental" as const,
    async *changes(): AsyncGenerator<SourceChange> {
      for (let n = 0; ; n += 1) {
        const documentId = `d${n % 3}`;
        yield { type: "document-failed", documentId, reason: "is odd" };
        yield checkpoint;
      }
    },
    async *listDocumentIds() {},
  };
  const report = await world.sync({}, connector);
  expect(report.error).toContain("handbook names the same documents over and over");
  expect((await world.snapshot()).failures).toEqual(["d0", "d1", "d2"]);
});

test("a look at a source that gives nothing ends, and so does what it was waiting for", async () => {
  let until: AbortSignal | undefined;
  const { signal } = new AbortController();
  const look = async function* (given: AbortSignal): AsyncGenerator<{ documentId: string }> {
    until = given;
    await new Promise(() => undefined);
  };
  await expect(Array.fromAsync(guardLook("wiki", signal, look, 30))).rejects.toThrow(
    /Nothing came from wiki .* the look at it was ended/,
  );
  expect(until?.aborted).toBe(true);
});
