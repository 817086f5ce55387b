import type { InstructionStatus } from '../../kernel/terms.js';
import type { Counted } from './statistics.repository.js';

const byKey = (counts: readonly Counted[], of: Counted['of']) => {
  const sums = new Map<string, number>();
  for (const each of counts.filter((one) => one.of === of))
    sums.set(each.key, (sums.get(each.key) ?? 0) + each.count);
  return [...sums].map(([key, count]) => ({ key, count }));
};

/** What is told of the counts, each list in the order of its keys. */
export const statisticsOf = (counts: readonly Counted[]) => ({
  entriesByColour: byKey(counts, 'ENTRY'),
  instructionsByStatus: byKey(counts, 'INSTRUCTION'),
  instructionsByAgency: counts
    .filter(({ of }) => of === 'INSTRUCTION')
    .map(({ key, organizationId, count }) => ({
      status: key as InstructionStatus,
      organizationId: organizationId!,
      count,
    })),
  objectionsByStatus: byKey(counts, 'OBJECTION'),
  repairsByStatus: byKey(counts, 'REPAIR'),
  records: byKey(counts, 'RECORD')[0]?.count ?? 0,
});
