import { sql } from '../../../src/kernel/sql.js';
import { type Ask, type TestHub, testDay } from '../../support/hub.js';
import { idNumber, organizationCode, unifiedCode } from './codes.js';
import { decidedOn, done, entry, instructionOn, propose, publish, serve } from './steps.js';

/** What is planted for the canaries: a company and two persons with everything the hub can know about them. */
export interface World {
  company: string;
  stored: Record<'personCode' | 'hiddenCode' | 'cipher' | 'index' | 'secretHash', string>;
  ownerSecret: string;
  entries: Record<
    'published' | 'suspended' | 'watch' | 'proposed' | 'withdrawn' | 'ofPerson' | 'hidden',
    string
  >;
  instructions: Record<'market' | 'tax' | 'services', string>;
  records: Record<'open' | 'shared' | 'authorised' | 'internal', string>;
  /** Numbers of papers: of notices before listing. */
  papers: Record<'published' | 'watch' | 'ofPerson', string>;
  check: string;
  objection: string;
  repair: string;
  restoration: string;
  import: { id: number; number: string };
  /** Where the change feed stood before all this. */
  feedStart: number;
}

export const company = unifiedCode('YB0009Q1');
export const person = { idNumber: idNumber('65010219880229003'), name: '濯缨沧浪客' };
export const hidden = { idNumber: idNumber('65010219921231015'), name: '漱石枕流人' };

/** Office, approver, and the agencies market, tax and services. */
export const everybody = async (hub: TestHub) => {
  const agencies = ['market', 'tax', 'services'].map((name) => `demo-agency-${name}`);
  const clients = ['demo-office', 'demo-office-approver', ...agencies];
  return (await Promise.all(clients.map((client) => hub.as(client)))) as [Ask, Ask, Ask, Ask, Ask];
};

/** Plants it all through the API, as its users would; only what the API cannot make goes straight to the database. */
export const plantWorld = async (hub: TestHub): Promise<World> => {
  const head = await hub.database.one<{ position: number }>(
    sql`select change_position as position from ledger_head where id = 1`,
  );
  const [office, approver, market, tax, services] = await everybody(hub);
  const subject = { code: company, kind: 'LEGAL_PERSON', name: '濮阳县样例鉴影商贸有限公司' };
  const responsiblePersons = [{ name: 'ZqResponsiblePerson', role: '法定代表人' }];
  const entries = {
    published: await propose(market, {
      ...entry('BLACK-MARKET', '虚假宣传', 'D-1', subject),
      responsiblePersons,
    }),
    suspended: await propose(market, {
      ...entry('BLACK-MARKET', 'ZqSuspendedGround', 'D-2', subject),
      responsiblePersons: [{ name: '某某', role: '法定代表人' }],
    }),
    ofPerson: await propose(market, entry('BLACK-MARKET', '拒不履行', 'D-3', person)),
    watch: await propose(tax, { ...entry('WATCH-PY', 'ZqWatchGround', 'D-4', subject), severity: 'GENERAL' }),
    proposed: await propose(tax, {
      ...entry('BLACK-TAX', 'ZqProposedGround', 'D-5', subject),
      responsiblePersons: [{ name: '某某', role: '法定代表人' }],
    }),
    withdrawn: await propose(tax, { ...entry('WATCH-PY', 'ZqWithdrawnGround', 'D-6', subject) }),
    hidden: await propose(tax, entry('BLACK-TAX', '逃避追缴欠税', 'D-7', hidden)),
  };
  await serve(market, entries.published, 'proof');
  await serve(market, entries.suspended, 'ZqEntryNoticeProof');
  await serve(market, entries.ofPerson, 'proof');
  await serve(tax, entries.watch, 'proof');
  await publish(approver, 'BLACK-MARKET', [entries.published, entries.suspended, entries.ofPerson]);
  await done(
    tax('mutation ($n: String!) { withdrawEntry(input: { entry: $n, reason: "重复" }) { entry { id } } }', {
      n: entries.withdrawn,
    }),
  );
  const records = await plantRecords(hub);
  const check = (
    await done(
      services(
        `mutation ($code: String!) { checkSubjects(input: {
          matter: LICENSING, businessNumber: "ZqCheckBusiness", subjects: [{ code: $code }] }) { check { number } } }`,
        { code: company },
      ),
    )
  ).checkSubjects.check.number;
  await publish(approver, 'WATCH-PY', [entries.watch]);
  const instructions = {
    market: await instructionOn(market, entries.published),
    tax: await instructionOn(tax, entries.published),
    services: await instructionOn(services, entries.published),
  };
  await execute(market, services, instructions);
  const owner = await done(
    office(
      `mutation ($code: String!) { createClient(input: {
        clientId: "zq-owner", kind: SUBJECT, name: "本人", scopes: [], subject: $code }) { secret } }`,
      { code: company },
    ),
  );
  await done(
    office(
      `mutation ($code: String!) { createClient(input: {
        clientId: "zq-other-firm", kind: FIRM, name: "另一家", scopes: [], organization: $code }) { client { id } } }`,
      { code: organizationCode('firm') },
    ),
  );
  const objection = (
    await done(
      office(
        `mutation ($n: String!) { raiseObjection(input: { entry: $n, ground: "主体错误",
          statement: "ZqObjectionStatement", channel: PHONE }) { objection { number } } }`,
        { n: entries.suspended },
      ),
    )
  ).raiseObjection.objection.number;
  const repair = await plantRepair(hub, office, entries.published);
  await plantCatalogue(hub, tax);
  const restoration = await plantRestoration(market, office, approver, entries.published);
  await done(
    market(
      `mutation ($code: String!) { reportIncident(input: { kind: LEAK, discoveredAt: "${decidedOn}T08:00:00Z",
        description: "ZqIncidentDescription", subjects: [$code] }) { incident { id } } }`,
      { code: company },
    ),
  );
  await done(
    office(
      `mutation ($code: String!) { placeLegalHold(input: { subject: $code, reason: "ZqHoldReason", reference: "ZqHoldReference" }) {
        legalHold { id } } }`,
      { code: company },
    ),
  );
  await done(
    market(
      'query ($c: String!) { subject(code: $c) { records { nodes { title } } } }',
      { c: company },
      { purpose: 'INSPECTION;ZqReadBusiness' },
    ),
  );
  return {
    company,
    stored: await storedSecrets(hub),
    ownerSecret: owner.createClient.secret,
    entries,
    instructions,
    records,
    papers: await papersOf(hub, entries),
    check,
    objection,
    repair,
    restoration,
    import: await plantImport(hub),
    feedStart: head!.position,
  };
};

/** An application for repair written down by the office, hours the association recorded, and a plan that is over. */
const plantRepair = async (hub: TestHub, office: Ask, entry: string): Promise<string> => {
  const { applyForRepair } = await done(
    office(
      `mutation ($n: String!) { applyForRepair(input: { entry: $n, statement: "ZqRepairStatement",
        dutiesStatement: "已履行", commitment: "诚信经营" }) { repair { number } } }`,
      { n: entry },
    ),
  );
  const association = await hub.as('demo-association');
  await done(
    association(
      `mutation ($code: String!) { recordCommunityService(input: { subject: $code, activity: "清扫", servedOn: "${testDay}",
        hours: 2, proof: "ZqServiceProof" }) { communityService { id } } }`,
      { code: company },
    ),
  );
  await hub.database.rows(sql`
    insert into reorganisation (number, subject_id, court_id, document_number, approved_on, from_on, until_on, ended_on, end_reason,
      recorded_by, recorded_at)
    select 'B-ZQ', s.id, o.id, 'ZqReorganisation', ${decidedOn}::date, ${decidedOn}::date, ${decidedOn}::date, ${decidedOn}::date, '执行完毕',
      'demo-office', now() from subject s, organization o where s.code = ${company} and o.code = ${organizationCode('court')}`);
  return applyForRepair.repair.number;
};

/** Four records of the company, one of each disclosure mode, provided by the housing bureau. */
const plantRecords = async (hub: TestHub): Promise<World['records']> => {
  const rows = await hub.database.rows<{ disclosure: string; number: string }>(sql`
    insert into credit_record (number, kind, subject_id, provider_id, title, document_number, facts, decided_on, authority_name,
      disclosure, procedure, finality, fingerprint, created_at)
    select 'R-Zq-' || mode, 'PENALTY', s.id, o.id, 'ZqTitle-' || mode, 'ZqDocument-' || mode, 'ZqFacts-' || mode,
      ${decidedOn}::date, '濮阳县住房和城乡建设局', mode, 'ORDINARY', 'FINAL', 'zq-' || mode, now()
    from subject s, organization o, unnest(array['OPEN', 'SHARED', 'AUTHORISED', 'INTERNAL']) as mode
    where s.code = ${company} and o.code = ${organizationCode('housing')}
    returning disclosure, number`);
  return Object.fromEntries(
    rows.map((row) => [row.disclosure.toLowerCase(), row.number]),
  ) as World['records'];
};

/** The papers that were made out when the notices were served. */
const papersOf = async (hub: TestHub, entries: World['entries']): Promise<World['papers']> => {
  const rows = await hub.database.rows<{ entry: string; number: string }>(sql`
    select e.number as entry, doc.number from document doc join list_entry e on e.id = doc.target_id
    where doc.target = 'ListEntry'`);
  const numbers = new Map(rows.map(({ entry, number }) => [entry, number]));
  const of = (key: keyof World['entries']) => numbers.get(entries[key])!;
  return { published: of('published'), watch: of('watch'), ofPerson: of('ofPerson') };
};

/** The market bureau tells the subject and applies its measure; the service hall declines its own. */
const execute = async (market: Ask, services: Ask, instructions: World['instructions']): Promise<void> => {
  await done(
    market(
      `mutation ($i: String!) {
        acknowledgeInstruction(input: { instruction: $i }) { instruction { id } }
        serveNotice(input: { instruction: $i, servedOn: "${testDay}", channel: POST, proof: "ZqInstructionNoticeProof",
          reason: "列入名单" }) { notice { id } }
        reportFeedback(input: { instruction: $i, outcome: APPLIED, appliedOn: "${testDay}", detail: "ZqFeedbackDetail" }) {
          feedback { id } } }`,
      { i: instructions.market },
    ),
  );
  await done(
    services(
      'mutation ($i: String!) { declineInstruction(input: { instruction: $i, reason: "ZqDeclineReason" }) { instruction { id } } }',
      { i: instructions.services },
    ),
  );
};

/** An entry of the company that was wrong and revoked, and a lawsuit about another that changed nothing. */
const plantRestoration = async (
  market: Ask,
  office: Ask,
  approver: Ask,
  confirmed: string,
): Promise<string> => {
  const number = await propose(market, {
    ...entry('BLACK-MARKET', 'ZqRevokedGround', 'D-8', { code: company }),
    responsiblePersons: [{ name: '某某', role: '法定代表人' }],
  });
  await serve(market, number, 'proof');
  await publish(approver, 'BLACK-MARKET', [number]);
  await done(
    market(
      `mutation ($n: String!, $c: String!) {
        revokeEntry(input: { entry: $n, reason: "ZqRevokeReason" }) { entry { id } }
        recordOutcome(input: { kind: LITIGATION, result: CONFIRMED, entry: $c, authority: "濮阳县人民法院", documentNumber: "D-9",
          decidedOn: "${testDay}", summary: "ZqOutcomeSummary" }) { outcome { id } } }`,
      { n: number, c: confirmed },
    ),
  );
  const { restorations } = await done(
    office('query ($n: String!) { restorations(filter: { entry: $n }) { nodes { number } } }', { n: number }),
  );
  await done(
    market(
      `mutation ($r: String!) { completeRestorationTask(input: { restoration: $r, kind: APOLOGY, status: DONE, note: "ZqTaskNote" }) {
        restoration { id } } }`,
      { r: restorations.nodes[0].number },
    ),
  );
  return restorations.nodes[0].number;
};

const plantCatalogue = async (hub: TestHub, tax: Ask): Promise<void> => {
  const housing = await hub.as('demo-agency-housing');
  await done(
    housing(
      `mutation { draftMeasure(input: { code: "ZQ-1", name: "ZqDraftMeasure", kind: PUNISHMENT, tier: WATCH, level: COUNTY,
        matters: [INSPECTION], basisText: "《河南省社会信用条例》第三十二条", basisRank: LOCAL_REGULATION, implementers: [] }) {
        measure { id } } }`,
    ),
  );
  await done(
    tax(
      `mutation ($parties: [String!]!) { draftMemorandum(input: { number: "ZQ-M", title: "ZqDraftMemorandum", colour: BLACK,
        level: COUNTY, lists: ["BLACK-TAX"], signatories: $parties, sharingTerms: "当日", feedbackTerms: "按期",
        repairPath: "修复", effectiveFrom: "${testDay}", clauses: [{ measure: "HN32-5", implementer: "${organizationCode('market')}",
        matter: INSPECTION, trigger: ON_PUBLICATION, basis: "第三十二条", feedbackDays: 10 }] }) { memorandum { id } } }`,
      { parties: [organizationCode('tax'), organizationCode('market')] },
    ),
  );
};

const plantImport = async (hub: TestHub): Promise<World['import']> => {
  const [row] = await hub.database.rows<{ id: number; number: string }>(sql`
    insert into import (number, format, file_name, file_hash, file_size, provider_id, procedure, finality, disclosure, status,
      rows_read, rejected, actor, created_at)
    select 'M-ZQ', 'CF', 'ZqImportFile.csv', 'zq', 10, o.id, 'ORDINARY', 'FINAL', 'OPEN', 'DONE', 1, 1, 'demo-agency-tax', now()
    from organization o where o.code = ${organizationCode('tax')} returning id, number`);
  await hub.database.rows(
    sql`insert into import_reject (import_id, "row", problems) values (${row!.id}, 2, array['ZqRejectProblem'])`,
  );
  return row!;
};

/** What the hub made of the persons and the client itself. */
const storedSecrets = async (hub: TestHub): Promise<World['stored']> => {
  const people = await hub.database.rows<{ code: string; name: string; cipher: string; index: string }>(sql`
    select code, name, id_number_cipher as cipher, id_number_index as index from subject
    where name = any(${[person.name, hidden.name]}::text[])`);
  const known = people.find(({ name }) => name === person.name)!;
  const client = await hub.database.one<{ hash: string }>(
    sql`select secret_hash as hash from client where client_id = 'zq-owner'`,
  );
  return {
    personCode: known.code,
    hiddenCode: people.find(({ name }) => name === hidden.name)!.code,
    cipher: known.cipher,
    index: known.index,
    secretHash: client!.hash,
  };
};
