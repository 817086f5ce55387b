import { setTimeout as sleep } from 'node:timers/promises';
import {
  CreditRecordsDocument,
  ImportByIdDocument,
  type ImportByIdQuery,
  ImportRejectsDocument,
} from '../../generated/operations.js';
import { type PenaltyFile, penaltyFile } from './penalty-file.js';
import type { Stage } from './stage.js';

export interface Intake {
  importId: string;
  importNumber: string;
  file: PenaltyFile;
}

type ImportRead = NonNullable<ImportByIdQuery['import']>;

/** The market supervision bureau sends its penalties; what the law keeps out is refused row by row. */
export const playIntake = async (stage: Stage): Promise<Intake> => {
  const { story, cast, run, seed, today } = stage;
  story.chapter('导入行政处罚信息', 'Penalties are taken in');
  const file = penaltyFile(run, seed, today);
  const { id, number } = await sendFile(stage, file);
  const done = await finished(stage, id);
  const { rowsRead, accepted, duplicates, rejected } = done;
  story.same(
    '读回导入结果 import(id)',
    [done.status, rowsRead, accepted, duplicates, rejected],
    ['DONE', 8, 6, 0, 2],
  );
  await checkRejects(stage, id, file);
  const { creditRecords } = await story.read(cast.market, CreditRecordsDocument, {
    filter: { import: id },
    first: 100,
  });
  story.same(
    '入库的信用信息 creditRecords',
    creditRecords.nodes.map(({ subject }) => subject?.code).sort(),
    file.companies.map(({ code }) => code).sort(),
  );
  const again = await sendFile(stage, file);
  story.same('同一文件再报一次，仍是同一导入 the same file twice', again.number, number);
  story.same('数量不变 nothing added', (await finished(stage, id)).accepted, 6);
  return { importId: id, importNumber: number, file };
};

const sendFile = async (
  { story, cast, run }: Stage,
  { csv }: PenaltyFile,
): Promise<{ id: string; number: string }> => {
  const path = `/imports?format=cf&fileName=penalties-${run}.csv&procedure=ORDINARY&finality=FINAL`;
  story.asked(cast.market, '报送行政处罚文件（8 行，声明：普通程序、已终局）', 'POST /imports?format=cf');
  const answer = await cast.market.api.send(path, {
    method: 'POST',
    headers: { 'content-type': 'text/csv' },
    body: csv,
  });
  const body = (await answer.json()) as { id: string; number: string; message?: string };
  if (answer.status !== 202) return story.broken(`POST /imports ${answer.status} ${body.message ?? ''}`);
  story.told(`202 导入编号 import ${body.number}`);
  return body;
};

/** Waits, at most a minute, until the import is over. */
const finished = async ({ story, cast }: Stage, id: string): Promise<ImportRead> => {
  for (let tries = 0; tries < 300; tries++) {
    const { import: found } = await story.read(cast.market, ImportByIdDocument, { id });
    if (found && (found.status === 'DONE' || found.status === 'FAILED')) return found;
    await sleep(200);
  }
  return story.broken('导入一分钟内没有完成 the import did not end within a minute');
};

const checkRejects = async ({ story, cast }: Stage, id: string, file: PenaltyFile): Promise<void> => {
  const read = await story.read(cast.market, ImportRejectsDocument, { id, first: 100 });
  const rejects = read.import?.rejects.nodes ?? [];
  for (const { row, problems } of rejects) story.told(`第 ${row} 行 row ${row}：${problems.join('；')}`);
  const reasonAt = (row: number) => rejects.find((each) => each.row === row)?.problems.join() ?? '';
  story.same(
    '拒收的行 rejects',
    rejects.map(({ row }) => row),
    [file.personRow, file.notFinalRow],
  );
  story.holds('自然人简易程序处罚不予归集 Henan 13', reasonAt(file.personRow).includes('第十三条'));
  story.holds(
    '尚可复议诉讼的处罚不是失信信息 Henan 20(2)',
    reasonAt(file.notFinalRow).includes('第二十条第二项'),
  );
};
