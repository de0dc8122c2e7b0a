import fc from "fast-check";
import { expect, test } from "vitest";
import type { SyncReport } from "../../src/sync/sync-source.ts";
import type { Expectation } from "../connectors/read-index.ts";
import { ShrinkingRuns } from "./shrinking-runs.ts";

/** One source under test: its counterpart, and an index that it is synced into. */
export interface PropertyWorld<Operation> {
  /** Does one thing as somebody at the source would; does nothing when its target is not there. */
  apply(operation: Operation): void;
  /** Lets the source's clock run. */
  advance(ms: number): void;
  /** Called by the counterpart before each answer. */
  onRequest(act: (() => void) | undefined): void;
  sync(): Promise<SyncReport>;
  indexed(): Promise<Record<string, Expectation>>;
  /** What the index should hold, told from the counterpart's state without the connector's help. */
  expected(): Record<string, Expectation>;
  close(): Promise<void>;
}

interface Property<Operation> {
  kind: string;
  /** Targets are numbers, taken modulo what there is, so that a shrunk run still means something. */
  operation: fc.Arbitrary<Operation>;
  open(): Promise<PropertyWorld<Operation>>;
}

interface Step<Operation> {
  operation: Operation;
  /** Time that passes after it. */
  waitMs: number;
  next: "nothing" | "sync" | "sync-and-more";
}

/** `PROPERTY_SEEDS=50 PROPERTY_OPERATIONS=500` for the long run. */
const SEEDS = Number(process.env.PROPERTY_SEEDS ?? 1);
const OPERATIONS = Number(process.env.PROPERTY_OPERATIONS ?? 60);
const SHRINK_MS = 60_000;
const TIMEOUT_MS = 2 * SHRINK_MS + OPERATIONS * 400;

/**
 * After every sync, the index equals the source, permission by permission. When a run of
 * operations breaks that, the shortest run found that still does is printed.
 */
export function syncProperties<Operation>({ kind, operation, open }: Property<Operation>): void {
  const step: fc.Arbitrary<Step<Operation>> = fc.record(
    {
      operation,
      waitMs: fc.nat(90_000),
      next: fc.oneof(
        { weight: 8, arbitrary: fc.constant("nothing" as const) },
        { weight: 1, arbitrary: fc.constant("sync" as const) },
        { weight: 1, arbitrary: fc.constant("sync-and-more" as const) },
      ),
    },
    { noNullPrototype: true },
  );

  /** How many steps of a run were taken when it failed. */
  const ends = new WeakMap<readonly Step<Operation>[], number>();
  const runs = new ShrinkingRuns(step, OPERATIONS, (run) => ends.get(run) ?? run.length);

  async function holds(steps: readonly Step<Operation>[]): Promise<void> {
    const world = await open();
    try {
      await world.sync();
      for (const [at, { operation: one, waitMs, next }] of steps.entries()) {
        ends.set(steps, at + (next === "sync-and-more" ? 4 : 1));
        world.apply(one);
        world.advance(waitMs);
        if (next === "nothing") continue;
        if (next === "sync-and-more") {
          // What comes next also happens in the middle of this run.
          const later = steps.slice(at + 1, at + 4).map((step) => step.operation);
          let requests = 0;
          world.onRequest(() => {
            requests += 1;
            const operation = requests % 3 === 0 ? later.shift() : undefined;
            if (operation !== undefined) world.apply(operation);
          });
          expect((await world.sync()).error).toBeUndefined();
          world.onRequest(undefined);
          world.advance(waitMs);
        }
        expect((await world.sync()).error).toBeUndefined();
        expect(await world.indexed()).toEqual(world.expected());
      }
      expect((await world.sync()).error).toBeUndefined();
      expect(await world.indexed()).toEqual(world.expected());
    } finally {
      await world.close();
    }
  }

  test.each(Array.from({ length: SEEDS }, (_, at) => at + 1))(
    `${kind}: the index equals the source after ${OPERATIONS} operations, seed %i`,
    { timeout: TIMEOUT_MS },
    async (seed) => {
      const steps = fc.sample(runs, { seed, numRuns: 1 })[0] ?? [];
      try {
        await holds(steps);
      } catch {
        // Again with parts of it, ever fewer, so that somebody can read what went wrong.
        await fc.assert(fc.asyncProperty(runs, holds), {
          seed,
          examples: [[steps]],
          numRuns: 1,
          interruptAfterTimeLimit: SHRINK_MS,
          markInterruptAsFailure: true,
        });
        throw new Error("It failed once and passed when tried again: time or order matters.");
      }
    },
  );
}
