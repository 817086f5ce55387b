/** Columns on a terminal: a Chinese character takes two. */
export const widthOf = (text: string): number =>
  [...text].reduce(
    (width, each) => width + (/[\p{Script=Han}\u3000-\u303F\uFF00-\uFF60]/u.test(each) ? 2 : 1),
    0,
  );

export const padded = (text: string, width: number): string =>
  text + ' '.repeat(Math.max(0, width - widthOf(text)));

/** Rows in columns that line up, two blanks between. */
export const table = (rows: readonly (readonly string[])[], indent = ''): string => {
  const columns = rows[0]?.length ?? 0;
  const widths = Array.from({ length: columns }, (_, at) =>
    Math.max(...rows.map((row) => widthOf(row[at] ?? ''))),
  );
  return rows
    .map((row) => (indent + row.map((cell, at) => padded(cell, widths[at]!)).join('  ')).trimEnd())
    .join('\n');
};
