import fc from "fast-check";

/** How far the search for a shorter run has come. */
interface Progress {
  /** So many steps are left out at once. */
  size: number;
  start: number;
}

/**
 * Runs of `length` steps. One that fails shrinks to where it failed (`endOf` tells), then by halves,
 * quarters and so on being left out, down to single steps.
 */
export class ShrinkingRuns<Step> extends fc.Arbitrary<Step[]> {
  readonly #step: fc.Arbitrary<Step>;
  readonly #length: number;
  readonly #endOf: (run: Step[]) => number;

  constructor(step: fc.Arbitrary<Step>, length: number, endOf: (run: Step[]) => number) {
    super();
    this.#step = step;
    this.#length = length;
    this.#endOf = endOf;
  }

  override generate(random: fc.Random): fc.Value<Step[]> {
    const steps = Array.from({ length: this.#length }, () =>
      this.#step.generate(random, undefined),
    );
    return new fc.Value(
      steps.map(({ value }) => value),
      undefined,
    );
  }

  override canShrinkWithoutContext(value: unknown): value is Step[] {
    return Array.isArray(value);
  }

  override shrink(run: Step[], context: unknown): fc.Stream<fc.Value<Step[]>> {
    return fc.stream(this.#shorter(run, context as Progress | undefined));
  }

  *#shorter(run: Step[], progress: Progress | undefined): Generator<fc.Value<Step[]>> {
    const end = this.#endOf(run);
    if (end < run.length) yield new fc.Value(run.slice(0, end), progress);
    let { size, start } = progress ?? { size: Math.ceil(run.length / 2), start: 0 };
    for (; size >= 1; size = Math.floor(size / 2), start = 0) {
      for (; start < run.length; start += size) {
        if (size < run.length) {
          // Where one part could be left out, the search goes on with the next.
          yield new fc.Value(run.toSpliced(start, size), { size, start });
        }
      }
    }
  }
}
