import { expect, test } from "vitest";
import { confluenceSettings } from "../../../connectors/confluence/settings.ts";

const siteOf = (site: string) => confluenceSettings.safeParse({ site });

test("a site is its origin, whatever was copied along", () => {
  const { data } = siteOf("https://acme.atlassian.net/wiki/spaces/HR?mail=a@b.example");
  expect(data?.site).toBe("https://acme.atlassian.net");
});

test.each(["https://acme.atlassian.net@127.0.0.1/wiki", "https://ann:secret@acme.atlassian.net"])(
  "a site that shows one host and means another is refused: %s",
  (site) => {
    expect(siteOf(site).error?.issues[0]?.message).toContain(
      "must not have a name before the host",
    );
  },
);
