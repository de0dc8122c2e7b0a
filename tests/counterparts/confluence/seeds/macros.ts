/** Storage format, in pieces: what people's pages are made of. */

export function macro(name: string, parameters: Record<string, string>, body = ""): string {
  const given = Object.entries(parameters).map(
    ([key, value]) => `<ac:parameter ac:name="${key}">${value}</ac:parameter>`,
  );
  const start = `<ac:structured-macro ac:name="${name}" ac:schema-version="1">`;
  return `${start}${given.join("")}${body}</ac:structured-macro>`;
}

export function rich(html: string): string {
  return `<ac:rich-text-body>${html}</ac:rich-text-body>`;
}

export function code(language: string, text: string): string {
  const body = `<ac:plain-text-body><![CDATA[${text}]]></ac:plain-text-body>`;
  return macro("code", { language, title: `Example in ${language}` }, body);
}

export function pageLink(title: string, spaceKey: string, text: string): string {
  const page = `<ri:page ri:content-title="${title}" ri:space-key="${spaceKey}" />`;
  return `<ac:link>${page}<ac:plain-text-link-body><![CDATA[${text}]]></ac:plain-text-link-body></ac:link>`;
}

export function mention(accountId: string): string {
  return `<ac:link><ri:user ri:account-id="${accountId}" /></ac:link>`;
}

export function tasks(items: readonly [text: string, done: boolean][]): string {
  const all = items.map(([text, done], at) => {
    const status = done ? "complete" : "incomplete";
    return `<ac:task><ac:task-id>${at + 1}</ac:task-id><ac:task-status>${status}</ac:task-status><ac:task-body>${text}</ac:task-body></ac:task>`;
  });
  return `<ac:task-list>${all.join("")}</ac:task-list>`;
}

export function image(fileName: string, alt: string): string {
  return `<ac:image ac:alt="${alt}"><ri:attachment ri:filename="${fileName}" /></ac:image>`;
}

/** The first row heads the columns; cells may be whole `<td …>` elements. */
export function table(rows: readonly (readonly string[])[]): string {
  const cell = (text: string, at: number) => {
    if (text.startsWith("<td")) return text;
    return at === 0 ? `<th><p>${text}</p></th>` : `<td><p>${text}</p></td>`;
  };
  const all = rows.map((row, at) => `<tr>${row.map((text) => cell(text, at)).join("")}</tr>`);
  return `<table><tbody>${all.join("")}</tbody></table>`;
}
