import { expect, test } from "vitest";
import { readFormula } from "../../../../connectors/notion/values/read-formula.ts";

const ZEROS = "00000000-0000-0000-0000-000000000000";
const SOURCE = "20425796-66bd-41f5-b759-e03fe4eb42f2";

test.each([
  ["1 + 2", []],
  [`{{notion:block_property:title:${ZEROS}:s}}.length()`, [["id", "title", undefined]]],
  [
    `{{notion:block_property:%3Emnq:${ZEROS}:s}}.map(current.{{notion:block_property:pGr%5E:${SOURCE}:s}})`,
    [
      ["id", ">mnq", undefined],
      ["id", "pGr^", SOURCE],
    ],
  ],
  ["let(x, {{notion:block_property:a}}, x * x)", [["id", "a", undefined]]],
  [
    'prop("Team \\"A\\"").map(current . prop( "Cost" ))',
    [
      ["name", 'Team "A"', true],
      ["name", "Cost", false],
    ],
  ],
])("%s reads what it names", (expression, expected) => {
  const found = readFormula(expression)?.map((one) =>
    one.by === "id" ? ["id", one.id, one.sourceId] : ["name", one.name, one.isOwn],
  );
  expect(found).toEqual(expected);
});

test.each(["", " ", "{{notion:page:x}}", "{{notion:block_property:}}", "{{other}}", "prop(x)"])(
  "%j could read anything",
  (expression) => {
    expect(readFormula(expression)).toBeUndefined();
  },
);
