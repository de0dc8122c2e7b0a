/** Weights on the inputs as they are given, plus an intercept. */
export interface LogisticWeights {
  intercept: number;
  weights: number[];
}

/** Pulls standardised weights towards 0; chosen once (1, 3 and 10 differ by .002 to .012). */
const RIDGE = 3;
/** Keeps the intercept finite where all labels are equal. */
const INTERCEPT_RIDGE = 1e-3;
const MAX_ROUNDS = 50;
const ENOUGH = 1e-9;

/** Ridge logistic regression by Newton's method on standardised inputs; the same data, the same weights. */
export function fitLogistic(inputs: readonly number[][], labels: readonly boolean[]) {
  const width = inputs[0]?.length ?? 0;
  const scales = Array.from({ length: width }, (_, at) =>
    scaleOf(inputs.map((row) => row[at] ?? 0)),
  );
  const rows = inputs.map((row) => [
    1,
    ...scales.map(({ mean, deviation }, at) => ((row[at] ?? 0) - mean) / deviation),
  ]);
  let weights: number[] = Array.from({ length: width + 1 }, () => 0);
  for (let round = 0; round < MAX_ROUNDS; round += 1) {
    const step = newtonStep(rows, labels, weights);
    weights = weights.map((weight, at) => weight + (step[at] ?? 0));
    if (step.every((change) => Math.abs(change) < ENOUGH)) break;
  }
  return unscale(weights, scales);
}

interface Scale {
  mean: number;
  deviation: number;
}

function scaleOf(values: readonly number[]): Scale {
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
  const variance = values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / values.length;
  // An input that never varies gets no weight whatever it is divided by.
  return { mean, deviation: Math.sqrt(variance) || 1 };
}

function unscale([first = 0, ...rest]: number[], scales: readonly Scale[]): LogisticWeights {
  const weights = rest.map((weight, at) => weight / (scales[at]?.deviation ?? 1));
  const shift = weights.reduce((sum, weight, at) => sum + weight * (scales[at]?.mean ?? 0), 0);
  return { intercept: first - shift, weights };
}

function newtonStep(
  rows: readonly number[][],
  labels: readonly boolean[],
  weights: readonly number[],
): number[] {
  const ridge = weights.map((_, at): number => (at === 0 ? INTERCEPT_RIDGE : RIDGE));
  const gradient = weights.map((weight, at) => -(ridge[at] ?? 0) * weight);
  const curvature = weights.map((_, i) => weights.map((_, j) => (i === j ? (ridge[i] ?? 0) : 0)));
  for (const [at, row] of rows.entries()) {
    const sum = row.reduce((total, value, i) => total + value * (weights[i] ?? 0), 0);
    const p = 1 / (1 + Math.exp(-sum));
    const error = (labels[at] ? 1 : 0) - p;
    for (const [i, value] of row.entries()) {
      gradient[i] = (gradient[i] ?? 0) + error * value;
      const line = curvature[i] ?? [];
      for (const [j, other] of row.entries())
        line[j] = (line[j] ?? 0) + p * (1 - p) * value * other;
    }
  }
  return solve(curvature, gradient);
}

/** Gauss-Jordan without pivoting: the ridge makes the matrix positive definite. */
function solve(matrix: readonly number[][], right: readonly number[]): number[] {
  const rows = matrix.map((row, at) => [...row, right[at] ?? 0]);
  for (const [at, pivotRow] of rows.entries()) {
    const pivot = pivotRow[at] ?? 1;
    for (const [i, row] of rows.entries()) {
      if (i === at) continue;
      const factor = (row[at] ?? 0) / pivot;
      for (let j = at; j < row.length; j += 1) row[j] = (row[j] ?? 0) - factor * (pivotRow[j] ?? 0);
    }
  }
  return rows.map((row, at) => (row.at(-1) ?? 0) / (row[at] ?? 1));
}
