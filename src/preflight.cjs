// Runs before everything else, on any Node: says in one sentence when it is too old.
const [major, minor] = process.versions.node.split(".").map(Number);
if (major < 22 || (major === 22 && minor < 20)) {
  console.error(
    `Footnote needs Node 22.20 or newer and found ${process.versions.node}; run "npm ci" so that npm brings Node 24 along (Linux, Windows), or install Node 24 from nodejs.org.`,
  );
  process.exit(1);
}
