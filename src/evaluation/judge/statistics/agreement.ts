import { round } from "../../ranking-metrics.ts";
import type { Scored } from "./area-under-curve.ts";

export interface Agreement {
  /** An answer that scores below it is called unfaithful. */
  threshold: number;
  accuracy: number;
  /** Cohen's: 0 is what chance agrees on, 1 is full agreement. */
  kappa: number;
  /** Share of the answers that people rated low which are called unfaithful. */
  caught: number;
  /** Share of the other answers which are called unfaithful. */
  falseAlarms: number;
}

/** Compares "scores below the threshold" with what people said. */
export function agreement(values: readonly Scored[], threshold: number): Agreement {
  const count = (good: boolean, called: boolean) =>
    values.filter((value) => value.good === good && value.score < threshold === called).length;
  const [caught, missed, alarms, passed] = [
    count(false, true),
    count(false, false),
    count(true, true),
    count(true, false),
  ];
  const n = values.length;
  const observed = (caught + passed) / n;
  const chance =
    ((caught + missed) * (caught + alarms) + (alarms + passed) * (missed + passed)) / n ** 2;
  return {
    threshold,
    accuracy: round(observed),
    kappa: round(chance === 1 ? 1 : (observed - chance) / (1 - chance)),
    caught: round(caught / (caught + missed)),
    falseAlarms: round(alarms / (alarms + passed)),
  };
}
