import words from '../hub/words.json';

const terms: Record<string, Record<string, string>> = words;

/** The Chinese term of a value of one of the schema's enums; the schema says it, it is not written twice. */
export const word = (type: keyof typeof words, value: string | null | undefined): string =>
  value == null ? '' : (terms[type]?.[value] ?? value);

const inChina = { timeZone: 'Asia/Shanghai', hour12: false } as const;
const dateFormat = new Intl.DateTimeFormat('zh-CN', {
  ...inChina,
  year: 'numeric',
  month: 'long',
  day: 'numeric',
});
const timeFormat = new Intl.DateTimeFormat('zh-CN', {
  ...inChina,
  year: 'numeric',
  month: 'numeric',
  day: 'numeric',
  hour: '2-digit',
  minute: '2-digit',
});

/** A plain date (2026-11-25) or a moment, as a date in China. */
export const dateOf = (value: string | null | undefined): string =>
  value ? dateFormat.format(new Date(value.length === 10 ? `${value}T00:00:00+08:00` : value)) : '—';

export const timeOf = (value: string | null | undefined): string =>
  value ? timeFormat.format(new Date(value)) : '—';

/** The month of a moment in China: 2026-11. */
export const monthOf = (value: string): string =>
  new Date(new Date(value).getTime() + 8 * 3_600_000).toISOString().slice(0, 7);
