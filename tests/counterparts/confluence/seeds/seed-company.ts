import type { Site } from "../site/site.ts";
import { code, image, macro, mention, pageLink, rich, table, tasks } from "./macros.ts";
import { smallPdf } from "./small-files.ts";

/** A small company's Confluence: a handbook, the engineers' space, and HR with a page for few. */
export function seedCompany(site: Site) {
  const ann = site.createUser({ name: "Ann Lee", email: "ann@acme.example" });
  const ben = site.createUser({
    ...{ name: "Ben Okoro", email: "ben@acme.example" },
    emailVisible: false,
    timeZone: "Europe/Zurich",
  });
  const [reader = ""] = site.users.keys();
  const engineers = site.createGroup("engineers", [ben, reader]);
  const people = site.createGroup("people-team", [ann, reader]);

  const handbook = site.createSpace({ key: "HANDBOOK", name: "Handbook", authorId: ann });
  const leave = site.createPage({
    spaceKey: "HANDBOOK",
    title: "Annual leave",
    authorId: ann,
    labels: ["leave", "policy"],
    storage: [
      macro("toc", {}),
      macro("info", { title: "In short" }, rich("<p>Everybody has 24 days of leave a year.</p>")),
      "<h2>Carrying days over</h2>",
      "<p>Up to <strong>five</strong> days may be taken until the end of March.</p>",
      macro(
        "expand",
        { title: "What about part-time?" },
        rich("<p>The days are in proportion.</p>"),
      ),
      `<p>Ask ${mention(ann)} by <time datetime="2027-03-01" /> at the latest.</p>`,
      tasks([
        ["Tell your team", true],
        ["Enter the days in the calendar", false],
      ]),
    ].join(""),
  });
  const question = site.comment({
    on: leave,
    authorId: ben,
    storage: "<p>Does this hold for interns too?</p>",
  });
  site.comment({
    ...{ on: leave, replyTo: question, authorId: ann },
    storage: "<p>Yes, from the first day.</p>",
  });
  site.comment({
    ...{ on: leave, selection: "five", resolution: "resolved", authorId: ben },
    storage: "<p>It was four last year.</p>",
  });
  const travel = site.createPage({
    spaceKey: "HANDBOOK",
    title: "Travel costs",
    authorId: ann,
    labels: ["policy"],
    storage: [
      `<p>Trains are booked in second class; see also ${pageLink("Annual leave", "HANDBOOK", "leave")}.</p>`,
      table([
        ["Country", "City", "Per day"],
        ['<td rowspan="2"><p>Switzerland</p></td>', "Zurich", "CHF 90"],
        ["Berne", "CHF 80"],
        ["Germany", '<td colspan="2"><p>EUR 60 everywhere</p></td>'],
      ]),
      macro("excerpt", {}, rich("<p>Send receipts within 30 days.</p>")),
      macro("view-file", { name: "travel-form.pdf" }),
    ].join(""),
  });
  const form = site.attach(travel, {
    fileName: "travel-form.pdf",
    mediaType: "application/pdf",
    bytes: smallPdf(["Travel form", "Fill in the dates and the purpose of your journey."]),
  });
  const news = site.createBlogPost({
    spaceKey: "HANDBOOK",
    title: "A new office in Basel",
    authorId: ann,
    storage: "<p>From May on we are at <em>Uferstrasse 12</em>, close to the harbour.</p>",
  });

  site.createSpace({
    ...{ key: "ENG", name: "Engineering", authorId: ben },
    permissions: { groups: [engineers] },
  });
  const guides = site.createPage({
    spaceKey: "ENG",
    title: "Guides",
    type: "folder",
    authorId: ben,
  });
  const release = site.createPage({
    spaceKey: "ENG",
    title: "How we release",
    parentId: guides,
    authorId: ben,
    labels: ["release"],
    storage: [
      `<p>State: ${macro("status", { title: "In use", colour: "Green" })}</p>`,
      code("bash", 'npm run release -- --tag "v1 < v2"'),
      macro("warning", {}, rich("<p>Never release on a Friday.</p>")),
      `<p>Tracked in ${macro("jira", { key: "ENG-142", server: "Acme Jira" })}.</p>`,
      macro(
        "include",
        {},
        '<ac:parameter ac:name=""><ac:link><ri:page ri:content-title="On call" /></ac:link></ac:parameter>',
      ),
      image("stages.png", "The four stages of a release"),
    ].join(""),
  });
  const onCall = site.createPage({
    spaceKey: "ENG",
    title: "On call",
    parentId: release,
    authorId: ben,
    adf: {
      type: "doc",
      version: 1,
      content: [
        {
          type: "heading",
          attrs: { level: 2 },
          content: [{ type: "text", text: "Who is on call" }],
        },
        {
          type: "paragraph",
          content: [
            { type: "text", text: "One engineer a week; the phone is handed over on Mondays." },
          ],
        },
      ],
    },
  });

  site.createSpace({ key: "HR", name: "People", authorId: ann, permissions: { groups: [people] } });
  const salaries = site.createPage({
    ...{ spaceKey: "HR", title: "Salary bands", authorId: ann },
    storage: "<p>Bands are reviewed every January.</p>",
  });
  site.restrict(salaries, { read: { users: [ann, reader] }, update: { users: [ann] } });
  const band = site.createPage({
    ...{ spaceKey: "HR", title: "Band C", parentId: salaries, authorId: ann },
    storage: table([
      ["Step", "Amount"],
      ["1", "CHF 92 000"],
    ]),
  });
  const hidden = site.createPage({
    ...{ spaceKey: "HR", title: "Reorganisation", authorId: ann },
    storage: "<p>Nobody else reads this.</p>",
  });
  site.restrict(hidden, { read: { users: [ann] } });
  return {
    ...{ ann, ben, engineers, people, homepage: handbook.homepageId, leave, travel, form, news },
    ...{ guides, release, onCall, salaries, band, hidden },
  };
}
