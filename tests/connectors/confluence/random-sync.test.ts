import { type PropertyWorld, syncProperties } from "../../contracts/sync-properties.ts";
import { text } from "./confluence-fixture.ts";
import { openConfluenceSync } from "./confluence-sync-world.ts";
import { applyOperation, type Operation, operations } from "./random-operations.ts";

/** People and groups that overlap, an open space, a closed one, and some pages in both. */
async function open(settings: Record<string, string>): Promise<PropertyWorld<Operation>> {
  let time = Date.UTC(2026, 2, 1, 9, 0, 5);
  const synced = await openConfluenceSync({ now: () => time }, settings);
  const { site, world, reader } = synced;
  const people = ["Ann", "Ben", "Eva", "Tom"].map((name) =>
    site.createUser({
      name,
      email: `${name.toLowerCase()}@acme.example`,
      licensed: name !== "Tom",
    }),
  );
  site.createGroup("engineers", [...people.slice(0, 2), reader]);
  site.createGroup("people-team", [...people.slice(1, 3), reader]);
  site.createGroup("guests", [...people.slice(3), reader]);
  site.createSpace({ key: "HB", name: "Handbook" });
  site.createSpace({
    key: "HR",
    name: "People",
    permissions: { users: [reader, ...people.slice(0, 3)] },
  });
  for (let n = 0; n < 12; n += 1) {
    const spaceKey = n % 3 === 0 ? "HR" : "HB";
    const id = site.createPage({ spaceKey, title: `Page ${n}`, storage: text(`Words ${n}.`) });
    if (n % 4 === 0) {
      site.createPage({
        spaceKey,
        title: `Below ${n}`,
        parentId: id,
        storage: text(`Words ${n}.`),
      });
    }
  }
  time += 60 * 60_000;
  return {
    apply: (operation) => applyOperation(site, reader, operation),
    advance: (ms) => {
      time += ms;
    },
    onRequest: (act) => {
      world.onRequest = act;
    },
    sync: () => synced.sync({ confirmRemovals: true }),
    indexed: synced.indexed,
    expected: synced.expected,
    close: synced.close,
  };
}

syncProperties<Operation>({
  kind: "Confluence, everything listed each time",
  operation: operations("all"),
  open: () => open({ sweepMinutes: "0" }),
});

syncProperties<Operation>({
  kind: "Confluence, from what is modified alone",
  operation: operations("modified"),
  open: () => open({ sweepMinutes: "10080" }),
});
