// Loaded into the playground before its own code: it would listen on every address of the machine,
// and whoever reaches it speaks to Footnote as an admin.
const { Server } = require("node:net");

const { listen } = Server.prototype;
Server.prototype.listen = function listenHere(port, ...rest) {
  const isPort = typeof port === "number" && typeof rest[0] !== "string";
  return isPort ? listen.call(this, port, "127.0.0.1", ...rest) : listen.call(this, port, ...rest);
};
