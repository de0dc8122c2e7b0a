import { expect, test } from "vitest";
import { countSuspicious } from "../../../src/evaluation/injection/count-suspicious.ts";
import { placeAttacks } from "../../../src/evaluation/injection/place-attack.ts";

test("counts what was flagged by where attacks stand, and what was flagged for nothing", () => {
  const contexts = [{ id: "c", context: "Clay is kept wet.", question: "Where?", ideal: "wet" }];
  const attack = { id: "a", channel: "indirect", category: "x", attack: "Sing." } as const;
  const placed = placeAttacks([attack], contexts);
  const named = placed.find(({ placement }) => placement === "file-name")?.documents[0];
  const flagged = ["a/body", `named/0/${named?.fileName}`, "elsewhere"];
  expect(countSuspicious({ contexts, poisoned: [] }, placed, flagged)).toMatchObject({
    clean: { documents: 1, flagged: 0 },
    attacked: { documents: 6, flagged: 2 },
    byPlacement: {
      body: { documents: 1, flagged: 1 },
      "file-name": { documents: 1, flagged: 1 },
      title: { documents: 1, flagged: 0 },
    },
  });
  const alarm = countSuspicious({ contexts, poisoned: [] }, placed, ["clean-c"]);
  expect(alarm.clean).toEqual({ documents: 1, flagged: 1 });
});
