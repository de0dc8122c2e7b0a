import { confluence } from "../../../connectors/confluence/index.ts";
import type { Connector } from "../../../connectors/connector.ts";
import type { ConnectorSecret } from "../../../connectors/definition.ts";
import {
  startConfluenceCounterpart,
  TEST_LOGIN,
} from "../../counterparts/confluence/start-confluence-counterpart.ts";
import { fixedSecret } from "../../support/fixed-secret.ts";

type CounterpartOptions = Parameters<typeof startConfluenceCounterpart>[0];

/** As fast as the machine allows, unless a test is about the pace. */
const FAST = { requestsPerMinute: "1000000" };

/** A counterpart, and connectors to it; the caller closes it. */
export async function openCounterpart(options: CounterpartOptions = {}) {
  const counterpart = await startConfluenceCounterpart(options);
  const { siteUrl, apiUrl, authUrl, world } = counterpart;
  const given = { site: siteUrl, apiUrl, authUrl, email: TEST_LOGIN.email, ...FAST };
  const [reader = ""] = world.site.users.keys();
  return {
    counterpart,
    world,
    site: world.site,
    /** The account that the connector asks with. */
    reader,
    settings: given,
    connect(
      settings: Record<string, string> = {},
      secret: ConnectorSecret = fixedSecret(TEST_LOGIN.apiToken),
    ): Connector {
      return confluence.create(confluence.settings.parse({ ...given, ...settings }), secret);
    },
  };
}

export function text(words: string): string {
  return `<p>${words}</p>`;
}

/** The same with a space, a page below its homepage and one below that, a file and a blog post. */
export async function makeSite(options: CounterpartOptions = {}) {
  const opened = await openCounterpart(options);
  const { site } = opened;
  const { homepageId } = site.createSpace({ key: "HB", name: "Handbook" });
  const leaveId = site.createPage({
    spaceKey: "HB",
    title: "Leave",
    storage: text("Everybody has twenty days."),
    labels: ["policy"],
  });
  const sickId = site.createPage({
    spaceKey: "HB",
    title: "Sick leave",
    parentId: leaveId,
    storage: text("Tell your team."),
  });
  const fileId = site.attach(leaveId, {
    fileName: "form.txt",
    mediaType: "text/plain",
    bytes: Buffer.from("Fill in your name."),
  });
  const newsId = site.createBlogPost({
    spaceKey: "HB",
    title: "New office",
    storage: text("We moved."),
  });
  return { ...opened, homepageId, leaveId, sickId, fileId, newsId };
}
