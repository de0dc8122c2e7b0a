/** Who may import whom. Each rule is one sentence of ARCHITECTURE.md. */
module.exports = {
  forbidden: [
    {
      name: "connectors-stand-alone",
      comment: "A connector reads its source and knows nothing of the bot.",
      severity: "error",
      from: { path: "^connectors/" },
      to: { path: "^(src|tests|deploy)/" },
    },
    {
      name: "connectors-ignore-each-other",
      comment: "Shared code between sources goes to connectors/shared.",
      severity: "error",
      from: { path: "^connectors/([^/]+)/", pathNot: "^connectors/shared/" },
      to: { path: "^connectors/[^/]+/", pathNot: "^connectors/($1|shared)/" },
    },
    {
      name: "pipelines-see-ports-only",
      comment: "A pipeline never names an adapter; app.ts hands it over.",
      severity: "error",
      from: {
        path: "^src/(administration|conversation|answer|sync|sources|access|feedback|privacy|evaluation|learning)/",
      },
      to: {
        path: "^(src/(chat|models|prompts|vector-index|storage|queue)|connectors)/",
        pathNot:
          "/(models|fine-tune-provider|prompts|vector-index|storage|queue|connector|definition|principals)\\.ts$|^src/storage/ports/|^src/chat/[^/]+\\.ts$",
      },
    },
    {
      name: "adapters-ignore-each-other",
      comment: "An adapter knows its own port, telemetry and text, and no other room.",
      severity: "error",
      from: { path: "^src/(chat|models|vector-index|storage|queue)/" },
      to: {
        path: "^src/(chat|models|prompts|vector-index|storage|queue|conversation|answer|sync|sources|access|feedback|privacy|learning|console|administration)/",
        pathNot: "^src/$1/|^src/storage/(ports/|(storage|schema|in-turn)\\.ts$)",
      },
    },
    {
      name: "chat-platforms-ignore-each-other",
      comment: "What both need lies beside their port.",
      severity: "error",
      from: { path: "^src/chat/(slack|teams)/" },
      to: { path: "^src/chat/(slack|teams)/", pathNot: "^src/chat/$1/" },
    },
    {
      name: "one-folder-knows-botbuilder",
      comment: "It is out of support: leaving it must cost no more than that folder.",
      severity: "error",
      from: { path: "^(src|connectors)/", pathNot: "^src/chat/teams/connect/" },
      to: { path: "node_modules/bot(builder|framework)" },
    },
    {
      name: "prompts-stand-beside-models",
      comment: "Prompts are words; all that they share with models is the shape of a prompt.",
      severity: "error",
      from: { path: "^src/prompts/" },
      to: { path: "^(src|connectors)/", pathNot: "^src/(prompts/|models/models\\.ts$)" },
    },
    {
      name: "only-the-root-wires",
      comment: "Adapters are built in app.ts, nowhere else; nothing imports an entrypoint.",
      severity: "error",
      from: { path: "^src/", pathNot: "^src/(app\\.ts|entrypoints/)" },
      to: { path: "^(src/app\\.ts|src/entrypoints/|connectors/registry\\.ts)" },
    },
    {
      name: "telemetry-text-and-resilience-lie-under-everything",
      severity: "error",
      from: { path: "^src/(telemetry|text|resilience)/" },
      to: { path: "^(src|connectors)/", pathNot: "^src/(telemetry|text|resilience)/" },
    },
    { name: "no-cycles", severity: "error", from: {}, to: { circular: true } },
    {
      name: "no-tests-in-production",
      severity: "error",
      from: { path: "^(src|connectors)/" },
      to: { path: "^tests/" },
    },
  ],
  options: {
    tsConfig: { fileName: "tsconfig.json" },
    tsPreCompilationDeps: true,
    doNotFollow: { path: "node_modules" },
  },
};
