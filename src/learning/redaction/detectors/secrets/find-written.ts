interface Span {
  start: number;
  end: number;
}

const WORD = String.raw`[\w.-]{0,40}(?:pass(?:word|wd|phrase|wort)?|pwd|kennwort|contrase[nñ]a|senha|mot_?de_?passe|пароль|secret|token|(?:api|secret|private|access|encryption|signing|auth|master|account|client)_?key)`;
/** Where programs and their settings have it; each pattern's only group is the value. */
const WRITTEN: readonly RegExp[] = [
  // <password>…</password>, <add key="MailPassword" value="…"/>
  new RegExp(
    `<(?:[\\w.-]{1,40}:)?${WORD}(?:\\s[^<>]{0,100})?>\\s{0,5}([^<>\\n]{3,300}?)\\s{0,5}</`,
    "dgiu",
  ),
  new RegExp(
    `(?:key|name|id|property)\\s?=\\s?["']${WORD}["'][^<>\\n]{0,60}?\\bvalue\\s?=\\s?["']([^"'\\n]{3,300})["']`,
    "dgiu",
  ),
  // Values in quotes need no other sign of being one
  new RegExp(
    `${WORD}["'\\]]{0,3}\\s{0,12}(?:[:=]{1,2}|=>|:=|,)\\s{0,3}[rbuf@$]?"([^"\\n]{3,200})"`,
    "dgiu",
  ),
  new RegExp(
    `${WORD}["'\\]]{0,3}\\s{0,12}(?:[:=]{1,2}|=>|:=|,)\\s{0,3}[rbuf@$]?'([^'\\n]{3,200})'`,
    "dgiu",
  ),
  // A line of settings that holds nothing else
  new RegExp(
    `^[ \\t]{0,20}(?:(?:export|set|env|-e|ENV|ARG|-)[ \\t])?["']?${WORD}["']?[ \\t]{0,3}[:=][ \\t]{0,3}["']?([^\\s"'<>]{4,200})["']?,?[ \\t]*(?:#.*)?$`,
    "dgimu",
  ),
  // Connection strings
  /(?:^|[;"'\s])(?:password|pwd|accountkey|sharedaccesskey|sharedsecretvalue|sharedaccesssignature|accesskey)\s{0,2}=\s{0,2}(?:"([^"\n]{3,300})"|([^\s;"']{3,300}))/dgi,
  // .netrc, psql, FTP
  /\blogin\s{1,5}\S{1,80}\s{1,5}password\s{1,5}(\S{3,200})/dgi,
  /\bUSER\s{1,3}\S{1,80}\s{1,3}PASS\s{1,3}(\S{3,100})/dg,
  // SQL and directories
  /\b(?:identified\s{1,3}(?:with\s{1,3}[\w']{1,40}\s{1,3})?by|with\s{1,3}(?:login\s{1,3})?password|(?:user|role)\s[^\s;]{1,60}\s[^;\n]{0,60}?password|userPassword:|set password(?: for [^=\n]{1,60})?)\s{0,3}=?\s{0,3}(?:password\()?['"]([^'"\n]{3,200})['"]/dgi,
  // PowerShell and .NET
  /ConvertTo-SecureString\s{1,3}(?:-String\s{1,3})?["']([^"'\n]{3,200})["']/dgi,
  /(?:Network|PS|UsernamePassword)Credentials?\w{0,20}\(\s?["'][^"'\n]{0,80}["']\s?,\s?["']([^"'\n]{3,200})["']/dgi,
  // Programs that sign in or sign
  /\b(?:log_?in|sign_?in|authenticate|connect|auth)\(\s?["'][^"'\n]{1,80}["']\s?,\s?["']([^"'\n]{4,100})["']/dgi,
  /\bauth\s?[=:]\s?(?:\w{1,30}\s?)?[([]\s?["'][^"'\n]{1,60}["']\s?,\s?["']([^"'\n]{4,100})["']/dgi,
  /\b(?:jwt\.(?:sign|verify|encode|decode)|createHmac|hmac\.new)\([^,\n]{1,80},\s?b?["']([^"'\n]{4,200})["']/dgi,
  // Switches and routers
  /\b(?:snmp-server community|enable (?:secret|password)|username \S{1,40} (?:privilege \d{1,2} )?(?:secret|password)|key-string|pre-shared-key|(?:tacacs|radius)(?:-server)? key)\s(?:\d\s)?(\S{4,100})/dgi,
  // Headers
  /\b(?:proxy-)?authorization["']?\s{0,2}[:=]\s{0,2}["']?(?:[A-Za-z][\w-]{1,30}\s{1,2})?(?:token=|key=|apikey=|credential=)?["']?([\w+/=.~:%-]{8,2000})/dgi,
  /\bx-[a-z-]{0,40}(?:key|token|secret|auth|signature|password)["']?\s{0,2}[:=]\s{0,2}["']?([^\s"',;]{6,2000})/dgi,
  // Commands that take one behind a short option or alone
  /\b(?:mysql\w{0,10}|mariadb\w{0,10}|mongo\w{0,8}|psexec(?:\.exe)?|docker login|podman login|helm registry login|sshpass|htpasswd|ldap\w{3,10}|smbclient|rpcclient|xfreerdp|rdesktop|impacket\S{0,20}|crackmapexec|evil-winrm|sqlcmd|osql|bcp|isql|az login|cf login|oc login|7z|zip|unzip|gpg|keytool)\b[^\n|;&]{0,160}?\s(?:-p|(?<!(?:mysql|mariadb)[^\n]{0,160})-P|-w|\/p:|--pass(?:word|phrase)?(?![\w-])|-passin pass:|-passout pass:|-storepass|-keypass)[ =]{0,1}["']?([^\s"'<>|;&-][^\s"'<>|;&]{3,100})/dg,
  /\bredis-cli\b[^\n|;&]{0,160}?\s(?:-a|--pass|--askpass=)[ =]?["']?([^\s"'<>|;&-][^\s"'<>|;&]{2,100})/dg,
  /\bopenssl\b[^\n|;&]{0,200}?\s(?:-k|-pass(?:in|out)?\s{1,2}(?:pass:)?|-passin\spass:)\s?["']?(?!(?:env|file|fd|stdin)\b)([^\s"'<>|;&-][^\s"'<>|;&]{2,100})/dg,
  // Communities, and passwords of the third version; the first two are everybody's
  /(?<=\b(?:snmp[\w-]{2,12}|onesixtyone)\s(?:[^\n|;&]{0,160}\s)?-[cAX]\s?["']?)(?!(?:public|private)\b)([^\s"'<>|;&-][^\s"'<>|;&]{2,100})/dg,
  // Oracle's: who/with what@where
  /\bjdbc:oracle:\w{2,5}:["']?[\w$#.]{1,60}\/["']?([^\s"'@]{2,100})["']?@/dgi,
  /\b(?:sqlplus|rman|expd?p?|impd?p?|sqlldr|tnsping|sql)\b(?:\s-\w{1,10}){0,4}\s{1,3}(?:\w{1,20}=)?["']?[A-Za-z][\w$#.]{0,39}\/["']?([^\s"'@/]{3,100})(?=["']?(?:@|\s{0,3}as\s|\s{0,3}$))/dgim,
  /\bnet use\s[^\n]{0,20}?\\\\[^\s]{1,80}\s(?![/*])(\S{4,60})(?=\s\/user:)/dgi,
  /\bnet use\s[^\n]{1,100}?\/user:\S{1,60}\s(?!\/)(\S{4,60})/dgi,
  /\s-U\s?["']?[^\s%"']{1,60}%([^\s"']{4,60})/dg,
  /\bnet user\s\S{1,40}\s(?!\/)(\S{4,60})\s{0,2}(?:\/|$)/dgim,
  /\becho\s["']?([^\s"'|]{4,100})["']?\s?\|\s?(?:sudo -S|passwd|docker login|openssl|gpg)/dg,
  /\bIPMI_PASSWORD=(\S{4,60})|\bchpasswd\s?<<<\s?["']?\w{1,40}:([^\s"']{4,100})/dg,
];
const PLACEHOLDER =
  /^(?:[[({<$%#*&…_~-]|\\?\$|x{3,}$|\*+$|\.{2,}|null|nil|none|n\/a|true$|false$|undefined|yes$|no$|on$|off$|required|pflicht|erforderlich|obligat|requis|verplicht|optional|string|text$|number|integer|boolean|any$|your\b|your[-_]|my[-_]?(?:secret|pass|token|key)$|changeme$|change[-_]?(?:it|me)|example|redacted|hidden|masked|expired|invalid|incorrect|wrong|missing|empty|unset|unknown|forgotten|reset|enter|please|must|should|see\b|ask\b|todo|tbd|same|vault|env(?:$|[.:_])|process\.env|os\.|self\.|this\.|config|settings|get|read|load|input|prompt|from_|secretkeyref|valuefrom|ref\+|arn:|file$|ldap|oauth|basic$|bearer$|token$|password$|passwd$|secret$|key$|id$|name$|field$|label$|type$|hash|bcrypt|argon|md5|sha\d|https?:\/\/[^@]*$|\.?\/[\w./-]+$|[\w.]+\(|user(?:name)?$|email$|@)/iu;

/** Passwords and keys as files of settings, commands and requests have them, whatever they look like. */
export function findWritten(text: string): Span[] {
  return WRITTEN.flatMap((pattern) =>
    [...text.matchAll(pattern)].flatMap(({ indices, 0: _, ...groups }) => {
      const at = groups[1] === undefined ? 2 : 1;
      const [start, end] = indices?.[at] ?? [0, 0];
      // What a request sets next is no part of it
      const value = text.slice(start, end).replace(/(?<=.{4})&[A-Za-z][\w.-]{1,40}=.*$/u, "");
      const span = { start, end: start + value.length };
      return value.trim().length >= 3 && isValue(value) ? [span] : [];
    }),
  );
}

/** No template, no name of another setting, and no sentence of an error message. */
function isValue(value: string): boolean {
  if (PLACEHOLDER.test(value) || /\$\{|\{\{|%[A-Za-z_]+%|<[\w -]+>/.test(value)) return false;
  const words = value.trim().split(/\s+/);
  if (words.length > 2 && words.every((word) => /^\p{L}+[.,:!?]?$/u.test(word))) return false;
  if (/^[A-Z]+(?:_[A-Z\d]+)+$/.test(value)) return false;
  return !/^(?:\d{1,3}|\d+(?:ms|s|m|h|d)|[\d.]+%?)$/.test(value) || /^\d{4,}$/.test(value);
}
