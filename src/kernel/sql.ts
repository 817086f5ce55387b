/** The one way SQL is written: a tag that keeps text and values apart (`${value}` never becomes text). */
export { default as sql, join, raw, empty, Sql } from 'sql-template-tag';
