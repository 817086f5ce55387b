import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { type DocumentContent, chineseDay, saidUnder } from '../../../src/modules/documents/content.rules.js';
import { escaped, htmlOf, paperSecurity } from '../../../src/modules/documents/html.rules.js';

const hostile = fc.oneof(
  fc.string({ unit: 'binary' }),
  fc.constantFrom(
    '<script>alert(1)</script>',
    '"><img src=x onerror=alert(1)>',
    "' onclick='x",
    '</title></style><h1>',
    '<!-- ',
    ']]>',
    '&lt;b&gt;',
    '&#60;svg/onload=1&#62;',
    'javascript:alert(1)',
    '\u0000\u0008\ud800\uffff',
  ),
);

/** Every place of a paper holds the same text. */
const filled = (text: string): DocumentContent => ({
  title: text,
  to: text,
  from: text,
  dated: '2026-03-07',
  sections: [
    {
      heading: text,
      paragraphs: [text, text],
      table: [
        [text, text],
        [text, text],
      ],
    },
  ],
});

const tagsOf = (html: string): string[] => html.match(/<[^>]*>/g) ?? [];
const decoded = (text: string): string =>
  text.replace(
    /&(lt|gt|quot|#39|amp);/g,
    (_, name: string) => ({ lt: '<', gt: '>', quot: '"', '#39': "'", amp: '&' })[name]!,
  );

describe('the page of a paper', () => {
  it('has the same tags whatever is written in it', () => {
    const plain = tagsOf(htmlOf('D1', filled('文')));
    fc.assert(
      fc.property(hostile, (text) => {
        expect(tagsOf(htmlOf('D1', filled(text)))).toEqual(plain);
      }),
    );
  });

  it('shows every text as it was written, in each place', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', minLength: 1 }), (text) => {
        expect(decoded(escaped(text))).toBe(text);
        expect(htmlOf('D1', filled(text)).split(escaped(text)).length - 1).toBeGreaterThanOrEqual(10);
      }),
    );
  });

  it('leaves out what no page may hold', () => {
    expect(escaped('a\u0000b\u0008c\u007fd\ud800e\uffff')).toBe('abcd\ufffde');
  });

  it('needs nothing from outside and runs nothing', () => {
    const html = htmlOf('D20260316-ABCD', filled('文'));
    expect(html).not.toMatch(/<script|<link|<img|<iframe|url\(|@import|https?:|\son\w+=/i);
    expect(html).toContain('<html lang="zh-CN">');
    expect(html).toContain('@page{size:A4');
    expect(html).toContain('编号：D20260316-ABCD');
    expect(html).toContain('2026年3月7日');
    expect(paperSecurity).toMatch(/^default-src 'none'; style-src 'sha256-[\w+/]+=*'; /);
    expect(paperSecurity).not.toMatch(/unsafe|http|\*/);
  });
});

describe('what a paper says', () => {
  it('is found under the heading that names it', () => {
    const content = {
      ...filled('文'),
      sections: [{ heading: '三、权利告知', paragraphs: ['甲。', '乙。'] }],
    };
    expect(saidUnder(content, '权利', '无')).toBe('甲。乙。');
    expect(saidUnder(content, '理由', '无')).toBe('无');
  });

  it('is dated as people write it', () => {
    expect(chineseDay('2026-11-25')).toBe('2026年11月25日');
  });
});
