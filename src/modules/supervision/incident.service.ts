import type { Contact } from '../../config.js';
import { badInput, notFound } from '../../kernel/errors.js';
import { newNumber } from '../../kernel/ids.js';
import { assertTransition } from '../../kernel/lifecycle.js';
import { sql } from '../../kernel/sql.js';
import { readText } from '../../kernel/text.rules.js';
import { assertVersion } from '../../kernel/version.rules.js';
import type { IncidentStatus } from '../../kernel/terms.js';
import type { DocumentService } from '../documents/document.service.js';
import type { Act, Unit, UnitOfWork } from '../ledger/unit.service.js';
import { incidentLifecycle } from './incident.lifecycle.js';
import { type LockedIncident, addSubjects, lockIncident, untoldSubjects } from './incident.repository.js';
import {
  assertClosable,
  assertDiscovered,
  assertOtherHand,
  incidentNotice,
  longestAccount,
  longestReferral,
} from './incident.rules.js';
import type {
  CloseIncidentInput,
  DecideIncidentInput,
  InvestigateIncidentInput,
  RecordIncidentHandlingInput,
  ReportIncidentInput,
} from './incident.types.js';

interface Parts {
  work: UnitOfWork;
  documents: DocumentService;
  contact: Contact;
}

type Done = Promise<{ incidentId: number }>;

/** Incidents of leak, tampering, loss, sale and misuse, from report to close (Policy 五(二), Henan 24, 25; PIPL 57). */
export class IncidentService {
  constructor(private readonly parts: Parts) {}

  reportIncident(act: Act, input: ReportIncidentInput): Done {
    return this.parts.work.run(act, 'reportIncident', input, async (unit) => {
      const { organizationId } = unit.act.principal;
      if (organizationId === null)
        throw badInput('input', 'An incident is reported by an organization; this client has none.');
      assertDiscovered(input.discoveredAt, unit.now);
      const description = readText('description', input.description, longestAccount);
      const number = newNumber('S', unit.today);
      const made = await unit.one<{ id: number }>(sql`
        insert into incident (number, kind, status, discovered_at, description, reported_by_id, reported_by_actor, reported_at)
        values (${number}, ${input.kind}, 'REPORTED', ${input.discoveredAt}, ${description}, ${organizationId}, ${unit.actor},
          ${unit.now}) returning id`);
      await addSubjects(unit, made!.id, input.subjects ?? []);
      await unit.status({ target: 'Incident', targetIds: [made!.id], from: null, to: 'REPORTED' });
      note(unit, 'incidentReported', made!.id, { number, kind: input.kind });
      tellOf(unit, { id: made!.id, number, kind: input.kind, reportedById: organizationId }, 'REPORTED');
      return { incidentId: made!.id };
    });
  }

  investigateIncident(act: Act, input: InvestigateIncidentInput): Done {
    return this.step(act, 'investigateIncident', input, async (unit, incident) => {
      await move(unit, incident, 'INVESTIGATING');
      await addSubjects(unit, incident.id, input.subjects ?? []);
      await unit.rows(sql`update incident set status = 'INVESTIGATING' where id = ${incident.id}`);
      note(unit, 'incidentInvestigated', incident.id);
    });
  }

  decideIncident(act: Act, input: DecideIncidentInput): Done {
    return this.step(act, 'decideIncident', input, async (unit, incident) => {
      const finding = readText('finding', input.finding, longestAccount);
      const to = input.confirmed ? 'CONFIRMED' : 'UNFOUNDED';
      await move(unit, incident, to);
      assertOtherHand(incident.reportedByActor, unit.actor);
      await unit.rows(sql`
        update incident set status = ${to}, finding = ${finding}, decided_by_actor = ${unit.actor}, decided_at = ${unit.now}
        where id = ${incident.id}`);
      note(unit, 'incidentDecided', incident.id, { confirmed: input.confirmed });
    });
  }

  /** What was done, and to whom it was handed over; whoever is affected and was not told yet is told now. */
  recordIncidentHandling(act: Act, input: RecordIncidentHandlingInput): Done {
    return this.step(act, 'recordIncidentHandling', input, async (unit, incident) => {
      assertTransition(incidentLifecycle, incident.status, 'CLOSED'); // while it is confirmed, and as often as needed
      const measures = readText('measures', input.measures, longestAccount);
      const referral = input.referral == null ? null : readText('referral', input.referral, longestReferral);
      await addSubjects(unit, incident.id, input.subjects ?? []);
      await unit.rows(sql`
        update incident set measures = ${measures}, referral = ${referral}::text, remedied_at = ${unit.now} where id = ${incident.id}`);
      const told = await this.tell(unit, incident, measures, referral);
      tellOf(unit, incident, incident.status);
      note(unit, 'incidentHandled', incident.id, { referred: referral !== null, told });
    });
  }

  closeIncident(act: Act, input: CloseIncidentInput): Done {
    return this.step(act, 'closeIncident', input, async (unit, incident) => {
      await move(unit, incident, 'CLOSED');
      const untold = (await untoldSubjects(unit, incident.id)).length;
      assertClosable({ remedied: incident.remediedAt !== null, untold });
      await unit.rows(
        sql`update incident set status = 'CLOSED', closed_at = ${unit.now} where id = ${incident.id}`,
      );
      note(unit, 'incidentClosed', incident.id);
    });
  }

  private step(
    act: Act,
    operation: string,
    input: { incident: string; expectedVersion?: number | null },
    work: (unit: Unit, incident: LockedIncident) => Promise<void>,
  ): Done {
    return this.parts.work.run(act, operation, input, async (unit) => {
      const incident = await lockIncident(unit, input.incident);
      if (!incident) throw notFound('The incident', 'input.incident');
      assertVersion(`Incident ${incident.number}`, incident, input);
      await work(unit, incident);
      return { incidentId: incident.id };
    });
  }

  private async tell(
    unit: Unit,
    { id, number, kind, discoveredOn, finding }: LockedIncident,
    measures: string,
    referral: string | null,
  ): Promise<number> {
    const untold = await untoldSubjects(unit, id);
    const officeName = await nameOfOffice(unit);
    const facts = { number, kind, discoveredOn, finding: finding ?? '', measures, referral, officeName };
    for (const { subjectId, name: subjectName } of untold) {
      const paper = await this.parts.documents.makeOut(unit, {
        kind: 'INCIDENT_NOTICE',
        target: 'Incident',
        targetId: id,
        subjectId,
        organizationId: unit.act.principal.organizationId,
        content: (documentNumber) =>
          incidentNotice(
            { ...facts, subjectName, today: unit.today, contact: this.parts.contact },
            documentNumber,
          ),
      });
      await unit.rows(sql`
        update incident_subject set document_id = ${paper.id} where incident_id = ${id} and subject_id = ${subjectId}`);
    }
    return untold.length;
  }
}

const move = async (unit: Unit, incident: LockedIncident, to: IncidentStatus): Promise<void> => {
  const { id, status } = incident;
  assertTransition(incidentLifecycle, status, to);
  await unit.status({ target: 'Incident', targetIds: [id], from: status, to });
  tellOf(unit, incident, to);
};

type ToldIncident = Pick<LockedIncident, 'id' | 'number' | 'kind' | 'reportedById'>;

/** Office and auditor learn of every step, and who reported it; no other agency, and nothing personal. */
const tellOf = (unit: Unit, { id, number, kind, reportedById }: ToldIncident, status: IncidentStatus): void =>
  unit.change({
    type: 'INCIDENT_UPDATED',
    target: 'Incident',
    targetId: id,
    audience: 'PARTIES',
    parties: [reportedById],
    summary: { number, kind, status },
  });

const note = (unit: Unit, event: string, targetId: number, detail: Record<string, unknown> = {}): void =>
  unit.audit({ event: `supervision.${event}`, target: 'Incident', targetId, detail });

const nameOfOffice = async (unit: Unit): Promise<string> =>
  (
    await unit.one<{ name: string }>(
      sql`select name from organization where kind = 'OFFICE' order by id limit 1`,
    )
  )?.name ?? '信用办';
