import { createHash } from "node:crypto";
import { readdirSync, readFileSync } from "node:fs";
import { extname, join } from "node:path";
import { Hono } from "hono";

const TYPES: Readonly<Record<string, string>> = {
  ".html": "text/html; charset=utf-8",
  ".css": "text/css; charset=utf-8",
  ".js": "text/javascript; charset=utf-8",
  ".svg": "image/svg+xml",
};

interface PublicFile {
  body: Uint8Array<ArrayBuffer>;
  type: string;
  etag: string;
}

/** Serves the files of `public/`, read once; no request ever reaches the disk. */
export function createPublicFiles(): Hono {
  const files = readPublicFiles(join(import.meta.dirname, "public"));
  const app = new Hono();
  app.get("*", (c, next) => {
    const path = c.req.path === "/" ? "/index.html" : c.req.path;
    const file = files.get(path);
    if (file === undefined) return next();
    c.header("Content-Type", file.type);
    if (path === "/index.html") return c.body(file.body);
    c.header("ETag", file.etag);
    // Kept by the browser, and asked for each time: a new version shows at once.
    c.header("Cache-Control", "no-cache");
    if (c.req.header("if-none-match") === file.etag) return c.body(null, 304);
    return c.body(file.body);
  });
  return app;
}

function readPublicFiles(folder: string): Map<string, PublicFile> {
  const files = new Map<string, PublicFile>();
  for (const entry of readdirSync(folder, { recursive: true, encoding: "utf8" })) {
    const type = TYPES[extname(entry)];
    if (type === undefined) continue;
    const body = new Uint8Array(readFileSync(join(folder, entry)));
    const etag = `"${createHash("sha256").update(body).digest("base64url").slice(0, 22)}"`;
    files.set(`/${entry.replaceAll("\\", "/")}`, { body, type, etag });
  }
  return files;
}
