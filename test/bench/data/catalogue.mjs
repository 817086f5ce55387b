import { demoOrganizations } from '../../../dist/src/modules/organizations/demo.rules.js';

/** What the bench adds to the demonstration's data: invented lists, measures and memoranda, all of them lawful. */

/** The agency that asks: its client, and the matter and business it asks at. */
export const agencyClient = 'demo-agency-services';
export const matter = 'BIDDING';

/** Codes of the demonstration's bodies by their keys. */
export const bodyCode = (key) => demoOrganizations.find((each) => each.key === key).code;

export const entriesPerSubject = 3;
export const listCount = 12;
export const listCode = (index) => `BENCH-${String(index + 1).padStart(2, '0')}`;
/** Every fourth list is red: of the three entries of a subject, on lists four apart, none or all are. */
const colourOf = (index) => (index % 4 === 3 ? 'RED' : 'BLACK');

export const importList = 'BENCH-IMPORT';
export const fanoutList = 'BENCH-FANOUT';

const list = (code, colour) => ({
  code,
  colour,
  name: `基准名单${code.slice(6)}`,
  keeper: bodyCode('market'),
});

export const lists = [
  ...Array.from({ length: listCount }, (_, index) => list(listCode(index), colourOf(index))),
  list(importList, 'BLACK'),
  list(fanoutList, 'BLACK'),
];

const matters = ['INSPECTION', 'BIDDING', 'LICENSING', 'QUALIFICATION', 'SUBSIDY'];

export const measures = ['BLACK', 'RED'].flatMap((colour) =>
  matters.map((each, index) => ({
    code: `BENCH-${colour}-${index + 1}`,
    name: `基准措施${colour === 'RED' ? '（激励）' : '（惩戒）'}${index + 1}`,
    kind: colour === 'RED' ? 'INCENTIVE' : 'PUNISHMENT',
    tier: colour,
    matters: [each],
    basis: `《基准测试法》第${index + 1}条`,
  })),
);

const clause = (measure, implementer, trigger, days) => ({
  measure,
  implementer: bodyCode(implementer),
  matter: matters[measure - 1],
  trigger,
  days,
});

/** Two of five are the asking agency's; one instruction comes of a publication, one of a check. */
const usual = [
  clause(1, 'services', 'ON_PUBLICATION', 10),
  clause(2, 'services', 'ON_CHECK', 5),
  clause(3, 'market', 'ON_CHECK', 5),
  clause(4, 'housing', 'ON_CHECK', 5),
  clause(5, 'tax', 'ON_CHECK', 10),
];

/** Five agencies have to act as soon as an entry is published. */
export const fanoutWidth = 5;
const fanout = ['services', 'market', 'housing', 'tax', 'finance'].map((body) =>
  clause(1, body, 'ON_PUBLICATION', 10),
);

export const memoranda = lists
  .filter(({ code }) => code !== importList)
  .map(({ code, colour }) => ({
    number: `基准备忘录${code}`,
    title: `关于${code}的合作备忘录（基准测试）`,
    colour,
    list: code,
    initiator: bodyCode('market'),
    clauses: (code === fanoutList ? fanout : usual).map((each, index) => ({
      ...each,
      number: index + 1,
      measure: `BENCH-${colour}-${each.measure}`,
      basis: `《基准测试法》第${each.measure}条`,
    })),
  }));

/** For how many working days feedback is asked. */
export const feedbackDays = [5, 10];
