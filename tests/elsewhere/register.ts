import { registerHooks } from "node:module";
import { INSTEAD } from "./instead.ts";

/* For processes that tests start: `node --import` this. */

registerHooks({
  resolve(specifier, context, next) {
    const found = next(specifier, context);
    const url = INSTEAD.get(found.url);
    return url === undefined || context.parentURL === url ? found : { ...found, url };
  },
});
