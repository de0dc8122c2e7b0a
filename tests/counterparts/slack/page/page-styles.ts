const DARK = `--paper:#1a1d21;--ink:#e8e8ea;--soft:#9a9ba0;--line:#35373b;--wash:#222529;--nav:#19171d;
--link:#4aa3e8;--mention:#3b3520;--button:#2b2e33;color-scheme:dark`;

/** The pretend Slack's looks, light and dark. */
export const PAGE_STYLES = `
:root{--paper:#fff;--ink:#1d1c1d;--soft:#616061;--line:#dddde0;--wash:#f6f6f7;--nav:#3f1d4a;--link:#1264a3;
--mention:#fdf2cd;--button:#fff;--good:#00755a;--bad:#c0244b;color-scheme:light}
@media (prefers-color-scheme:dark){:root:not([data-theme=light]){${DARK}}}
:root[data-theme=dark]{${DARK}}
*{box-sizing:border-box}
body{margin:0;height:100vh;display:flex;font:15px/1.47 Lato,"Segoe UI",Roboto,system-ui,sans-serif;color:var(--ink);background:var(--paper)}
a{color:var(--link);text-decoration:none}a:hover{text-decoration:underline}
nav{width:240px;flex:none;background:var(--nav);color:#d9ccdf;padding:14px 10px;overflow:auto}
nav h2{font-size:18px;margin:0 8px 10px;color:#fff}nav h3{font-size:13px;font-weight:500;margin:18px 8px 4px;opacity:.75}
nav a,nav .link{display:block;width:100%;text-align:left;padding:4px 8px;border-radius:6px;color:inherit;font:inherit;background:none;border:0;cursor:pointer}
nav a:hover,nav .link:hover{background:#ffffff1c;text-decoration:none}nav a.here{background:#1164a3;color:#fff}
nav label{display:block;margin:0 8px;font-size:12px}nav select{display:block;width:100%;margin-top:3px}
main{flex:1;min-width:0;display:flex;flex-direction:column}
aside{width:42%;max-width:560px;border-left:1px solid var(--line);display:flex;flex-direction:column}
aside>div{flex:1;overflow:auto}
h1,aside h2{font-size:18px;margin:0;padding:13px 20px;border-bottom:1px solid var(--line)}
h1 small{font-weight:400;font-size:13px;color:var(--soft);margin-left:12px}
aside h2{position:sticky;top:0;background:var(--paper);z-index:1}.close{float:right;color:var(--soft)}
.messages{padding:12px 0;overflow:auto}main>.messages{flex:1}
.messages.home{padding:20px;width:100%;max-width:760px}
.message{display:flex;gap:10px;padding:6px 20px}.message:hover{background:var(--wash)}
.face{width:36px;height:36px;flex:none;border-radius:8px;color:#fff;font-weight:700;display:grid;place-items:center}
.body{min-width:0;flex:1}.body header{line-height:1.3}time,.body small{font-size:12px;color:var(--soft)}
.badge{font-size:10px;font-weight:700;background:var(--line);color:var(--soft);border-radius:3px;padding:1px 4px;vertical-align:2px}
.body footer{visibility:hidden;height:0;float:right}.message:hover footer{visibility:visible}
.tool{border:1px solid var(--line);background:var(--paper);color:var(--soft);border-radius:6px;font-size:12px;padding:2px 7px;cursor:pointer}
.block{margin:3px 0;overflow-wrap:anywhere}.block p{margin:2px 0}.block ul,.block ol{margin:4px 0;padding-left:24px}
.block h1,.block h2,.block h3{font-size:17px;margin:8px 0 4px;padding:0;border:0}
.section{display:flex;gap:16px;align-items:flex-start}.section .words{flex:1}.fields{display:grid;grid-template-columns:1fr 1fr;gap:2px 16px}
.context{color:var(--soft);font-size:13px;display:flex;flex-direction:column;gap:2px}
.context_actions,.actions{display:flex;flex-wrap:wrap;gap:8px;margin:8px 0 6px}
.alert{border-left:4px solid #e0a526;background:var(--wash);padding:8px 12px;border-radius:4px}
blockquote{margin:4px 0;padding-left:12px;border-left:4px solid var(--line)}
code{color:#e01e5a;background:var(--wash);border:1px solid var(--line);border-radius:3px;padding:1px 3px;font-size:12.5px}
pre{background:var(--wash);border:1px solid var(--line);border-radius:6px;padding:8px;margin:4px 0;white-space:pre-wrap;font-size:12.5px}pre code{color:inherit;border:0;padding:0}
table{border-collapse:collapse;margin:6px 0}td,th{border:1px solid var(--line);padding:5px 10px;text-align:left}th{background:var(--wash)}
hr{border:0;border-top:1px solid var(--line);margin:10px 0}img{max-width:360px;border-radius:6px}
.mention,.ring{background:var(--mention);color:var(--link);border-radius:3px;padding:0 2px}
.reaction{display:inline-block;background:var(--wash);border:1px solid var(--line);border-radius:12px;padding:0 8px;font-size:12px;margin:3px 4px 0 0}
.fold{display:block;margin:0 20px 6px 66px;font-size:13px;font-weight:700}
.inline{display:inline}.press{font:700 13px/1 inherit;font-family:inherit;padding:8px 12px;border:1px solid var(--line);border-radius:8px;background:var(--button);color:var(--ink);cursor:pointer}
.press:hover{box-shadow:0 1px 3px #0003}.press.primary{background:var(--good);border-color:var(--good);color:#fff}.press.danger{background:var(--bad);border-color:var(--bad);color:#fff}
.vote{padding:6px 10px;font-weight:500}.growing{animation:beat 1s infinite alternate;color:var(--soft)}@keyframes beat{from{opacity:.2}}
.line{padding:2px 66px;color:var(--soft);font-style:italic}.prompts{padding:8px 66px;display:flex;gap:8px;flex-wrap:wrap}.prompts p{width:100%;margin:0;color:var(--soft)}
.composer{display:flex;gap:8px;margin:10px 20px 16px;padding:6px;border:1px solid var(--soft);border-radius:10px}
.composer input[name=text]{flex:1;min-width:0;border:0;outline:0;background:none;color:inherit;font:inherit;padding:6px}
.problem{margin:10px 20px 0;padding:8px 12px;background:#c0244b22;border:1px solid var(--bad);border-radius:6px}
.empty{color:var(--soft)}
.veil{position:fixed;inset:0;background:#0008;display:grid;place-items:center;z-index:5}
.modal{width:520px;max-width:94vw;max-height:88vh;display:flex;flex-direction:column;background:var(--paper);border-radius:10px;box-shadow:0 10px 40px #0006}
.modal h2{font-size:20px;margin:0;padding:18px 24px 6px}.fieldset{padding:6px 24px;overflow:auto}.modal footer{padding:14px 24px;display:flex;justify-content:flex-end;gap:10px;border-top:1px solid var(--line)}
.fieldset label{display:block;font-weight:700;margin-top:10px}.fieldset label.choice{font-weight:400;margin:2px 0}
.icon{width:1em;height:1em;vertical-align:-.12em}
.fieldset label small{display:inline}.fieldset small{display:block;color:var(--soft);font-weight:400}.fieldset small.wrong{color:var(--bad)}
.fieldset input:not([type=radio]):not([type=checkbox]),select,textarea{width:100%;font:inherit;padding:7px 9px;border:1px solid var(--soft);border-radius:6px;background:var(--paper);color:var(--ink)}
.inline select,.inline input{width:auto}.status{display:inline-block;width:10px;height:10px;border-radius:5px;background:var(--soft)}.status.complete{background:var(--good)}.status.error{background:var(--bad)}
@media (max-width:800px){nav{width:64px;font-size:0}aside{position:fixed;inset:0;width:auto;max-width:none;background:var(--paper)}}`;
