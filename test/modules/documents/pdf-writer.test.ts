import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import type { DocumentContent } from '../../../src/modules/documents/content.rules.js';
import { drawPdf, drawable } from '../../../src/modules/documents/pdf.writer.js';
import { textOfPdf } from '../../support/pdf-text.js';

const paper = (changes: Partial<DocumentContent> = {}) => ({
  number: 'D20260316-ABCD1234',
  createdAt: new Date('2026-03-16T04:05:06Z'),
  content: {
    title: '拟列入“市场监督管理严重违法失信名单”事先告知书',
    to: '濮阳县样例商贸有限公司',
    from: '濮阳县市场监督管理局',
    dated: '2026-03-16',
    sections: [
      { heading: '一、理由', paragraphs: ['生产销售不符合安全标准的产品，情节严重。'] },
      {
        heading: '二、措施',
        table: [
          ['措施', '依据'],
          ...Array.from({ length: 60 }, (_, at) => [`措施${at}`, '《条例》第三十二条']),
        ],
      },
    ],
    ...changes,
  },
});

describe('a paper as PDF', () => {
  it('comes out the same to the byte, whenever it is drawn', async () => {
    const first = await drawPdf(paper());
    expect((await drawPdf(paper())).equals(first)).toBe(true);
    expect((await drawPdf({ ...paper(), number: 'D20260316-ABCD1235' })).equals(first)).toBe(false);
    expect(first.toString('latin1')).toContain('(D:20260316040506Z)');
  });

  it('carries its fonts, and its text can be copied and searched', async () => {
    const { pages, fontFiles } = textOfPdf(await drawPdf(paper()));
    expect(fontFiles).toBe(2);
    expect(pages.join('')).toContain('拟列入“市场监督管理严重违法失信名单”事先告知书');
    expect(pages.join('')).toContain('生产销售不符合安全标准的产品，情节严重。');
    expect(pages.join('')).toContain('2026年3月16日');
    expect(pages.join('')).not.toContain('\ufffd');
  });

  it('says on every page its number and which page of how many it is, and repeats the head of a table', async () => {
    const { pages } = textOfPdf(await drawPdf(paper()));
    expect(pages.length).toBeGreaterThan(1);
    for (const [at, page] of pages.entries()) {
      expect(page).toContain('D20260316-ABCD1234');
      expect(page).toContain(`第 ${at + 1} 页，共 ${pages.length} 页`);
      expect(page).toContain('措施依据');
    }
  });

  it('names a character its fonts lack instead of drawing an empty box', async () => {
    expect(drawable('𠮷某\u0000\u200b')).toBe('[U+20BB7]某');
    const { pages } = textOfPdf(await drawPdf(paper({ to: '𠮷某' })));
    expect(pages[0]).toContain('[U+20BB7]某：');
  });

  it('is drawn whatever is written in it', async () => {
    const text = fc.oneof(
      fc.string({ unit: 'binary', maxLength: 60 }),
      fc.constantFrom('', '\n\n', '长'.repeat(3000), 'x'.repeat(900), '\ud800', '👩‍👩‍👧', '{"image":"x"}'),
    );
    await fc.assert(
      fc.asyncProperty(text, text, async (one, two) => {
        const sections = [{ heading: one, paragraphs: [two], table: [[one], [two]] }];
        const drawn = await drawPdf(paper({ title: one, to: two, from: one, sections }));
        expect(drawn.subarray(0, 5).toString()).toBe('%PDF-');
      }),
      { numRuns: 12 },
    );
  });
});
