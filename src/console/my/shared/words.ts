import { createContext, use } from 'react';
import type { WordsQuery } from '../hub/operations';

/** The Chinese terms of the schema's enums: type → value → term. The schema says them; none is written twice. */
export type Words = ReadonlyMap<string, ReadonlyMap<string, string>>;

export const wordsOf = ({ __schema }: WordsQuery): Words =>
  new Map(
    __schema.types.flatMap(({ name, enumValues }) =>
      name && enumValues
        ? [[name, new Map(enumValues.map((each) => [each.name, each.description ?? each.name]))] as const]
        : [],
    ),
  );

export const WordsContext = createContext<Words>(new Map());

/** A term by enum and value; the value itself while the terms are not there yet. */
export const useWord = () => {
  const words = use(WordsContext);
  return (type: string, value: string | null | undefined): string =>
    value == null ? '' : (words.get(type)?.get(value) ?? value);
};

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
