import { syncProperties } from "../../contracts/sync-properties.ts";
import { operation } from "./syncing/random-operations.ts";
import { open } from "./syncing/random-sync-world.ts";

syncProperties({
  kind: "Google Drive",
  operation,
  open: () => open({ sharesReachDown: false, trashReachesDown: false, expiry: false }),
});

syncProperties({
  kind: "Google Drive, where its log tells of all below",
  operation,
  open: () => open({ sharesReachDown: true, trashReachesDown: true, expiry: true }),
});
