import type { App } from "../../app.ts";
import type { Share } from "../../learning/monitoring/quality.ts";
import {
  LEAST_OF_WEEK,
  readWarnings,
  type Warnings,
} from "../../learning/monitoring/read-warnings.ts";
import { gauges, type Observed } from "./observe-installation.ts";

/** Reading weeks of answers takes a while, and a share of a week changes slowly. */
const HOLD_MS = 600_000;

/** How answers are doing, as `learn report` tells it. */
export function observeQuality({ storage, telemetry, now }: Observed & Pick<App, "storage">): void {
  const described = {
    footnote_week_not_found_ratio:
      "Share of the last seven days' questions that found nothing; nothing of fewer than 20.",
    footnote_week_disliked_ratio:
      "Share of dislikes among the votes on the last seven days' answers; nothing of fewer than 20.",
    footnote_week_opened_ratio:
      "Share of the web page's answers of the last seven days from which a source was opened; nothing of fewer than 20. Elsewhere it is not known.",
    footnote_questions_shifted:
      "1 while the last seven days' questions differ from those of the three weeks before, by measure; 0 also while there are too few.",
    footnote_source_stale:
      "1 while many answers rest on a source that was not read or changed for long.",
  };
  let held: Promise<Warnings> | undefined;
  let heldAt = Number.NEGATIVE_INFINITY;
  gauges(telemetry.meter, described, async (set) => {
    if (held === undefined || performance.now() - heldAt > HOLD_MS) {
      heldAt = performance.now();
      held = readWarnings(storage, now());
    }
    const { week, drift, sources } = await held.catch((error: unknown) => {
      held = undefined;
      throw error;
    });
    const liked = ofMany(week.liked);
    set("footnote_week_not_found_ratio", ofMany(week.notFound));
    set("footnote_week_opened_ratio", ofMany(week.opened));
    set("footnote_week_disliked_ratio", liked === undefined ? undefined : 1 - liked);
    for (const { measure, verdict } of drift) {
      // Without a model, of what questions are about nothing is known.
      if (measure === "meaning") continue;
      set("footnote_questions_shifted", verdict === "shifted" ? 1 : 0, { measure });
    }
    for (const { source, why } of sources) {
      set("footnote_source_stale", why.length > 0 ? 1 : 0, { source });
    }
  });
}

function ofMany(share: Share | null): number | undefined {
  return share !== null && share.of >= LEAST_OF_WEEK ? share.share : undefined;
}
