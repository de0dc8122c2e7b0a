export type Labels = Readonly<Record<string, string>>;

export interface Sample {
  labels: Labels;
  value: number;
}

interface Series {
  labels: Labels;
  /** In their order; `undefined` says that it was not there any more. */
  points: { at: number; value: number | undefined }[];
}

/** How long a sample stands for its series when no newer one came. */
const LOOKBACK_MS = 5 * 60_000;
export const NAME = "__name__";

/** All that was scraped or recorded, as Prometheus keeps it. Times are milliseconds. */
export function createSeriesStore() {
  const byKey = new Map<string, Series>();

  function append(at: number, { labels, value }: Sample): void {
    const key = keyOf(labels);
    const series = byKey.get(key) ?? { labels, points: [] };
    byKey.set(key, series);
    series.points.push({ at, value });
  }

  function matching(matches: (labels: Labels) => boolean): Series[] {
    return [...byKey.values()].filter(({ labels }) => matches(labels));
  }

  return {
    append,
    /** One scrape, or one evaluation of a rule: series of `origin` that are missing in it end here. */
    take(at: number, samples: readonly Sample[], isFrom: (labels: Labels) => boolean): void {
      const present = new Set(samples.map(({ labels }) => keyOf(labels)));
      for (const [key, { labels, points }] of byKey) {
        if (present.has(key) || !isFrom(labels) || points.at(-1)?.value === undefined) continue;
        points.push({ at, value: undefined });
      }
      for (const sample of samples) append(at, sample);
    },
    /** The last value of each at that time. */
    instant(at: number, matches: (labels: Labels) => boolean): Sample[] {
      return matching(matches).flatMap(({ labels, points }) => {
        const last = points.findLast((point) => point.at <= at);
        if (last?.value === undefined || last.at <= at - LOOKBACK_MS) return [];
        return [{ labels, value: last.value }];
      });
    },
    range(from: number, to: number, matches: (labels: Labels) => boolean) {
      return matching(matches).map(({ labels, points }) => ({
        labels,
        points: points.flatMap(({ at, value }) =>
          at > from && at <= to && value !== undefined ? [{ at, value }] : [],
        ),
      }));
    },
    all: () => [...byKey.values()],
  };
}

export type SeriesStore = ReturnType<typeof createSeriesStore>;

export function keyOf(labels: Labels): string {
  return JSON.stringify(Object.entries(labels).sort(([a], [b]) => (a < b ? -1 : 1)));
}

export function withoutName({ [NAME]: _, ...labels }: Labels): Labels {
  return labels;
}
