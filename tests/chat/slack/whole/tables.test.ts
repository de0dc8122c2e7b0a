import { expect, test } from "vitest";
import { findChannel } from "../../../counterparts/slack/state/channels.ts";
import { startAdmin } from "../commands/start-admin.ts";

const PLANS = `# Plans

We have three plans.

| Plan | Price a month | Seats |
| --- | --- | --- |
| Basic | 10 EUR | 5 |
| Team | 49 EUR | 25 |
| Business | 199 EUR | 100 |

Prices are without VAT.
`;

test("rows that are quoted from a table are shown as one, each with its citation", async () => {
  const { slack } = await startAdmin({ files: { "plans.md": PLANS } });
  slack.people.say("amy", "@amy", "What does the Team plan cost a month, and how many seats?");
  const messages = () => findChannel(slack.world, "@amy").messages;
  const shown = () => {
    const answer = messages().find(({ user }) => user === slack.company.botUserId);
    const texts = (answer?.blocks ?? []).map(({ text }) => (typeof text === "string" ? text : ""));
    return answer?.stream === "in_progress" ? "" : texts.join("\n");
  };
  await expect
    .poll(shown, { timeout: 8_000 })
    .toMatch(/^\| Plan \| Price a month \| Seats \|\n\| --- \| --- \| --- \|$/m);
  expect(shown()).toMatch(/^\| Team \| 49 EUR \| 25 \[?\\?\[1/m);
  expect(slack.world.complaints).toEqual([]);
});
