import {
  DraftMemorandumDocument,
  type DraftMemorandumInput,
  EndMemorandumDocument,
  MeasureByCodeDocument,
  MemorandumByNumberDocument,
  PublishMeasureDocument,
  SignMemorandumDocument,
  ViewerDocument,
} from '../../generated/operations.js';
import { type Stage, blackList } from './stage.js';

/** Measures of the catalogue as shipped: a black one that no law carries, a catch-all, and one that a law carries. */
const ungrounded = 'PY-B-1';
const catchAll = 'PY-B-9';
const grounded = 'LAW-GPL-77';

/** What may not be carried out can't come into force: unpublished, ungrounded, out of proportion. */
export const playCatalogue = async (stage: Stage): Promise<void> => {
  stage.story.chapter('措施目录与备忘录的边界', 'Limits of measures and memoranda');
  await refuseUngrounded(stage);
  await refuseUnpublished(stage);
  await refuseOverTier(stage);
};

const refuseUngrounded = async ({ story, cast }: Stage): Promise<void> => {
  await story.refused(
    cast.approver,
    '公布只有政策文件依据的惩戒措施',
    PublishMeasureDocument,
    { input: { measure: ungrounded } },
    { code: 'INADMISSIBLE_BASIS', article: 'Henan 34' },
  );
  await story.refused(
    cast.approver,
    '公布兜底措施“其他”',
    PublishMeasureDocument,
    { input: { measure: catchAll } },
    { code: 'INADMISSIBLE_BASIS', article: 'Policy 四(三)' },
  );
  for (const code of [ungrounded, catchAll]) {
    const { measure } = await story.read(cast.office, MeasureByCodeDocument, { code });
    story.same(`读回措施 measure ${code}`, measure?.status, 'DRAFT');
  }
};

/** A memorandum may be drafted with a draft measure; it does not come into force with one. */
const refuseUnpublished = async (stage: Stage): Promise<void> => {
  const { story, cast } = stage;
  const input = await memorandum(stage, '甲', {
    colour: 'BLACK',
    list: blackList,
    measure: ungrounded,
    matter: 'PROCUREMENT',
  });
  const { number } = input;
  const signing = { input: { memorandum: number } };
  await story.act(cast.office, `起草备忘录，含未公布措施 ${ungrounded}`, DraftMemorandumDocument, { input });
  await story.act(cast.market, '市场监管局签署', SignMemorandumDocument, signing);
  await story.refused(cast.office, '信用办签署使其生效', SignMemorandumDocument, signing, {
    code: 'MEASURE_NOT_PUBLISHED',
    article: 'Policy 四(三)',
  });
  const { memorandum: read } = await story.read(cast.office, MemorandumByNumberDocument, { number });
  story.same('读回备忘录 memorandum', read?.status, 'SIGNING');
  const reason = '所列措施没有法律、行政法规依据（演示）';
  await story.act(cast.office, '终止该备忘录', EndMemorandumDocument, {
    input: { memorandum: number, reason },
  });
  const { memorandum: ended } = await story.read(cast.office, MemorandumByNumberDocument, { number });
  story.same('读回备忘录 memorandum', ended?.status, 'ENDED');
};

/** Proportion: what a black entry draws is too much for the watch list. */
const refuseOverTier = async (stage: Stage): Promise<void> => {
  const { story, cast } = stage;
  const input = await memorandum(stage, '乙', {
    colour: 'WATCH',
    list: 'WATCH-PY',
    measure: grounded,
    matter: 'PROCUREMENT',
  });
  await story.refused(
    cast.office,
    `对重点关注名单适用黑名单措施 ${grounded}`,
    DraftMemorandumDocument,
    { input },
    { code: 'NOT_PROPORTIONATE', field: 'input.clauses[0].measure' },
  );
  const { memorandum: read } = await story.read(cast.office, MemorandumByNumberDocument, {
    number: input.number,
  });
  story.same('没有留下备忘录 nothing is kept of it', read, null);
};

interface Reach {
  colour: DraftMemorandumInput['colour'];
  list: string;
  measure: string;
  matter: DraftMemorandumInput['clauses'][number]['matter'];
}

const memorandum = async (
  { story, cast, run, today }: Stage,
  mark: string,
  { colour, list, measure, matter }: Reach,
): Promise<DraftMemorandumInput> => {
  const codeOf = async (who: typeof cast.office) =>
    (await story.read(who, ViewerDocument, {})).viewer.organization!.code;
  const [office, market] = [await codeOf(cast.office), await codeOf(cast.market)];
  return {
    number: `濮县演示〔${today.slice(0, 4)}〕${run}${mark}`,
    title: '演示备忘录',
    colour,
    level: 'COUNTY',
    lists: [list],
    signatories: [office, market],
    clauses: [
      {
        measure,
        implementer: market,
        matter,
        trigger: 'ON_PUBLICATION',
        basis: '见措施目录（演示）',
        feedbackDays: 10,
      },
    ],
    sharingTerms: '名单发布当日推送',
    feedbackTerms: '按条款期限反馈',
    repairPath: '信用修复后停止实施',
    effectiveFrom: today,
  };
};
