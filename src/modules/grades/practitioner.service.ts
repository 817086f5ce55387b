import { badInput, notFound } from '../../kernel/errors.js';
import { sql } from '../../kernel/sql.js';
import type { PractitionerGroup, SubjectKind } from '../../kernel/terms.js';
import { assertVersion } from '../../kernel/version.rules.js';
import { actingViewer, rowScope } from '../../db/row-scope.js';
import type { Act, Unit, UnitOfWork } from '../ledger/unit.service.js';
import type { SubjectService } from '../subjects/subject.service.js';
import type { SubjectInput } from '../subjects/subject.types.js';
import type { AssignPractitionerGroupInput } from './practitioner.types.js';

const fitting: readonly SubjectKind[] = ['NATURAL_PERSON', 'SOLE_TRADER'];

interface Practitioner {
  id: number;
  kind: SubjectKind;
  group: PractitionerGroup | null;
  version: number;
}

/** Keeps who belongs to a special practitioner group (重点职业人群, Policy 一(二)3). */
export class PractitionerService {
  constructor(
    private readonly work: UnitOfWork,
    private readonly subjects: SubjectService,
  ) {}

  assignPractitionerGroup(act: Act, input: AssignPractitionerGroupInput): Promise<{ subjectId: number }> {
    return this.work.run(act, 'assignPractitionerGroup', input, async (unit) => {
      const practitioner = await this.lockPractitioner(unit, input.subject);
      assertVersion('The subject', practitioner, input);
      if (!fitting.includes(practitioner.kind))
        throw badInput('input.subject', 'Only persons and sole traders are practitioners; this is neither.');
      const group = input.group ?? null;
      if (group !== practitioner.group) {
        await unit.rows(
          sql`update subject set practitioner_group = ${group}::text where id = ${practitioner.id}`,
        );
        unit.audit({
          event: 'grades.practitionerGroupAssigned',
          target: 'Subject',
          targetId: practitioner.id,
          detail: { from: practitioner.group, to: group },
        });
      }
      return { subjectId: practitioner.id };
    });
  }

  /** A person the agency has nothing to do with answers as one that is not there, unless ID number and name match. */
  private async lockPractitioner(unit: Unit, input: SubjectInput): Promise<Practitioner> {
    const id = await this.subjects.findSubject(unit, input, 'input.subject');
    const matched = new Set(id !== null && input.idNumber != null ? [id] : []);
    const viewer = { ...actingViewer(unit.act.principal, unit.today), matched };
    const found = await unit.one<Practitioner>(sql`
      select s.id, s.kind, s.practitioner_group as "group", s.version from subject s
      where s.id = ${id}::bigint and s.erased_at is null and ${rowScope.Subject(viewer)} for no key update of s`);
    if (!found) throw notFound('The subject', 'input.subject');
    return found;
  }
}
