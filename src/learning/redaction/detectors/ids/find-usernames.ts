import { type Finding, LETTER } from "../../finding.ts";
import { mayBeChosen } from "../secrets/passwords/plain-words.ts";

/** Of somebody's own folder; those of machines and of nobody stay. */
const HOMES =
  /(?:(?<![\w.])\/(?:home|Users|export\/home)\/|\b[A-Z]:[\\/]{1,2}(?:Users|Documents and Settings)[\\/]{1,2}|\/mnt\/c\/Users\/)([\p{L}][\p{L}\p{N}._-]{1,40}?)(?=[\\/\s"'`:;,)\]]|\.?$|\.\s)/dgu;
const MACHINES =
  /^(?:ubuntu|ec2-user|root|runner(?:admin)?|node|app(?:user)?|vagrant|admin(?:istrator)?|users?|user ?name|shared|public|default|git|jenkins|deploy(?:er)?|pi|postgres|www-data|circleci|vscode|codespace|jovyan|linuxbrew|me|you|your.*|name|azureuser|opc|centos|debian|fedora|core|build(?:er)?|ci|svc.*|service|test(?:er)?|guest|demo|example|airflow|spark|hadoop|oracle|nonroot|bitnami|container|docker|steam|minecraft|lambda|sandbox|footnote|work|dev|data|all|appuser|agent|buildagent|gitlab-runner|teamcity|sap\w*|mysql|redis|nginx|apache|tomcat|jboss|elastic\w*|kafka|zookeeper|backup|ftp\w*|sftp\w*|mail|ansible|terraform|automation|bot|kiosk|student|staff|project\w*|common|share|static|site|sites|web\w*|www|log\w*|tmp|lib|bin)$/iu;
/** Parts of which names of machines and of programs are made: `svc_orders`, `bi_reader`, `crmadmin`. */
const TECHNICAL =
  /(?:^|[._\d-])(?:svc|srv|sys|system|app|api|bot|ci|cd|cicd|db|dba|etl|edi|sql|web|ro|rw|read|reader|readonly|write|writer|viewer|stg|staging|prod|dev|test|qa|uat|int|job|jobs|batch|sync|backup|ops|devops|infra|it|hr|agent|runner|build|deploy|monitor(?:ing)?|exporter|report(?:s|ing)?|export|import|scan(?:ner)?|print(?:er)?|user|users|admin|adm|root|guest|anonymous|nobody|owner|master|replica(?:tor|tion)?|service|services|worker|daemon|proxy|mail(?:er)?|smtp|ftp|sftp|ldap|kafka|redis|mongo|nginx|token|client|server|default|name|id|group|role|data|cloud|shared|info|support|service ?desk|helpdesk|kiosk|training|demo|sa|pi|me|you|my)(?=[._\d-]|$)|(?:admin|svc|user|bot|app|ci|reader|runner|agent|service|operator)$|^(?:svc|srv|app|adm)(?!\p{L}{0,2}$)|^_|__|^(?:postgres|oracle|sap\w{0,4}|jenkins|gitlab|github|vagrant|ubuntu|ansible|terraform|administrator|everyone|public|trustedinstaller|networkservice|localservice)$/iu;
const NAME = String.raw`\p{L}[\p{L}\p{N}]*(?:[._-][\p{L}\p{N}]+){0,3}`;
const END = String.raw`(?![\p{L}\p{N}@]|[._-][\p{L}\p{N}]|[:/\\][\p{L}\p{N}/\\])`;
const QUOTE = `["'“„«\`]{0,2}`;
/** What people call it, surely … */
const SURE =
  "user[ _-]?(?:name|id)|account name|login[ _-]?(?:name|id)|sam ?account ?name|(?:benutzer|nutzer|anmelde|login)[ -]?(?:name|kennung)|benutzer(?:in)?|kennung|identifiant|nom d[’']utilisateur|nombre de usuario|nome (?:utente|de utilizador|de usuário|do usuário)|gebruikersnaam|inlognaam|nazwa użytkownika|brugernavn|brukernavn|användarnamn|käyttäjä(?:tunnus|nimi)|uživatelské jméno|používateľské meno|felhasználónév|nume (?:de )?utilizator|kullanıcı adı|имя пользователя|ім'я користувача|όνομα χρήστη|ユーザー(?:名|ID)|用户名|用戶名|사용자 ?(?:명|이름)|아이디|اسم المستخدم|שם משתמש";
/** … and less so: there are users of programs, logins that fail. */
const LIKELY =
  "(?:password|passwor[dt]|kennwort|mot de passe|contraseña|clave|senha|wachtwoord|hasło) (?:of|for|von|für|de|van|do|di|per|voor|para|pour|dla)|(?:un)?lock|reset|disable|enable|entsperre?n?|sperre?n?|réinitialise[rz]?|débloque[rz]?|desbloque[ae]r?|restable(?:ce|zca)n?|sblocca(?:re|te)?|odblokuj|deblokkeer|user|uid|login|log-in|logon|(?:ad|windows|domain|sap|okta|ldap|sso|vpn|jira|gitlab|github|unix|linux|google|office|microsoft|azure|entra|teams|slack)[ -](?:account|konto|user|login)|account|konto|nutzer|utilisateur(?:rice)?|compte|usuari[oa]|cuenta|utente|utilizador|conta|gebruiker|użytkownik\\p{L}{0,2}|logowani[ae]|konta|bruger|bruker|användare?|konto|käyttäjä|uživatel\\p{L}{0,2}|felhasználó|utilizator\\p{L}{0,2}|kullanıcı|пользовател\\p{L}{1,2}|логин|учётн\\p{L}{2} запис\\p{L}|користувач\\p{L}{0,2}|χρήστης|ユーザー|ログイン|用户|用戶|사용자|المستخدم|משתמש";
const IS_SURE = new RegExp(`^(?:${SURE})$`, "iu");
const IS = String.raw`(?:\s?[:=：]|\s(?:is|was|ist|war|lautet|lautete|est|était|es|era|è|é|jest|to|är|er|on|je|це|это|adalah)(?=\s)|は|是|为|為|는|은)`;
const NAMED = new RegExp(
  `(?<![\\p{L}\\p{N}_-])(?<word>${SURE}|${LIKELY})["']?(?<link>(?:\\s\\([^()\\n]{1,20}\\))?${IS})?\\s{0,2}\\(?${QUOTE}(?<![${LETTER}\\p{N}])(?<name>${NAME})${END}`,
  "dgiu",
);
/** To a command: who signs in there is mostly a program. */
const COMMANDS = new RegExp(
  String.raw`\b(?:login|mysql\w{0,10}|mariadb\w{0,10}|psql|pg_\w{4,10}|curl|wget|http|twine|smb\w{3,8}|ldap\w{3,10}|net|rpcclient|runas|psexec|xfreerdp|rdesktop|mongo\w{0,8}|redis-cli|sqlcmd|isql|svn|gh|helm|winrm\w{0,4}|evil-winrm|ipmitool|kinit|mosquitto_\w{3})\b[^\n|;&]{0,80}?\s(?:-[uUn]|--user(?:name)?|\/u(?:ser)?:)[ =:]?["']?(?:[A-Za-z][A-Za-z\d.-]{1,20}\\{1,2})?(?<name>${NAME})${END}`,
  "dgu",
);
/** Where programs and their records have one; the last group is the name. */
const WRITTEN: readonly RegExp[] = [
  // CORP\anna
  new RegExp(
    String.raw`(?<![${LETTER}\p{N}\\/:._-])[A-Z][A-Z\d.-]{1,20}\\{1,2}(?<name>${NAME})${END}`,
    "dgu",
  ),
  new RegExp(
    String.raw`\b(?:ssh|scp|sftp|rsync|mosh)\b[^\n|;&]{0,80}?\s(?:-l\s)?(?<name>${NAME})(?=@[\w[])`,
    "dgu",
  ),
  new RegExp(
    String.raw`\b(?:passwd|chage|usermod|userdel|useradd|adduser|unlock-adaccount|get-aduser|set-aduser|disable-adaccount|enable-adaccount|finger|su -|net user|chown|crontab -u|loginctl \w{4,12}-user)\s(?:-\w{1,12}\s){0,3}["']?(?<name>${NAME})${END}`,
    "dgiu",
  ),
  // In a directory
  new RegExp(
    String.raw`\b(?:uid|cn|samaccountname)=(?<name>${NAME})(?=,\s?(?:ou|cn)=(?:people|users|staff|employees|accounts|benutzer|mitarbeiter|personal|utilisateurs|usuarios|utenti)(?!\p{L}))`,
    "dgiu",
  ),
  // In a web server's log it is the third, in a system's behind these words
  new RegExp(String.raw`(?<=[\d.:a-fA-F]{3,39} \S{1,40} )(?<name>${NAME})(?= \[\d{1,2}\/)`, "dgu"),
  new RegExp(
    String.raw`(?:\b(?:failed|accepted) [\w/-]{4,30} for (?:invalid user |illegal user )?|\binvalid user |\bsession (?:opened|closed) for user |\b(?:failed|failure|denied|refused|rejected|succeeded|successful|logged (?:in|on|out)|signed in|locked out) (?:for|by|as|of) user:? ["']?|\blogged (?:in|on) as |\bruser=|\blogname=|\bsudo: {1,4}|\bsu: )(?<name>${NAME})${END}`,
    "dgiu",
  ),
];
/** Speaks of whether somebody is let in; then a name stands alone: `user tasiegel on ERP`. */
const LOCKED =
  /(?<!\p{L})(?:(?:un)?lock(?:ed)?|denied|disabled|reset|log(?:in|on) failed|authentication failed|(?:ent|ge)sperrt?|entsperren|bloqué|débloquer|bloquead[oa]|desbloquear|bloccato|sbloccare|geblokkeerd|zablokowan\p{L}|odblokow\p{L}+)(?!\p{L})/iu;
const ENDS =
  /^["'”»)]?(?:[,.;:)/](?:\s|$)|$|\s(?:on|from|in|is|at|for|auf|von|im|ist|sur|est|depuis|en|está|su|è|op|na|has|was|wurde)\s)/u;
/** What a program connects to stands in the same settings: who signs in there is the program. */
const OF_PROGRAM =
  /(?<![\p{L}\p{N}])(?:host(?:name)?|port|database|dbname|driver|dsn|datasource|jdbc|broker|endpoint)["']?\s?[:=]/iu;
const AROUND = 60;
const FORM = /^\p{L}+(?:[._-]\p{L}+){0,3}\d{0,4}$/u;
/** What else stands behind such a word. */
const NO_NAME =
  /^(?:v?\d.*|[A-Z]{2,10}[-_]?\d{2,}.*|\p{L}{1,2}|[\p{L}\d_-]+\.(?:pdf|docx?|xlsx?|csv|txt|json|ya?ml|xml|html?|php|[jt]sx?|py|sh|exe|log|com|net|org|io|dev|de|eu|fr|uk|local|internal|corp|lan|conf|ini|md|png|aspx?|jsp|sql|service|plist|toml|lock)|(?:e-?)?mail.*|pass\p{L}*|kenn\p{L}*|wachtw\p{L}*|contras\p{L}*|mot|senha|haslo|hasło|parol\p{L}*|пароль|name[nsd]?|names?|id|ids|interface|experience|mailbox(?:es)?|workstation|machine|desktop|laptop|device\p{L}*|sync|creation|objects?|records?|base|friendly|facing|side|level|based|defined|permissions?|space|community|feedback|tests?|testing|training|onboarding|error|story|stories|guide|manual|agent|input|data|group|groups|role|roles|profile|page|screen|button|form|form\p{L}*|window|portal|prompt|session|sessions|attempt\p{L}*|flow|script|shell|url|time|date|type|number|nummer|numm?er\p{L}*|num\p{L}*|details?|settings?|management|manager|verwaltung|handbuch|konto\p{L}*|accounts?|request\p{L}*|support|access|rights?|licen[cs]e\p{L}*|limit\p{L}*|list\p{L}*|menu|mode|policy|directory|database|server|client|table|service|token|tokens|key|keys|code|codes|info\p{L}*|unknown|locked|lockout|disabled|enabled|expired|unlocked|deleted|created|inactive|active|blocked|gesperrt|fehlt|failed|fails|failure|denied|success\p{L}*|issues?|problem\p{L}*|works?|again|today|heute|morgen|tomorrow|please|bitte|thanks|danke|merci|gracias|grazie|cannot|can.?t|gets?|sees?|says?|wants?|needs?|reports?|complains?|clicks?|is|has|was|locally|nicht|kann|hat|wird|est|n|ne|se|no|non|nie|inconnu|bloqué|bloquead[oa]|bloccato|geblokkeerd|zablokowan\p{L}{1,2}|über\p{L}*|wurde|muss|darf|via|per|with|mit|avec|con|com|met|from|von|und|and|or|oder|et|ou|y|e|o|i|en|of|del?|della|du|di|da|do|van|für|for|pour|para|por|auf|on|in|im|at|zu|to|the|der|die|das|le|la|les|el|los|il|lo|o|os|as|de|het|bei|this|that|your|my|our|her|his|new|old|neue?[rsn]?|nouveau|nuevo|nuova?|nowy)$/iu;
/** As two initials and a name begin, and no word: `bgarnier`, `mzielinski`. */
const ODD_BEGINNING =
  /^(?:b[^aeiouylrhj]|c[^aeiouylrhzs]|d[^aeiouyrwjz]|f[^aeiouylrj]|g[^aeiouylrhnwd]|h[^aeiouyřrj]|j[^aeiouy]|k[^aeiouylrnhwsz]|l[^aeiouylj]|m[^aeiouyn]|n[^aeiouyj]|p[^aeiouylrhsnfj]|r[^aeiouyhz]|s[^aeiouyclmnpqtkhwrzvbjf]|t[^aeiouyrhwsj]|v[^aeiouylrz]|w[^aeiouyrhlsz]|x[^aeiouy]|z[^aeiouyłwldhbmnr])/iu;

/** Names by which somebody signs in: of folders, in settings, commands and records, and where somebody says so. */
export function findUsernames(text: string): Finding[] {
  const homes = [...text.matchAll(HOMES)].flatMap(({ indices }) => {
    const [start, end] = indices?.[1] ?? [0, 0];
    const name = text.slice(start, end).replace(/[\s,.]+$/u, "");
    return MACHINES.test(name) ? [] : [findingOf(name, start)];
  });
  const written = WRITTEN.flatMap((pattern) =>
    [...text.matchAll(pattern)].flatMap(({ indices, groups = {} }) =>
      isLogin(groups.name ?? "") && FORM.test(groups.name ?? "")
        ? [findingOf(groups.name ?? "", indices?.groups?.name?.[0] ?? 0)]
        : [],
    ),
  );
  const commands = [...text.matchAll(COMMANDS)].flatMap(({ indices, groups = {} }) =>
    isOdd(groups.name ?? "") && isLogin(groups.name ?? "")
      ? [findingOf(groups.name ?? "", indices?.groups?.name?.[0] ?? 0)]
      : [],
  );
  const numbered = [...text.matchAll(TWO_NAMES)]
    .filter(
      ({ 0: name, index }) =>
        isLogin(name) && SIGNS_IN.test(text.slice(Math.max(0, index - 2 * AROUND), index)),
    )
    .map(({ 0: name, index }) => findingOf(name, index));
  const named = [...text.matchAll(NAMED)].flatMap(({ indices, groups = {} }) => {
    const { word = "", name = "", link = "" } = groups;
    const [start, end] = indices?.groups?.name ?? [0, 0];
    const beside = text.slice(Math.max(0, start - AROUND), start);
    const isPrograms = /[:=]$/.test(link) && OF_PROGRAM.test(beside);
    const isTold = link !== "" && IS_SURE.test(word) && !isPrograms;
    const around = text.slice(Math.max(0, start - AROUND), end + AROUND);
    const isKnown = /^\p{Ll}{5,}$/u.test(name) && ENDS.test(text.slice(end)) && LOCKED.test(around);
    const isOne = isOdd(name) || isKnown || (isTold && isPlain(name, text.slice(end, end + 2)));
    return isOne && isLogin(name) ? [findingOf(name, start)] : [];
  });
  return [...homes, ...written, ...commands, ...numbered, ...named];
}

function findingOf(name: string, start: number): Finding {
  return { kind: "USERNAME", start, end: start + name.length, identity: name.toLowerCase() };
}

function isLogin(name: string): boolean {
  return !NO_NAME.test(name) && !TECHNICAL.test(name) && !MACHINES.test(name) && mayBeChosen(name);
}

/** No word of a sentence, which would go on. */
function isPlain(name: string, next: string): boolean {
  return /^\p{Ll}{4,}$/u.test(name) && !/^ \p{L}/u.test(next);
}

/** Two names and a number, where somebody speaks of signing in. */
const TWO_NAMES =
  /(?<![\p{L}\p{N}/.@_-])(?<name>\p{Ll}{2,16}\.\p{Ll}{3,20}\d{1,3})(?![\p{L}\p{N}/@_(-]|\.\p{L})/dgu;
const SIGNS_IN =
  /(?<!\p{L})(?:log-?in|logon|user(?:name)?|account|konto|benutzer\p{L}*|anmeld\p{L}+|identifiant|compte|usuario|cuenta|utente|conta|gebruiker\p{L}*|użytkownik\p{L}*|логин|пользовател\p{L}+)(?!\p{L})/iu;

/** Made for signing in: a name and a number, two names and a point, or letters that begin no word. */
function isOdd(name: string): boolean {
  if (/^[\p{Lu}_-]+$/u.test(name)) return false;
  return (
    /^\p{L}{2,}\d{1,4}$/u.test(name) ||
    /^\p{Ll}+\.\p{Ll}{2,}\d{0,3}$/u.test(name) ||
    (/^\p{Ll}{5,}$/u.test(name) && ODD_BEGINNING.test(name))
  );
}
