import { randomUUID } from "node:crypto";
import { type Context, Hono, type MiddlewareHandler } from "hono";
import { isAdminNow } from "../../administration/may-administer.ts";
import { ChatError } from "../../chat/chat-error.ts";
import type { RoomPlatform } from "../../chat/chat-rooms.ts";
import { securityHeaders } from "../../chat/web/security-headers.ts";
import type { Visitors } from "../../chat/web/session.ts";
import { DEFAULT_DAYS } from "../../feedback/reports/report-period.ts";
import {
  type MonitoringDeps,
  reportMonitoring,
} from "../../learning/monitoring/monitoring-report.ts";
import { AdminError } from "../../sources/sources-deps.ts";
import type { Storage } from "../../storage/storage.ts";
import type { Logger } from "../../telemetry/logger.ts";

export interface ReportDoorDeps extends MonitoringDeps {
  storage: Storage;
  /** Undefined where nobody signs in: then nobody is known to be an admin. */
  signedIn: { visitors: Visitors; platforms: readonly RoomPlatform[] } | undefined;
  guard: MiddlewareHandler;
  /** How much one browser may ask. */
  limit: MiddlewareHandler | undefined;
  logger: Logger;
}

const PAGE = "/admin/report";
const STYLES = "/admin/report.css";
/** Reading a month takes a while, and changes little. */
const FRESH_MS = 60_000;
/** Each period is kept by itself; admins look at a few. */
const MOST_KEPT = 8;

export function isForReport(pathname: string): boolean {
  return pathname === PAGE || pathname === STYLES;
}

/** `/admin/report`: how answers are doing, for admins who are signed in. */
export function createReportDoor(deps: ReportDoorDeps): Hono {
  const { signedIn, logger } = deps;
  const pageOf = createPages(deps);
  const door = new Hono();
  door.use(securityHeaders, deps.guard);
  if (deps.limit !== undefined) door.use(deps.limit);

  door.get(STYLES, async (c) => {
    // What draws is large, and loaded when somebody looks.
    const { reportStyles } = await import("../../learning/monitoring/page/report-page.ts");
    return c.body(reportStyles(), 200, { "Content-Type": "text/css; charset=utf-8" });
  });
  door.get(PAGE, async (c) => {
    if (signedIn === undefined) return refuse(c, NO_SIGN_IN);
    const { visitors, platforms } = signedIn;
    const session = await visitors.known(c);
    if (session === undefined) return c.redirect(visitors.signInPath?.(PAGE) ?? "/", 303);
    const asking = { storage: deps.storage, platforms };
    if (!(await isAdminNow(session.askedBy, asking))) return refuse(c, NO_ADMIN);
    const days = c.req.query("days");
    return c.html(await pageOf(days === undefined ? DEFAULT_DAYS : Number(days)));
  });
  door.notFound((c) => c.text("Nothing is here.\n", 404));
  door.onError((error, c) => {
    if (error instanceof AdminError) return c.text(`${error.message}\n`, 400);
    const traceId = randomUUID();
    if (error instanceof ChatError) {
      logger.warn({ error, traceId }, "It cannot be told whether somebody is an admin");
      return c.text(
        "It cannot be told at the moment whether you are an admin: try again soon.\n",
        503,
      );
    }
    logger.error({ error, traceId }, "The report page failed");
    return c.text(`Something went wrong; the log has it as ${traceId}.\n`, 500);
  });
  return door;
}

const NO_SIGN_IN =
  "This page is for admins who are signed in: set FOOTNOTE_SIGN_IN, or write it to a file with `learn report --out report.html`.\n";
const NO_ADMIN = "This page is for admins of Footnote.\n";

function refuse(c: Context, sentence: string): Response {
  return c.text(sentence, 403);
}

/** The page of so many days, made once a minute however many look. */
function createPages(deps: ReportDoorDeps): (days: number) => Promise<string> {
  const kept = new Map<number, { at: number; page: Promise<string> }>();
  async function make(days: number): Promise<string> {
    const report = await reportMonitoring(days, deps);
    const { renderReportPage } = await import("../../learning/monitoring/page/report-page.ts");
    return renderReportPage(report, STYLES);
  }
  return (days) => {
    const known = kept.get(days);
    if (known !== undefined && deps.now() - known.at < FRESH_MS) return known.page;
    const page = make(days);
    // What failed is made again by the next who looks.
    page.catch(() => kept.delete(days));
    const [oldest] = kept.keys();
    if (kept.size >= MOST_KEPT && oldest !== undefined) kept.delete(oldest);
    kept.delete(days);
    kept.set(days, { at: deps.now(), page });
    return page;
  };
}
