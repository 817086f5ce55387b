import DataLoader from 'dataloader';
import type { ScopedReader } from '../../db/scoped-reader.js';
import { type ReadGrades, entryFacts, gradedSubjects, recordFacts } from './grade.repository.js';
import { gradeOf } from './grade.rules.js';
import { gradeRuleSetOn } from './grade-set.rules.js';
import type { Grade } from './grade.types.js';

/** The grades of many subjects, in three statements; of those whose grade the viewer may not learn there is none. */
export const gradesOfSubjects = async (
  read: ReadGrades,
  ids: readonly number[],
  today: string,
): Promise<Map<number, Grade>> => {
  const subjects = await gradedSubjects(read, ids);
  if (subjects.length === 0) return new Map();
  const known = subjects.map(({ subjectId }) => subjectId);
  const facts = Map.groupBy(
    [...(await recordFacts(read, known)), ...(await entryFacts(read, known))],
    ({ subjectId }) => subjectId,
  );
  const rules = gradeRuleSetOn(today);
  return new Map(
    subjects.map(({ subjectId, group, objected }) => [
      subjectId,
      { ...gradeOf(facts.get(subjectId) ?? [], group, rules, today), objected },
    ]),
  );
};

/** Grades by subject. */
export const gradeLoader = (reader: ScopedReader): DataLoader<number, Grade | null> =>
  new DataLoader(async (ids) => {
    const grades = await gradesOfSubjects((build) => reader.rows('Grade', build), ids, reader.today);
    return ids.map((id) => grades.get(id) ?? null);
  });
