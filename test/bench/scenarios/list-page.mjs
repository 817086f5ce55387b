import { listCode, listCount } from '../data/catalogue.mjs';
import { compact, graphql, plain } from './requests.mjs';

const first = 100;

const hubQuery = compact(`query Page($list: String!, $after: String!) {
  listEntries(filter: { list: $list }, first: ${first}, after: $after) {
    nodes { number ground severity publishedAt validUntil
      subject { code name } list { code name colour } identifiedBy { code name } }
    pageInfo { hasNextPage endCursor } } }`);

const graphileQuery = (page) =>
  compact(`query Page($list: String! ${page.includes('$after') ? '$after: Cursor!' : '$offset: Int!'}) {
  creditListByCode(code: $list) {
    listEntriesByListId(condition: { status: "PUBLISHED" }, orderBy: [PUBLISHED_AT_DESC, ROW_ID_DESC], ${page}) {
      nodes { number ground severity publishedAt validUntil
        subjectBySubjectId { code name } creditListByListId { code name colour } organizationByIdentifiedById { code name } }
      pageInfo { hasNextPage endCursor } } } }`);

const graphilePage = graphileQuery(`first: ${first}, after: $after`);
const graphilePlace = graphileQuery('first: 1, offset: $offset');

const factsOf = ({ nodes, pageInfo }) => ({
  count: nodes.length,
  more: pageInfo.hasNextPage,
  entries: nodes.map(({ number, ground, subject, list, identifiedBy }) =>
    [number, ground, subject.code, subject.name, list.code, identifiedBy.name].join(' '),
  ),
});

/** The last entry of the first half of a list, for every list: a page behind it is as deep as pages are on average. */
const middleOfLists = async ({ database, urls }) => {
  const places = [];
  for (let index = 0; index < listCount; index++) {
    const list = listCode(index);
    const { rows } = await database.query(middle, [list]);
    const [{ id, at, above }] = rows;
    const { path, headers, body } = graphql(graphilePlace, { list, offset: above });
    const answer = await fetch(urls.postgraphile + path, { method: 'POST', headers, body });
    const { data, errors } = await answer.json();
    if (!data)
      throw new Error(`PostGraphile names no place in ${list}: ${JSON.stringify(errors).slice(0, 300)}`);
    places.push({
      list,
      key: [at.toISOString(), Number(id)],
      graphile: data.creditListByCode.listEntriesByListId.pageInfo.endCursor,
    });
  }
  return places;
};

const middle = `
  with sized as (select count(*)::int / 2 as above from list_entry e join credit_list l on l.id = e.list_id where l.code = $1)
  select e.id, e.published_at as at, (select above from sized) as above
  from list_entry e where e.list_id = (select id from credit_list where code = $1) and e.status = 'PUBLISHED'
  order by e.published_at desc, e.id desc offset (select above from sized) limit 1`;

const placeOf = (turn, { places }) => places[turn % listCount];

export const listPage = {
  name: 'w5',
  title: 'Public list page',
  about: `${first} published entries of a list from its middle on, with subject, list and identifying body`,
  prepare: async (setting) => ({ places: await middleOfLists(setting) }),
  askers: {
    hub: {
      request: (turn, setting) => {
        const { list, key } = placeOf(turn, setting);
        return graphql(hubQuery, { list, after: Buffer.from(JSON.stringify(key)).toString('base64url') });
      },
      facts: ({ data }) => factsOf(data.listEntries),
    },
    postgraphile: {
      request: (turn, setting) => {
        const { list, graphile } = placeOf(turn, setting);
        return graphql(graphilePage, { list, after: graphile });
      },
      facts: ({ data }) => {
        const { nodes, pageInfo } = data.creditListByCode.listEntriesByListId;
        return factsOf({
          pageInfo,
          nodes: nodes.map((node) => ({
            ...node,
            subject: node.subjectBySubjectId,
            list: node.creditListByListId,
            identifiedBy: node.organizationByIdentifiedById,
          })),
        });
      },
    },
    raw: {
      request: (turn, setting) => {
        const { list, key } = placeOf(turn, setting);
        return plain('/list-page', { list, first, after: key });
      },
      facts: factsOf,
    },
  },
  ratios: { w5_vs_postgraphile: 'postgraphile', w5_vs_raw: 'raw' },
};
