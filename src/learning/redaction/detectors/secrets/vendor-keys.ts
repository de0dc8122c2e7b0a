/** How keys of vendors begin, with how much of what follows at least. A row is a field of trade. */
const BEGINNINGS = [
  // Clouds and hosts
  "do[opr]_v1_|HRKU-|sl\\.[A-Z]|fo1_|FlyV1 fm\\d_",
  "rnd_|nfp_|nfc_|vercel_|vc[piakr]_|pscale_\\w{2,6}_|sbp_|sb_secret_|napi_|ucat_|hcloud_|tskey-(?:auth|api|client|webhook)-|tk-us-|cfut_|cfat_|AQVN|t1\\.[A-Z]|y[0-3]_|AgE[A-Z]",
  "amzn\\.mws\\.|amzn1\\.oa2-cs\\.v1\\.|AzCa|v1\\.0-[\\da-f]{24}-|dapi|ddp_|ddw_|bkua_|bkaj_|CCIPAT_|ccipat_|CCIPRJ_|dt0[a-z]\\d{2}\\.|NRAK-|NRIQ-|NRJS-|NRII-|rlwy_|koyeb_",
  // Code and what builds it
  "gl(?:pat|rt|dt|ptt|soat|cbt|ft|ffct|agent|imt|oas|rtr)-|GR1348941|dckr_(?:pat|oat)_|rubygems_|pypi-|CLOJARS_|packagist_\\w{2,4}_|AKCp|cmVmd|cmVnd",
  "sq[pua]_|snyk_\\w{2,4}[._]|sgp_|BBDC-|ATBB|ATCTT|ATOA|ATTA|pul-|dp\\.[a-z]{2,5}\\.|pnu_|pnb_|hv[bsr]\\.|[A-Za-z\\d]{14}\\.atlasv1\\.|ops_eyJ|st\\.[\\da-f]{8}|AGE-SECRET-KEY-1|jira_pat_|xoxe",
  // Models
  "sk-(?:ant|or|lf|proj|svcacct|admin)-|sk_[\\da-f]{40}|gsk_|hf_|api_org_|r8_|xai-|pplx-|nvapi-|tgp_v1_|fw_|csk-|co_[A-Z]|jina_|tvly-|fc-[\\da-f]{20}|lsv2_\\w\\w_|pcsk_|sess-|nk-|ms-[\\da-f]{8}-|e2b_|wandb_v1_|key-proj-",
  // Watching, mail, money, shops, desks
  "gl(?:sa|c)_|sntry[su]_|xaat-|xapt-|hc[ab-z]i[kc]_|pylf_v\\d_|ph[xs]_|os_v2_app_|xkeysib-|xsmtpsib-|re_[A-Za-z\\d]|PMAK-|PMAT-|md-|mlsn\\.|EZ[AT]K|sib-",
  "EAAA|EAAl|sq0[a-z]{3}-|shp(?:at|ca|pa|ss)_|shippo_(?:live|test)_|FLWSECK(?:_TEST)?-|FLWPUBK(?:_TEST)?-|rzp_(?:live|test)_|duffel_(?:live|test)_|[sr]k_(?:live|test|prod)_|A21AA|access_token\\$\\w+\\$|access-(?:sandbox|development|production)-|AQE[a-z]|live_[A-Za-z\\d]|test_[A-Za-z\\d]|ey_live_|xnd_|APP_USR-|TEST-\\d{10}",
  "pat-(?:na|eu|ap)\\d-|figd_|figo_|figu_|lin_(?:api|oauth|wh)_|ntn_|secret_|pat[A-Za-z\\d]{14}\\.|CFPAT-|tfp_|cio_|rdme_|fio-u-|intercom_|dG9rOg|zd_|whsec_|whp_|WPL_AP\\d|sdk-|mob-|phc_|retool_|dbt[cu]_|mdb_sa_sk_|cflt[/_]?",
  "aio_|alcht_|p8e-|s-s4t2ud-|p_sk_|ts\\.|IGQV|EAAC|EAAB|vk1\\.a\\.|1000\\.[\\da-f]{32}\\.|xox[a-z]-|xapp-|AAAAAAAAAAAAAAAA|apify_api_|browserless_|scp-|SG\\.|squ_|NF-|b_[A-Z]|na1\\.|flb_live_|shltm_|cu_|ctp_|kp_|tfe_|tml_",
].join("|");
/** What follows the beginning is random; it holds a digit at least. */
export const VENDOR_KEYS = new RegExp(
  String.raw`(?<![A-Za-z\d_-])(?:${BEGINNINGS})[\w.=+/-]{16,400}`,
  "g",
);

/** Keys whose whole form is known. */
export const VENDOR_FORMS: readonly RegExp[] = [
  // Clouds
  /(?<!\w)(?:A3T[A-Z\d]{17}|A[BC][CI]A[A-Z\d]{16}|ABSK[\w+/]{40,200}|bedrock-api-key-\w{16,200}|LTAI\w{12,26}|AKID\w{28,40}|SCW[A-Z\d]{17}|oy2[a-z\d]{43}|cio[A-Za-z\d]{32}|hvs\.\w{24,200}|[bs]\.(?=\w{0,23}\d)[A-Za-z\d]{24})(?![\w.-])/g,
  /(?<![\w/.@-])(?:SK|dapi|key-|[A-Za-z\d]{2,12}_(?:live|prod|secret)_)[\da-f]{32,64}(?!\w)|(?<![\w-])[\da-f]{32}-us\d{1,2}(?!\w)|(?<!\w)[\da-f]{36}NRAL(?!\w)/g,
  // Bots: Telegram's and Discord's
  /(?:(?<![\w:])|(?<=\/bot))\d{7,10}:[\w-]{34,36}(?!\w)|(?<![\w.-])[A-Z][\w-]{22,27}\.[\w-]{6}\.[\w-]{27,40}(?![\w-])/g,
  /(?<![\w/.@-])[A-Za-z\d]{12,24}\.[\da-f]{64}(?!\w)/g,
  // Entra, Asana, Zoho, PagerDuty, Grafana of before
  /(?<![\w.~-])[\w.~-]{3}\dQ~[\w.~-]{30,40}|(?<![\w/])[12]\/\d{12,17}(?:\/\d{12,17})?:[\da-f]{32}(?!\w)|(?<!\w)u\+[\w+-]{18}(?!\w)/g,
  // Azure DevOps, storage and the like: a check in the middle
  /(?<![\w/+])[\w+/]{40,90}(?:AZDO|AzSe|APIM|ACDb|\+AS[tb]|\+AEh|\+ACR)[\w+/]{3,12}={0,2}(?![\w=])/g,
  // 1Password, Windows and others that are typed off a card
  /(?<![\w-])A3-[A-Z\d]{6}-(?:[A-Z\d]{11}|[A-Z\d]{6}-[A-Z\d]{5})(?:-[A-Z\d]{5}){3}(?![\w-])|(?<![\w-])(?=[A-Z-]{0,28}\d)[A-Z\d]{5}(?:-[A-Z\d]{5}){4}(?![\w-])/g,
  // Wallets: whole keys
  /(?<!\w)[5KL][1-9A-HJ-NP-Za-km-z]{50,51}(?!\w)|(?<!\w)[xyz]prv[1-9A-HJ-NP-Za-km-z]{90,112}(?!\w)/g,
  // A push service's, a session of Salesforce, a node's
  /(?<!\w)AAAA[\w-]{7}:APA91b[\w-]{100,200}|(?<!\w)00D[A-Za-z\d]{12}(?:[A-Za-z\d]{3})?![\w.]{60,140}|(?<!\w)K10[\da-f]{20,80}::[\w:]{10,100}/g,
  // BitLocker's: eight groups of six digits
  /(?<![\w-])\d{6}(?:-\d{6}){7}(?![\w-])/g,
  // Frameworks
  /(?<!\w)django-insecure-[^\s"'`]{20,80}|(?<!\w)base64:[A-Za-z\d+/]{43}=|(?<!\w)\$ANSIBLE_VAULT;[\d.]+;AES256[\s\da-f]{32,10000}|(?<!\w)sha256~[\w-]{43}(?!\w)|(?<!\w)\.ROBLOSECURITY=\S{20,1000}/g,
  // Stored passwords are no passwords yet, but lead to them: crypt, bcrypt, argon2, scrypt, LDAP
  /(?<![\w$])\$(?:2[abxy]|[156]|y|7|argon2(?:id?|d)|scrypt|pbkdf2(?:-\w+)?)\$[\w./$,=+-]{20,200}|\{(?:SSHA\d*|SHA|SMD5|CRYPT)\}[\w./$+=-]{20,200}|(?<!\w)pbkdf2_sha256\$\d+\$[\w./$+=-]{20,200}/g,
];
