import { expect, test } from "vitest";
import { knownPeople } from "../../../../src/learning/datasets/known-people.ts";
import { createDatasetRedactor } from "../../../../src/learning/redaction/create-redactor.ts";
import { openApp } from "../../../support/open-app.ts";

test("readers of documents and members of groups are known by their addresses, linked ones as one", async () => {
  const { storage } = await openApp();
  await storage.accessLists.idOf([
    "user:anna.kowalczyk@acme.example",
    "google-group:pay@acme.example",
  ]);
  const members = ["user:tomasz.nowicki@acme.example", "user:it.support@acme.example"];
  await storage.groups.set({ principal: "group:pay", members, setBy: "cli", at: 1 });
  const [one, other] = ["user:anna.kowalczyk@acme.example", "user:anna.schmied@acme.example"];
  await storage.groups.links.add({ one, other, linkedBy: "cli", linkedAt: 1 });
  const people = await knownPeople(["Zoë Brandt"], storage);
  const { redact } = createDatasetRedactor({ people });
  expect(
    redact("Anna Kowalczyk's team, Anna Schmied, Nowicki and Zoë asked IT support to pay."),
  ).toBe("[PERSON_1]'s team, [PERSON_1], [PERSON_2] and [PERSON_3] asked IT support to pay.");
});
