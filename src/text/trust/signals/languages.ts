/** Words of one language by what they do in an order to whoever writes; alternatives of a pattern. */
export interface Language {
  ignore: string;
  /** What a writer was given: instructions, rules. */
  instructions: string;
  tell: string;
  answer: string;
  every: string;
  /** What is asked, said or written. */
  matter: string;
  machine: string;
  /** "You are now". */
  become: string;
  /** To tell somebody, of verbs that take much else. */
  advise?: string;
  /** Who asks, with what stands before it. */
  asker: string;
}

export const LANGUAGES = {
  german: {
    ignore: "ignorier\\p{L}*|vergiss|vergesst|vergessen sie|missacht\\p{L}*",
    instructions: "anweisung\\p{L}*|instruktion\\p{L}*|vorgaben?|regeln?|prompt\\p{L}*",
    tell: "sagt?|sage|sagen sie|antworten?|schreibe?[nt]?|schreiben sie|füge?[nt]?|gib|geben sie|nenne?[nt]?|wiederholen?|beenden?|beginnen? (?:sie )?(?:mit|jede)|erwähnen?|ergänzen?|flechten?|schließen? (?:sie )?(?:mit|jede)|mitzuteilen|hinzuzufügen|zu nennen|zu sagen",
    answer: "antwort(?:en)?|rückmeldung(?:en)?|ausgabe|zusammenfassung",
    every:
      "jede[rsn]?|alle[nr]?|deine[rn]?|ihre[rn]?|eure|die (?:einzige |einzig )?(?:richtige|korrekte|gültige|wahre)|in der",
    matter: "wort|worte|wörter|satz|text|link|frage|hinweis",
    machine: "KI|künstliche intelligenz|assistent\\p{L}*|sprachmodell\\p{L}*|chatbot|roboter",
    become:
      "(?:du bist|sie sind) (?:ab )?(?:jetzt|nun|sofort)(?: an)? (?:eine? |der |die )?(?!(?:(?:ge|an|ein|ver|be|re|ab|auf|zu|frei|um|er)\\p{L}*(?:t|en)|\\p{L}*(?:iert|ig|bar|lich|los)|am|an|auf|bei|da|dran|für|im|in|mit|nicht|online|offline|schon|seit|so|wieder|zu|zum|zur)(?!\\p{L}))(?!(?:Teil|Mitglied|Teilnehm|Mitarbeit|Kund|Woche|Jahr|Admin|Schritt|Besitz|Nutzer|Kolleg|Ihr|Sie|Du)\\p{L}*)\\p{L}+",
    advise:
      "raten? (?:sie )?|empfiehl|empfehlen sie|erklären? (?:sie )?|informieren? (?:sie )?|versichern? (?:sie )?",
    asker: "(?:dem|der|den) (?:nutzer|benutzer|leser|anwender|fragend)\\p{L}*",
  },
  dutch: {
    ignore: "negeer|vergeet",
    instructions: "instructies?|aanwijzing\\p{L}*|regels",
    tell: "antwoord|schrijf|herhaal|voeg|zeg|vermeld|sluit af",
    answer: "antwoord(?:en)?",
    every: "elk|ieder|elke|alle|je|jouw|uw|het (?:enige )?juiste",
    matter: "woord|woorden|zin|tekst|vraag|bericht",
    machine: "assistent|robot|chatbot|taalmodel",
    become:
      "(?:je|u) bent (?:nu|vanaf nu) een (?!(?:onderdeel|lid|deel|stap|collega)(?!\\p{L}))\\p{L}+",
    asker: "de (?:gebruiker|lezer|vrager)s?",
  },
  french: {
    ignore: "ignore[zr]?|oublie[zr]?|ne tiens? pas compte|ne tenez pas compte",
    instructions: "instructions?|consignes?|règles|directives",
    tell: "répond(?:s|ez|re)|écri(?:s|vez)|ajoute[zr]?|inclu(?:s|ez)|affiche[zr]?|termine[zr]?|répète[zr]?|dis|dites|précise[zr]?|indique[zr]?|informe[zr]?|conseille[zr]?|mentionne[zr]?",
    answer: "réponses?",
    every: "chaque|toutes? (?:les )?|votre|vos|ta|la (?:seule |bonne |vraie )",
    matter: "mots?|phrases?|question|(?:uniquement|seulement) (?:par|que)",
    machine:
      "assistant|intelligence artificielle|IA|robot|logiciel|modèle de langage|agent conversationnel",
    become:
      "(?:tu es|vous êtes) (?:maintenant|désormais) une? (?!(?:membre|partie|étape)(?!\\p{L}))\\p{L}+",
    asker: "(?:à |au |aux )?(?:l['’]|les? |la )?(?:utilisat|lecteur)\\p{L}*",
  },
  spanish: {
    ignore: "ignor[ae]n?|olvid[ae]n?|omite|descart[ae]",
    instructions: "instrucci\\p{L}*|indicaci\\p{L}*|reglas|órdenes|directrices",
    tell: "responde[rn]?|responda|contest[ae]|escrib[ae]n?|añad[ae]|incluy[ae]|repit[ae]|muestr[ae]|termin[ae]|diga[ns]?|dile|dígale|decid|inform[ae]|menciona|despídete|conclu(?:ye|ya)",
    answer: "respuestas?",
    every: "cada|todas? (?:las? )?|tus?|sus?|la (?:única )?|las",
    matter: "palabras?|frases?|pregunta|(?:solamente|s[oó]lo|únicamente) (?:con|que)",
    machine: "asistente|ayudante|inteligencia artificial|IA|robot|modelo",
    become:
      "(?:ahora eres|eres ahora|ahora usted es) (?!(?:una? )?(?:parte|miembro|responsable|capaz|libre|elegible|el|la|de|nuestr\\p{L}+)(?!\\p{L}))\\p{L}+",
    asker: "(?:al|a la|a los|a las) (?:usuari|lector)\\p{L}*",
  },
  italian: {
    ignore: "ignor[ai](?:te)?|dimentica(?:te)?",
    instructions: "istruzioni|regole|direttive",
    tell: "rispond(?:i|ete)|scriv(?:i|ete)|aggiung(?:i|ete)|includ(?:i|ete)|ripet(?:i|ete)|dica|dite|di'|conclud(?:i|ete)",
    answer: "rispost[ae]",
    every: "ogni|tutte le|la tua|una",
    matter: "parol[ae]|fras[ei]|alla domanda",
    machine: "assistente|intelligenza artificiale|IA|robot|modello",
    become: "(?:ora sei|sei ora) una? (?!(?:membro|parte)(?!\\p{L}))\\p{L}+",
    asker: "(?:all['’]|ai |al )(?:utent|lettor)\\p{L}*",
  },
  portuguese: {
    ignore: "ignor[ae]|esqueç[ae]",
    instructions: "instruções|regras|diretrizes",
    tell: "respond[ae]|escrev[ae]m?|dig[ao]|inclu[ai]|adicion[ea]|acrescent[ea]|mencion[ea]|termin[ea]|repit[ae]",
    answer: "respostas?",
    every: "cada|todas? (?:as )?|suas?|a",
    matter: "palavras?|frases?|pergunta",
    machine: "assistente|inteligência artificial|IA|robô|modelo",
    become: "(?:agora você|você agora) é uma? (?!(?:membro|parte)(?!\\p{L}))\\p{L}+",
    asker: "(?:ao|à|aos|às) (?:usuári|leitor)\\p{L}*",
  },
  polish: {
    ignore: "zignoruj\\p{L}*|zapomnij",
    instructions: "instrukcj\\p{L}*|poleceni\\p{L}*|zasad\\p{L}*",
    tell: "odpowiedz|napisz|powiedz|mów|dodaj|dopisz|zakończ",
    answer: "odpowied\\p{L}*",
    every: "każd\\p{L}+|wszystki\\p{L}+|twoj\\p{L}+|w",
    matter: "słow\\p{L}+|zdani\\p{L}+|pytani\\p{L}+|odpowied\\p{L}*",
    machine: "asystenci\\p{L}*|sztuczna inteligencjo?|robocie",
    become:
      "jesteś (?:teraz|odtąd) (?!(?:częścią|członk\\p{L}+|pracowni\\p{L}+|użytkowni\\p{L}+)(?!\\p{L}))(?:\\p{L}+(?:ym|im|ą) )?\\p{L}+(?:em|ą)",
    asker: "użytkownik\\p{L}*|czytelnik\\p{L}*",
  },
  russian: {
    ignore: "игнориру\\p{L}+|забудь\\p{L}*",
    instructions: "инструкци\\p{L}*|указани\\p{L}*|правил\\p{L}*",
    tell: "отвечай\\p{L}*|ответь\\p{L}*|(?:на)?пиши\\p{L}*|скажи\\p{L}*|говори(?:те)?|добавь\\p{L}*|закончи\\p{L}*|упомяни\\p{L}*",
    answer: "ответ\\p{L}*",
    every: "кажд\\p{L}+|все\\p{L}*|ваш\\p{L}*|тво\\p{L}+|люб\\p{L}+|в",
    matter: "слов\\p{L}+|фраз\\p{L}+|вопрос\\p{L}*|предложени\\p{L}+|сообщени\\p{L}+",
    machine: "помощник|ассистент|искусственный интеллект|ИИ|бот|робот|модель",
    become:
      "(?:ты|вы) (?:теперь|отныне) (?!(?:не |уже )?(?:\\p{L}+(?:ете|ёте|ите|ешь|ишь|етесь|итесь|ешься|ишься|аны|ены|яны|жны|вны|бодны|ован|ована)|в|на|с|у|часть|член|сотрудник\\p{L}*)(?!\\p{L}))\\p{L}+",
    asker: "(?:пользовател|читател)\\p{L}*",
  },
  turkish: {
    ignore: "(?:yok ?say|görmezden gel)(?!m[ae])\\p{L}*|unut",
    instructions: "talimat\\p{L}*|kural\\p{L}*",
    tell: "yanıtla\\p{L}*|cevapla\\p{L}*|söyle\\p{L}*|yaz|yazın|ekle\\p{L}*|belirt\\p{L}*|bitir\\p{L}*",
    answer: "yanıt\\p{L}*|cevap\\p{L}*|cevab\\p{L}*",
    every: "her|tüm|bütün",
    matter: "kelime\\p{L}*|cümle\\p{L}*|soru\\p{L}*|yanıt\\p{L}*|cevab\\p{L}*",
    machine: "yapay zek[aâ]|asistan|robot",
    become: "artık bir \\p{L}+s[iıuü]n(?:[iıuü]z)?",
    asker: "(?:kullanıcı|okuyucu)\\p{L}*",
  },
  scandinavian: {
    ignore: "ignorera?|ignorer|glöm|glem",
    instructions: "instruktion\\p{L}*|instruks\\p{L}*|regler(?:na|ne)?",
    tell: "säg|skriv|svara?|avsluta|avslutt|afslut|nämn|nevn|nævn|lägg till|tilføj|legg til",
    answer: "svar(?:et|en)?",
    every: "varje|alla|hvert|hver|alle|ditt|dit|ert",
    matter: "ordet|orden|meningen?|setningen?|sætningen?|frågan|spørsmålet|spørgsmålet",
    machine: "assistent|robot|AI|språkmodell|sprogmodel",
    become: "du (?:är|er) n[uå] en (?!(?:del|medlem|kollega)(?!\\p{L}))\\p{L}+",
    asker: "(?:användaren|brukeren|brugeren|läsaren|leseren|læseren)",
  },
} satisfies Readonly<Record<string, Language>>;
