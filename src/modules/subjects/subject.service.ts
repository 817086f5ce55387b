import { maskIdNumber, parseIdNumber } from '../../kernel/codes.js';
import { today } from '../../kernel/clock.js';
import type { Clock } from '../../kernel/clock.js';
import { HubError, badInput, notFound } from '../../kernel/errors.js';
import { randomCode } from '../../kernel/ids.js';
import type { Keys, SealedAt } from '../../kernel/keys.js';
import type { Sql } from '../../kernel/sql.js';
import type { SubjectKind } from '../../kernel/terms.js';
import type { Database, Rows } from '../../db/database.js';
import type { ScopedReader } from '../../db/scoped-reader.js';
import type { Unit } from '../ledger/unit.service.js';
import { type Registration, insertSubjects, knownIdsByCode, knownSubjects } from './subject.repository.js';
import {
  type Named,
  askedText,
  codeStanding,
  readName,
  readNamed,
  readNewKind,
  sameName,
} from './subject.rules.js';
import type { SubjectInput } from './subject.types.js';

/** A subject as a file or an input names it, its numbers checked: a code for organisations, an ID number for persons. */
export interface NewSubject {
  kind: SubjectKind;
  name: string;
  code: string | null;
  idNumber: string | null;
  codeWarning: string | null;
}

/** What became of one of the subjects to register. */
export type Registered = { ok: true; id: number; isNew: boolean } | { ok: false; problem: string };

/** What a subject asked for came to: its id when the hub knows it, and what was asked, masked. */
export interface FoundSubject {
  subjectId: number | null;
  asked: string;
}

export const findLimit = 500;

/** Finds and registers subjects (Henan 16). ID numbers leave this class only as cipher text and blind index. */
export class SubjectService {
  constructor(
    private readonly database: Database,
    private readonly keys: Keys,
    private readonly clock: Clock,
  ) {}

  /** The id of the subject an input names; an organisation or person new to the hub is registered. */
  async resolveSubject(
    unit: Unit,
    input: SubjectInput,
    field: string,
    { registryConfirmed = false } = {},
  ): Promise<number> {
    const named = readNamed(input, field, unit.today);
    const known = await this.lookUp(unit, [named], { held: true });
    if (known[0] != null) return known[0];
    if (named.by === 'HUB_CODE') throw notFound('The subject', `${field}.code`);
    const subject = newSubject(named, input, field, registryConfirmed);
    const [registered] = await this.registerSubjects(unit, [subject]);
    if (!registered?.ok) {
      // The name the hub has is not told: whoever asks would learn whose number it is.
      throw new HubError(
        'CONFLICT',
        'The hub knows this ID number under another name. Check both against the ID card.',
        { field: `${field}.name` },
      );
    }
    if (registered.isNew) {
      unit.audit({
        event: 'subjects.registered',
        target: 'Subject',
        targetId: registered.id,
        detail: { kind: subject.kind },
      });
    }
    return registered.id;
  }

  /** The ids of many subjects in their order, the new ones registered, in few statements however many there are. */
  async registerSubjects(unit: Unit, subjects: readonly NewSubject[]): Promise<Registered[]> {
    if (subjects.length === 0) return [];
    const keys = subjects.map((subject) => this.keyFor(subject));
    const known = await heldSubjects(unit, subjects, keys);
    const unknown = new Map<string, NewSubject>();
    for (const [index, key] of keys.entries())
      if (!known.has(key) && !unknown.has(key)) unknown.set(key, subjects[index]!);
    const inserted = new Set<number>();
    if (unknown.size > 0) {
      const added = [...unknown.values()];
      const [ids, found] = await Promise.all([
        insertSubjects(
          unit,
          added.map((subject) => this.registration(subject)),
          unit.now,
        ),
        heldSubjects(unit, added, [...unknown.keys()]), // what another import registered meanwhile as well
      ]);
      for (const id of ids) inserted.add(id);
      for (const [key, subject] of found) known.set(key, subject);
    }
    return subjects.map(({ idNumber, name }, index): Registered => {
      const subject = known.get(keys[index]!);
      if (!subject) throw new Error('a subject just registered is not there');
      if (idNumber !== null && !sameName(subject.name, name)) {
        return { ok: false, problem: '姓名与本平台按该身份证号码登记的不一致，请对照证件核对姓名和号码。' };
      }
      return { ok: true, id: subject.id, isNew: inserted.has(subject.id) };
    });
  }

  /**
   * For each of 1 to 500 inputs the subject the hub knows, or null; nothing new is registered. A wrong name and an
   * unknown ID number come out alike. `at` is the database, or a unit of work to read inside its transaction.
   */
  async findSubjects(
    at: Rows,
    inputs: readonly SubjectInput[],
    field = 'input.subjects',
  ): Promise<FoundSubject[]> {
    return this.startFinding(at, inputs, field).finding;
  }

  /**
   * Asks for the same. `ids` selects meanwhile the ids of those named, by their codes; null: one is named by an ID number,
   * whose name has to be compared first.
   */
  startFinding(
    at: Rows,
    inputs: readonly SubjectInput[],
    field: string,
  ): { finding: Promise<FoundSubject[]>; ids: Sql | null } {
    const named = this.readNamed(inputs, field);
    const finding = this.lookUp(at, named).then((ids) =>
      named.map((each, index) => ({ subjectId: ids[index] ?? null, asked: askedText(each) })),
    );
    const codes = named.flatMap((each) => (each.by === 'ID_NUMBER' ? [] : each.code));
    return { finding, ids: codes.length === named.length ? knownIdsByCode(codes) : null };
  }

  /** The id of the subject an input names, or null; nothing new is registered. */
  async findSubject(at: Rows, input: SubjectInput, field: string): Promise<number | null> {
    return (await this.lookUp(at, [readNamed(input, field, today(this.clock))]))[0] ?? null;
  }

  /** Whether ID number and name are those of one person; if so, the reader may see that person in this request. */
  async matchPerson(reader: ScopedReader, idNumber: string, name: string): Promise<number | null> {
    const check = parseIdNumber(idNumber, today(this.clock));
    if (!check.ok) throw badInput('idNumber', check.problem);
    const named: Named = { by: 'ID_NUMBER', idNumber: check.idNumber, name: readName(name, 'name') };
    const [id] = await this.lookUp(this.database, [named]);
    if (id == null) return null;
    reader.matched.add(id);
    return id;
  }

  /** The ID number in clear. Only the idNumber field asks, and only where the policy lets its viewer see it. */
  revealIdNumber({ code, idNumberCipher }: { code: string; idNumberCipher: string | null }): string | null {
    return idNumberCipher === null ? null : this.keys.open(idNumberCipher, sealedAt(code));
  }

  private readNamed(inputs: readonly SubjectInput[], field: string): Named[] {
    if (inputs.length < 1 || inputs.length > findLimit) {
      throw badInput(
        field,
        `Between 1 and ${findLimit} subjects can be asked for at once; these are ${inputs.length}.`,
      );
    }
    const asOf = today(this.clock);
    return inputs.map((input, index) => readNamed(input, `${field}[${index}]`, asOf));
  }

  private async lookUp(at: Rows, named: readonly Named[], { held = false } = {}): Promise<(number | null)[]> {
    const keys = named.map((each) =>
      each.by === 'ID_NUMBER' ? this.keys.blindIndex(each.idNumber) : each.code,
    );
    const known = await knownByKeys(at, keys, (index) => named[index]?.by === 'ID_NUMBER', held);
    return named.map((each, index) => {
      const subject = known.get(keys[index]!);
      if (!subject) return null;
      return each.by !== 'ID_NUMBER' || sameName(subject.name, each.name) ? subject.id : null;
    });
  }

  /** The key of Henan 16, as `keyOf` says it of a stored subject. */
  private keyFor({ idNumber, code }: NewSubject): string {
    return idNumber === null ? (code ?? '') : this.keys.blindIndex(idNumber);
  }

  private registration(subject: NewSubject): Registration {
    const { kind, name, code, idNumber, codeWarning } = subject;
    const common = { kind, name, codeWarning };
    if (kind === 'NATURAL_PERSON') {
      if (idNumber === null) throw new Error('a person without an ID number cannot be registered');
      const ownCode = `P${randomCode(12)}`;
      return {
        ...common,
        code: ownCode,
        unifiedCode: null,
        checkDigit: null,
        idNumberCipher: this.keys.seal(idNumber, sealedAt(ownCode)),
        idNumberIndex: this.keys.blindIndex(idNumber),
        idNumberMasked: maskIdNumber(idNumber),
      };
    }
    if (code === null) throw new Error('an organisation without a unified code cannot be registered');
    // Whoever names the subject has refused a wrong check digit that the registry does not vouch for.
    const standing = codeStanding(code, true);
    if ('problem' in standing) throw new Error('a unified code of wrong form cannot be registered');
    return {
      ...common,
      code,
      unifiedCode: code,
      checkDigit: standing.checkDigit,
      idNumberCipher: null,
      idNumberIndex: null,
      idNumberMasked: null,
    };
  }
}

/** Those of the subjects that the hub knows, by their keys, held for what is written about them. */
const heldSubjects = (unit: Unit, subjects: readonly NewSubject[], keys: readonly string[]) =>
  knownByKeys(unit, keys, (index) => subjects[index]!.kind === 'NATURAL_PERSON', true);

/** Known subjects by their keys: codes, or blind indexes where the key at this place is a person's. */
const knownByKeys = (
  at: Rows,
  keys: readonly string[],
  isPerson: (index: number) => boolean,
  held: boolean,
) =>
  knownSubjects(
    at,
    keys.filter((_, index) => !isPerson(index)),
    keys.filter((_, index) => isPerson(index)),
    { held },
  );

/** A person's ID number is bound to the hub's own code of the person: moved to another row it does not open. */
const sealedAt = (code: string): SealedAt => ({ table: 'subject', column: 'id_number_cipher', row: code });

const newSubject = (
  named: Exclude<Named, { by: 'HUB_CODE' }>,
  input: SubjectInput,
  field: string,
  registryConfirmed: boolean,
): NewSubject => {
  if (named.by === 'ID_NUMBER') {
    const { idNumber, name } = named;
    return { kind: 'NATURAL_PERSON', name, code: null, idNumber, codeWarning: null };
  }
  const kind = readNewKind(input.kind, field);
  const standing = codeStanding(named.code, registryConfirmed);
  if ('problem' in standing) throw badInput(`${field}.code`, standing.problem);
  const name = readName(input.name, `${field}.name`);
  return { kind, name, code: named.code, idNumber: null, codeWarning: standing.warning };
};
