import { expect, test } from "vitest";
import { unescapeCommand } from "../../../../src/chat/slack/commands/unescape-command.ts";

test.each([
  ["admins add <@U1|anna>", "admins add slack:T1:U1"],
  ["admins add <@W12>", "admins add slack:T1:W12"],
  ["audience <#C1|general>", "audience slack:T1:C1"],
  ["who <!subteam^S1|@eng>", "who slack:T1:S1"],
  ["<!here>", "@here"],
  ["user:<mailto:ana@acme.test|ana@acme.test>", "user:ana@acme.test"],
  ["domain:<http://acme.test|acme.test>", "domain:acme.test"],
  ["<https://acme.test/a?b=1&amp;c=2>", "https://acme.test/a?b=1&c=2"],
  ["<https://acme.test/page|the page>", "https://acme.test/page"],
  ["a &lt;b&gt; &amp;amp;", "a <b> &amp;"],
  ["<@u1>", "<@u1>"],
])("%s is what was typed as %s", (text, typed) => {
  expect(unescapeCommand(text, "T1")).toBe(typed);
});
