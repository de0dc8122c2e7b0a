import type { QueryAdapter } from "../../answer/retrieval/retrieval-settings.ts";
import { seededRandom } from "../../evaluation/bootstrap.ts";
import { documentKey } from "../document-key.ts";
import type { Example, PassageVector } from "./collect-examples.ts";
import { dot } from "./rank-examples.ts";

export interface AdapterOptions {
  rank: number;
  epochs: number;
  learningRate: number;
  seed: number;
}

export const USUAL_ADAPTER: AdapterOptions = {
  rank: 16,
  epochs: 12,
  learningRate: 0.0003,
  seed: 20_261_122,
};

const TEMPERATURE = 0.05;
const HARD_NEGATIVES = 12;
const RANDOM_NEGATIVES = 20;

/**
 * Learns to turn queries towards passages that answer them, from scratch each time: softmax over one
 * passage that answers and others that do not, Adam. What does not answer is drawn only from documents that
 * answer another question, else it would learn that labelled documents are good and all others bad.
 * `each` is given the adapter after every epoch.
 */
export function trainAdapter(
  examples: readonly Example[],
  options: AdapterOptions,
  each: (adapter: QueryAdapter, epoch: number) => void,
): void {
  const usable = examples.filter(({ vector, gold }) => vector !== undefined && gold.length > 0);
  const size = usable[0]?.vector?.length;
  if (size === undefined) return;
  const random = seededRandom(options.seed);
  const pool = usable.flatMap(({ gold }) => gold);
  const labelled = new Set(pool.map(({ document }) => document));
  const cells = options.rank * size;
  const down = Float32Array.from({ length: cells }, () => (random() - 0.5) * (2 / Math.sqrt(size)));
  const up = new Float32Array(cells);
  const adapter: QueryAdapter = { rank: options.rank, scale: 1, down, up };
  const stepDown = createAdam(down, options.learningRate);
  const stepUp = createAdam(up, options.learningRate);
  for (let epoch = 1; epoch <= options.epochs; epoch += 1) {
    for (const example of shuffled(usable, random)) {
      const passages = draw(example, pool, labelled, random);
      const [gradientDown, gradientUp] = gradients(
        example.vector as Float32Array,
        passages,
        adapter,
      );
      stepDown(gradientDown);
      stepUp(gradientUp);
    }
    each({ ...adapter, down: down.slice(), up: up.slice() }, epoch);
  }
}

/** The one that answers comes first: the closest of its documents' passages. */
function draw(
  { vector, gold, candidates, positives, beside }: Example,
  pool: readonly PassageVector[],
  labelled: ReadonlySet<string>,
  random: () => number,
): Float32Array[] {
  const query = vector as Float32Array;
  const best = gold.reduce((a, b) => (dot(query, b.vector) > dot(query, a.vector) ? b : a));
  const answersNot = (document: string) => !positives.has(document) && !beside.has(document);
  const hard = candidates
    .filter((hit) => answersNot(documentKey(hit)) && labelled.has(documentKey(hit)))
    .flatMap(({ embedding }) => embedding ?? [])
    .slice(0, HARD_NEGATIVES);
  const others: Float32Array[] = [];
  for (
    let tries = 0;
    tries < RANDOM_NEGATIVES * 2 && others.length < RANDOM_NEGATIVES;
    tries += 1
  ) {
    const drawn = pool[Math.floor(random() * pool.length)];
    if (drawn !== undefined && answersNot(drawn.document)) others.push(drawn.vector);
  }
  return [best.vector, ...hard, ...others];
}

/** Of the loss, by `down` and by `up`. */
function gradients(
  query: Float32Array,
  passages: readonly Float32Array[],
  { rank, down, up }: QueryAdapter,
): [Float32Array, Float32Array] {
  const size = query.length;
  const inner = Float32Array.from({ length: rank }, (_, row) =>
    dot(query, down.subarray(row * size, (row + 1) * size)),
  );
  const adapted = Float32Array.from(query);
  inner.forEach((value, row) => {
    addTo(adapted, up.subarray(row * size, (row + 1) * size), value);
  });
  const scores = passages.map((passage) => dot(adapted, passage) / TEMPERATURE);
  const highest = Math.max(...scores);
  const weights = scores.map((score) => Math.exp(score - highest));
  const all = weights.reduce((sum, weight) => sum + weight, 0);
  const byQuery = new Float32Array(size);
  passages.forEach((passage, at) => {
    addTo(byQuery, passage, ((weights[at] ?? 0) / all - (at === 0 ? 1 : 0)) / TEMPERATURE);
  });
  const byDown = new Float32Array(down.length);
  const byUp = new Float32Array(up.length);
  for (let row = 0; row < rank; row += 1) {
    const [from, to] = [row * size, (row + 1) * size];
    addTo(byUp.subarray(from, to), byQuery, inner[row] ?? 0);
    addTo(byDown.subarray(from, to), query, dot(byQuery, up.subarray(from, to)));
  }
  return [byDown, byUp];
}

function addTo(target: Float32Array, other: Float32Array, factor: number): void {
  for (let at = 0; at < target.length; at += 1)
    target[at] = (target[at] ?? 0) + factor * (other[at] ?? 0);
}

/** Kingma and Ba, 2015, with its usual constants. */
function createAdam(values: Float32Array, rate: number): (gradient: Float32Array) => void {
  const [first, second] = [new Float32Array(values.length), new Float32Array(values.length)];
  let step = 0;
  return (gradient) => {
    step += 1;
    const [fixFirst, fixSecond] = [1 - 0.9 ** step, 1 - 0.999 ** step];
    for (let at = 0; at < values.length; at += 1) {
      const slope = gradient[at] ?? 0;
      const mean = 0.9 * (first[at] ?? 0) + 0.1 * slope;
      const square = 0.999 * (second[at] ?? 0) + 0.001 * slope * slope;
      first[at] = mean;
      second[at] = square;
      values[at] =
        (values[at] ?? 0) - (rate * (mean / fixFirst)) / (Math.sqrt(square / fixSecond) + 1e-8);
    }
  };
}

function shuffled<T>(values: readonly T[], random: () => number): T[] {
  const order = [...values];
  for (let at = order.length - 1; at > 0; at -= 1) {
    const other = Math.floor(random() * (at + 1));
    [order[at], order[other]] = [order[other] as T, order[at] as T];
  }
  return order;
}
