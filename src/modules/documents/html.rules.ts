import { createHash } from 'node:crypto';
import type { DocumentContent, DocumentSection } from './content.rules.js';
import { chineseDay } from './content.rules.js';

/** What a paper looks like: black on white, A4, readable on a phone as well. No script, nothing from outside. */
const style = `@page{size:A4;margin:25mm 22mm}
*{box-sizing:border-box}
body{margin:0 auto;max-width:48rem;padding:1.5rem;color:#111;background:#fff;font:1rem/1.8 "Noto Sans SC","PingFang SC","Microsoft YaHei",sans-serif;overflow-wrap:anywhere}
h1{text-align:center;font-size:1.5rem;line-height:1.4;margin:0 0 .5rem}
h2{font-size:1.05rem;margin:1.4rem 0 .3rem;break-after:avoid}
p{margin:.3rem 0;text-indent:2em}
.number{text-align:right;text-indent:0}
.to{text-indent:0;font-weight:bold}
.signature{margin-top:2.5rem;text-align:right;text-indent:0;break-inside:avoid}
table{width:100%;border-collapse:collapse;margin:.5rem 0;font-size:.9rem;line-height:1.5}
th,td{border:1px solid #555;padding:.3rem .5rem;text-align:left;vertical-align:top}
th{background:#f0f0f0}
thead{display:table-header-group}
tr{break-inside:avoid}
@media print{body{max-width:none;padding:0}}`;

/** With a paper goes: nothing is loaded or run, the style is the one above and no other, nobody frames it. */
export const paperSecurity = [
  "default-src 'none'",
  `style-src 'sha256-${createHash('sha256').update(style).digest('base64')}'`,
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
].join('; ');

/** The paper as one self-contained page. Every text is escaped: nothing a person wrote becomes markup. */
export const htmlOf = (number: string, content: DocumentContent): string =>
  `<!doctype html>
<html lang="zh-CN">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="robots" content="noindex">
<title>${escaped(content.title)}</title>
<style>${style}</style>
</head>
<body>
<h1>${escaped(content.title)}</h1>
<p class="number">编号：${escaped(number)}</p>
<p class="to">${escaped(content.to)}：</p>
${content.sections.map(sectionOf).join('\n')}
<p class="signature">${escaped(content.from)}<br>${chineseDay(content.dated)}</p>
</body>
</html>
`;

const sectionOf = ({ heading, paragraphs = [], table }: DocumentSection): string =>
  [
    `<h2>${escaped(heading)}</h2>`,
    ...paragraphs.map((text) => `<p>${escaped(text)}</p>`),
    ...(table && table.length > 0 ? [tableOf(table)] : []),
  ].join('\n');

const tableOf = ([head, ...rows]: string[][]): string => {
  const line = (cells: string[], tag: 'th' | 'td') =>
    `<tr>${cells.map((cell) => `<${tag}>${escaped(cell)}</${tag}>`).join('')}</tr>`;
  return `<table>\n<thead>${line(head!, 'th')}</thead>\n<tbody>${rows.map((row) => line(row, 'td')).join('\n')}</tbody>\n</table>`;
};

const entities: Record<string, string> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

/** Text fit for an element or an attribute; control characters, which no page may hold, are left out. */
export const escaped = (text: string): string =>
  text
    .toWellFormed()
    .replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f\ufffe\uffff]/g, '')
    .replace(/[&<>"']/g, (letter) => entities[letter]!);
