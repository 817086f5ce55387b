import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { readDate, yuanFromTenThousands } from '../../../src/modules/records/cell.rules.js';

describe('amounts in 万元', () => {
  it.each([
    ['0.2', '2000.00'],
    ['20', '200000.00'],
    ['0', '0.00'],
    ['0.000001', '0.01'],
    ['1.005', '10050.00'],
    ['1,234.5', '12345000.00'],
    ['０．２', '2000.00'],
    ['0.2万元', '2000.00'],
    ['0.2000000', '2000.00'],
  ])('%s is %s yuan', (text, yuan) => {
    expect(yuanFromTenThousands(text)).toBe(yuan);
  });

  it.each(['0.0000001', '-1', '2000元', '贰仟', '1e3', '1.2.3', '', '12,34'])('%p is none', (text) => {
    expect(yuanFromTenThousands(text)).toBeNull();
  });

  it('are exact to the fen', () => {
    fc.assert(
      fc.property(fc.bigInt({ min: 0n, max: 10n ** 15n }), (fen) => {
        const digits = String(fen).padStart(7, '0');
        const yuan = yuanFromTenThousands(`${digits.slice(0, -6)}.${digits.slice(-6)}`);
        expect(yuan).toMatch(/^\d+\.\d\d$/);
        expect(BigInt((yuan ?? '').replace('.', ''))).toBe(fen);
      }),
    );
  });
});

describe('dates', () => {
  it.each([
    ['2024-01-31', '2024-01-31'],
    ['2024/1/31', '2024-01-31'],
    ['20240131', '2024-01-31'],
    ['2024年1月31日', '2024-01-31'],
    ['2024.01.31', '2024-01-31'],
    ['45322', '2024-01-31'],
    ['45322.75', '2024-01-31'],
    ['2024-01-31 08:30:00', '2024-01-31'],
    ['2024-01-31T00:00:00', '2024-01-31'],
    ['２０２４年０１月３１日', '2024-01-31'],
  ])('%s is %s', (text, date) => {
    expect(readDate(text)).toBe(date);
  });

  it.each(['2024-02-30', '24-1-31', '2024-13-01', '31/1/2024', '2024', '1234567', '长期', ''])(
    '%p is none',
    (text) => {
      expect(readDate(text)).toBeNull();
    },
  );
});
