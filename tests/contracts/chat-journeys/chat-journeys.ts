import { existsSync } from "node:fs";
import { describe, expect, test } from "vitest";
import {
  chatAbilities,
  heldElsewhere,
  lackOf,
  type PlatformAbilities,
} from "../../../src/chat/chat-abilities.ts";
import { administeringJourneys } from "./administering.ts";
import { askingJourneys } from "./asking.ts";
import { changeJourneys } from "./changes.ts";
import { feedbackJourneys } from "./feedback.ts";
import { followUpJourneys } from "./follow-ups.ts";
import { outcomeJourneys } from "./outcomes.ts";
import { placeJourneys } from "./places.ts";
import { privacyJourneys } from "./privacy.ts";
import type { OpenWorld } from "./world/chat-world.ts";
import { actsOf, type Journey } from "./world/journey.ts";
import { SETTING } from "./world/setting.ts";

const parts = {
  asking: askingJourneys,
  "follow-ups": followUpJourneys,
  changes: changeJourneys,
  feedback: feedbackJourneys,
  privacy: privacyJourneys,
  outcomes: outcomeJourneys,
  places: placeJourneys,
  administering: administeringJourneys,
} satisfies Record<string, Journey[]>;

type Part = keyof typeof parts;

/**
 * What people do with Footnote on a platform that declares these abilities; `only` names the parts
 * where the others are walked elsewhere. `open` gives a new world.
 */
export function chatJourneys(
  platform: string,
  abilities: PlatformAbilities,
  open: OpenWorld,
  only: readonly Part[] = Object.keys(parts) as Part[],
): void {
  describe(`journeys: ${platform}`, () => {
    test("a world offers what its platform declares, and nothing that it lacks", async () => {
      const world = await open(SETTING);
      for (const ability of Object.keys(actsOf) as (keyof typeof actsOf)[]) {
        const has = lackOf(ability, abilities) === undefined;
        const offered = actsOf[ability].map((act) => [act, act in world]);
        expect(offered, ability).toEqual(actsOf[ability].map((act) => [act, has]));
      }
    });

    test("each ability is shown by a journey, or the page names the tests that hold it", () => {
      const shown = Object.values(parts).flatMap((journeys) =>
        journeys.flatMap(({ needs }) => needs),
      );
      const elsewhere = Object.keys(heldElsewhere);
      expect(shown.filter((ability) => elsewhere.includes(ability))).toEqual([]);
      expect([...new Set(shown), ...elsewhere].sort()).toEqual(Object.keys(chatAbilities).sort());
      for (const file of Object.values(heldElsewhere).flatMap((tests) => Object.values(tests))) {
        expect(existsSync(new URL(`../../../${file}`, import.meta.url)), file).toBe(true);
      }
    });

    test("what people do instead, and each condition, is a sentence", () => {
      for (const [ability, here] of Object.entries(abilities)) {
        const said = here === "yes" ? [] : Object.values(here);
        for (const sentence of said) expect(sentence, ability).toMatch(/^[A-Z].{10,}\.$/);
      }
    });

    describe.each(only)("%s", (part) => {
      for (const { name, needs, walk } of parts[part]) {
        const lacking = needs.filter((ability) => lackOf(ability, abilities) !== undefined);
        if (lacking.length === 0) test(name, () => walk(open));
        else {
          // That its world does not offer it, the first test says.
          test(`${name}: lacks ${lacking.join(", ")}`, () => {
            for (const ability of lacking) expect(lackOf(ability, abilities)).toMatch(/\w/);
          });
        }
      }
    });
  });
}
