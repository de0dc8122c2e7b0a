import { expect } from "vitest";
import { text } from "./confluence-fixture.ts";
import { openConfluenceSync } from "./confluence-sync-world.ts";

const HOUR_MS = 3_600_000;

/** A space, and somebody in it; an hour passes before each sync. */
export async function openSpace(settings: Record<string, string> = {}) {
  let time = Date.UTC(2026, 2, 1, 9, 0, 5);
  const world = await openConfluenceSync({ now: () => time }, { sweepMinutes: "0", ...settings });
  const { site } = world;
  const ann = site.createUser({ name: "Ann Lee", email: "ann@acme.example" });
  site.createSpace({ key: "HB", name: "Handbook" });
  const page = (title: string, storage: string, more: object = {}) =>
    site.createPage({ spaceKey: "HB", title, storage, ...more });
  return {
    ...world,
    ann,
    page,
    /** Text as stored after one more sync. */
    async readText(id: string): Promise<string | undefined> {
      time += HOUR_MS;
      const report = await world.sync();
      expect(report.error).toBeUndefined();
      return (await world.stored())[id]?.text;
    },
  };
}

/** A macro that shows another page, or an excerpt of it. */
export function includeOf(macro: string, title: string): string {
  const link = `<ac:link><ri:page ri:content-title="${title}" /></ac:link>`;
  return `<ac:structured-macro ac:name="${macro}"><ac:parameter ac:name="">${link}</ac:parameter></ac:structured-macro>`;
}

export function excerpt(words: string): string {
  return `<ac:structured-macro ac:name="excerpt"><ac:rich-text-body>${text(words)}</ac:rich-text-body></ac:structured-macro>`;
}
