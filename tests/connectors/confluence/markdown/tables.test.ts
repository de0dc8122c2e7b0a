import { expect, test } from "vitest";
import { macro, read, rowsOf } from "./body-fixture.ts";

const table = (rows: string) =>
  `<table><colgroup><col/><col/></colgroup><tbody>${rows}</tbody></table>`;

test("a header row, links and marks in cells", async () => {
  const markdown = await read(
    table(
      "<tr><th><p><strong>Office</strong></p></th><th>Desk</th></tr>" +
        '<tr><td><p>Oslo</p></td><td><p><a href="https://a.example">A|B</a> and <code>x|y</code></p></td></tr>',
    ),
  );
  expect(markdown.split("\n")).toHaveLength(3);
  expect(rowsOf(markdown)).toEqual([
    ["Office", "Desk"],
    ["Oslo", "[A\\|B](https://a.example) and `x\\|y`"],
  ]);
});

test("merged cells are said again in each row and column they cover", async () => {
  const markdown = await read(
    table(
      '<tr><th rowspan="2">Team</th><th colspan="2">Days</th></tr><tr><th>Old</th><th>New</th></tr>' +
        '<tr><td rowspan="2">Sales</td><td>10</td><td>12</td></tr><tr><td>11</td><td>13</td></tr>' +
        '<tr><td>Support</td><td colspan="2">20</td></tr>',
    ),
  );
  expect(rowsOf(markdown)).toEqual([
    ["Team", "Days Old", "Days New"],
    ["Sales", "10", "12"],
    ["Sales", "11", "13"],
    ["Support", "20", "20"],
  ]);
});

test("several paragraphs, lists, code, tasks, panels and statuses in a cell stay in their row", async () => {
  const markdown = await read(
    table(
      `<tr><th>What</th><th>How</th></tr>
       <tr><td><p>one</p><p>two</p><ul><li>a</li><li>b</li></ul></td><td>${macro("code", { plain: "x = 1\ny = 2" })}</td></tr>
       <tr><td><ac:task-list><ac:task><ac:task-status>complete</ac:task-status><ac:task-body>done</ac:task-body></ac:task></ac:task-list></td><td>${macro("warning", { rich: "<p>hot</p>" })}</td></tr>
       <tr><td>${macro("status", { parameters: { title: "LIVE", colour: "Green" } })}<br/>since May</td><td><h3>Title</h3><p>text</p><hr/></td></tr>`,
    ),
  );
  expect(rowsOf(markdown)).toEqual([
    ["What", "How"],
    ["one two - a - b", "`x = 1 y = 2`"],
    ["- [x] done", "**Warning:** hot"],
    ["LIVE since May", "**Title** text"],
  ]);
});

test("a first row in bold is a header; rows that begin with a header are kept", async () => {
  expect(
    rowsOf(
      await read(
        table(
          "<tr><td><p><strong>A</strong></p></td><td><b>B</b></td></tr><tr><td>1</td><td>2</td></tr>",
        ),
      ),
    ),
  ).toEqual([
    ["A", "B"],
    ["1", "2"],
  ]);
  expect(
    rowsOf(
      await read(table("<tr><th>Owner</th><td>Ann</td></tr><tr><th>Since</th><td>May</td></tr>")),
    ),
  ).toEqual([
    ["", ""],
    ["Owner", "Ann"],
    ["Since", "May"],
  ]);
});

test("page properties have a header that says what they are", async () => {
  const properties = table(
    "<tr><th>Owner</th><td>Ann</td></tr><tr><th>State</th><td>Final</td></tr>",
  );
  expect(rowsOf(await read(macro("details", { rich: properties })))).toEqual([
    ["Property", "Value"],
    ["Owner", "Ann"],
    ["State", "Final"],
  ]);
  const across = table("<tr><th>Owner</th><th>State</th></tr><tr><td>Ann</td><td>Final</td></tr>");
  expect(rowsOf(await read(macro("details", { rich: across })))).toEqual([
    ["Owner", "State"],
    ["Ann", "Final"],
  ]);
});

test("a table within a cell becomes words of its row", async () => {
  const inner = table("<tr><td>x</td><td>y</td></tr>");
  const rows = rowsOf(
    await read(table(`<tr><th>A</th><th>B</th></tr><tr><td>1</td><td>${inner}</td></tr>`)),
  );
  expect(rows).toEqual([
    ["A", "B"],
    ["1", "x, y"],
  ]);
});

test("a table that only places things on the page becomes its content", async () => {
  expect(
    await read(table("<tr><td><h2>Left</h2><p>a</p></td><td><h2>Right</h2><p>b</p></td></tr>")),
  ).toBe("### Left\n\na\n\n### Right\n\nb");
});

test("a table in a panel or an expander stays a table that passages can cut", async () => {
  const data = table("<tr><th>A</th><th>B</th></tr><tr><td>1</td><td>2</td></tr>");
  for (const name of ["info", "expand", "panel", "excerpt", "column"]) {
    expect(rowsOf(await read(macro(name, { rich: data })))).toHaveLength(2);
  }
});

test("a chart is its table", async () => {
  const data = table("<tr><th>Month</th><th>Sales</th></tr><tr><td>May</td><td>7</td></tr>");
  const markdown = await read(macro("chart", { parameters: { title: "Sales" }, rich: data }));
  expect(markdown).toMatch(/^\*\*Sales\*\*\n\n\|/);
  expect(rowsOf(markdown)[1]).toEqual(["May", "7"]);
});

test("stray text, missing cells and odd spans lose no words", async () => {
  const markdown = await read(
    '<table>before<tbody><tr>odd<td colspan="0">a</td></tr><tr><td rowspan="-3" colspan="x">b</td><td>c</td></tr></tbody><caption>Title</caption></table>',
  );
  for (const word of ["before", "odd", "a", "b", "c", "Title"]) expect(markdown).toContain(word);
});
