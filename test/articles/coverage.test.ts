import { existsSync, readFileSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';

/** The README says which rule and which test hold each article: what it says has to be so. */

const readme = readFileSync('README.md', 'utf8');
const table = /<!-- coverage -->([\s\S]*)<!-- \/coverage -->/.exec(readme)![1]!;
const rows = [...table.matchAll(/^\| (Henan \S+) \| (.+?) \| `(.+?)` \| `(.+?)` \|$/gm)].map(
  ([, article, what, rule, test]) => ({ article: article!, what: what!, rule: rule!, test: test! }),
);

/** Articles of the regulation that oblige a hub, from the taking in to the liability. */
const binding = ['13', '16', '17', '18', '19', '20(2)', '24', '25', '27', '28', '29', '30', '31', '32']
  .concat(['33', '34', '35', '36', '37', '39', '40', '41', '42', '43', '44', '45', '46', '66'])
  .map((article) => `Henan ${article}`);

describe('the coverage table', () => {
  it('has a row for each article that binds the hub, once, in their order', () => {
    expect(rows.map(({ article }) => article)).toEqual(binding);
  });

  it.each(rows)('$article: its rule is there and its test is named after it', ({ article, rule, test }) => {
    expect(existsSync(rule)).toBe(true);
    const titles = [
      ...readFileSync(test, 'utf8').matchAll(/(?:describe|it|test)(?:\.each)?\(\s*['"`](.+?)['"`],/g),
    ];
    const named = new RegExp(`${article.replace(/[()]/g, '\\$&')}(?![\\d(])`);
    expect(titles.filter(([, title]) => named.test(title!)).length).toBeGreaterThan(0);
  });
});
