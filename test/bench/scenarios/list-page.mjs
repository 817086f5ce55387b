import { listCode, listCount } from '../data/catalogue.mjs';
import { compact, graphql, plain } from './requests.mjs';

const first = 100;

const hubQuery = compact(`query Page($list: String!) {
  listEntries(filter: { list: $list }, first: ${first}) {
    nodes { number ground severity publishedAt validUntil
      subject { code name } list { code name colour } identifiedBy { code name } }
    pageInfo { hasNextPage endCursor } } }`);

const graphileQuery = compact(`query Page($list: String!) {
  creditListByCode(code: $list) {
    listEntriesByListId(condition: { status: "PUBLISHED" }, orderBy: [PUBLISHED_AT_DESC, ROW_ID_DESC], first: ${first}) {
      nodes { number ground severity publishedAt validUntil
        subjectBySubjectId { code name } creditListByListId { code name colour } organizationByIdentifiedById { code name } }
      pageInfo { hasNextPage endCursor } } } }`);

const factsOf = ({ nodes, pageInfo }) => ({
  count: nodes.length,
  more: pageInfo.hasNextPage,
  entries: nodes.map(({ number, subject, list, identifiedBy }) =>
    [number, subject.code, subject.name, list.code, identifiedBy.name].join(' '),
  ),
});

const listOf = (turn) => listCode(turn % listCount);

export const listPage = {
  name: 'list-page',
  title: 'Public list page',
  about: `${first} published entries of a list, newest first, with subject, list and identifying body`,
  requests: {
    hub: (turn) => graphql(hubQuery, { list: listOf(turn) }),
    handwritten: (turn) => plain('/list-page', { list: listOf(turn), first }),
    postgraphile: (turn) => graphql(graphileQuery, { list: listOf(turn) }),
  },
  facts: {
    hub: ({ data }) => factsOf(data.listEntries),
    handwritten: factsOf,
    postgraphile: ({ data }) => {
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
  writes: {},
};
