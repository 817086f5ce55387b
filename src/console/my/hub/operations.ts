// Made by `npm run codegen` from schema/hub.graphql and schema/operations/my; do not edit.
/** Internal type. DO NOT USE DIRECTLY. */
type Exact<T extends { [key: string]: unknown }> = { [K in keyof T]: T[K] };
/** Internal type. DO NOT USE DIRECTLY. */
export type Incremental<T> = T | { [P in keyof T]?: P extends ' $fragmentName' | '__typename' ? T[P] : never };
import type { DocumentTypeDecoration } from '@graphql-typed-document-node/core';
/** An application for repair of an entry or a record. 申请信用修复 */
export type ApplyForRepairInput = {
  /** The public commitment. 信用承诺 */
  commitment?: string | null | undefined;
  /** Number of the credit report. 信用报告编号 */
  creditReport?: string | null | undefined;
  /** When the duties were done. 义务履行完毕日期 */
  dutiesDoneOn?: string | null | undefined;
  /** How the duties were done and the act was corrected. 义务履行说明 */
  dutiesStatement: string;
  /** Number of the entry; or else record. 条目编号 */
  entry?: string | null | undefined;
  /** Numbers of uploaded files. 附件编号 */
  files?: Array<string> | null | undefined;
  /** Number of the record; or else entry. 信用信息编号 */
  record?: string | null | undefined;
  /** What is asked and why. 申请理由 */
  statement: string;
  /** Number of the training certificate. 培训证明编号 */
  trainingCertificate?: string | null | undefined;
};

/** What a term of the law runs for. 期限类别 */
export type DeadlineKind =
  /** 变更签收 */
  | 'ACKNOWLEDGEMENT'
  /** 异议办结 */
  | 'OBJECTION_DECISION'
  /** 修复受理 */
  | 'REPAIR_ACCEPTANCE'
  /** 修复决定 */
  | 'REPAIR_DECISION'
  /** 恢复信誉事项 */
  | 'RESTORATION_TASK'
  /** 提供单位核查 */
  | 'VERIFICATION';

/** How a record may be disclosed (Henan 18). 披露方式 */
export type DisclosureMode =
  /** 授权查询 */
  | 'AUTHORISED'
  /** 内部使用 */
  | 'INTERNAL'
  /** 公开公示 */
  | 'OPEN'
  /** 政务共享 */
  | 'SHARED';

/** Papers the hub makes out. 文书类别 */
export type DocumentKind =
  /** 更正与恢复信誉告知书 */
  | 'CORRECTION_NOTICE'
  /** 信用报告 */
  | 'CREDIT_REPORT'
  /** 信用信息安全事件告知书 */
  | 'INCIDENT_NOTICE'
  /** 列入告知书 */
  | 'LISTING_NOTICE'
  /** 措施告知书 */
  | 'MEASURE_NOTICE'
  /** 异议处理结果告知书 */
  | 'OBJECTION_DECISION'
  /** 信用修复决定告知书 */
  | 'REPAIR_DECISION';

/** State of an entry. 条目状态 */
export type EntryStatus =
  /** 到期 */
  | 'EXPIRED'
  /** 已告知或公示 */
  | 'NOTIFIED'
  /** 已提出 */
  | 'PROPOSED'
  /** 已发布 */
  | 'PUBLISHED'
  /** 不予列入 */
  | 'REJECTED'
  /** 已修复移出 */
  | 'REMOVED'
  /** 已撤销 */
  | 'REVOKED'
  /** 暂停执行 */
  | 'SUSPENDED'
  /** 已撤回 */
  | 'WITHDRAWN';

/** What the agency reports. 反馈结果 */
export type FeedbackOutcome =
  /** 已执行 */
  | 'APPLIED'
  /** 已解除 */
  | 'LIFTED';

/** Grade of credit. 信用等级 */
export type GradeLetter =
  /** 优 */
  | 'A'
  /** 良 */
  | 'B'
  /** 中 */
  | 'C'
  /** 差 */
  | 'D';

/** State of an instruction. 任务状态 */
export type InstructionStatus =
  /** 已签收 */
  | 'ACKNOWLEDGED'
  /** 已执行 */
  | 'APPLIED'
  /** 已取消 */
  | 'CANCELLED'
  /** 不予执行 */
  | 'DECLINED'
  /** 已下达 */
  | 'ISSUED'
  /** 已解除 */
  | 'LIFTED'
  /** 暂停 */
  | 'SUSPENDED';

/** Colour of a list. 名单类别 */
export type ListColour =
  /** 黑名单（联合惩戒） */
  | 'BLACK'
  /** 红名单（联合激励） */
  | 'RED'
  /** 重点关注名单（未达黑名单标准） */
  | 'WATCH';

/** The matter being handled. 办理事项 */
export type Matter =
  /** 表彰奖励 */
  | 'AWARD'
  /** 招标投标 */
  | 'BIDDING'
  /** 高消费 */
  | 'CONSUMPTION'
  /** 金融业务 */
  | 'FINANCE'
  /** 特许经营 */
  | 'FRANCHISE'
  /** 荣誉称号 */
  | 'HONOUR'
  /** 监督检查 */
  | 'INSPECTION'
  /** 国有土地出让 */
  | 'LAND'
  /** 行政许可 */
  | 'LICENSING'
  /** 政府采购 */
  | 'PROCUREMENT'
  /** 公共服务 */
  | 'PUBLIC_SERVICE'
  /** 任职资格与资质 */
  | 'QUALIFICATION'
  /** 财政资金补助 */
  | 'SUBSIDY';

/** Kind of measure. 措施性质 */
export type MeasureKind =
  /** 激励 */
  | 'INCENTIVE'
  /** 惩戒 */
  | 'PUNISHMENT';

/** How a notice was served. 送达方式 */
export type NoticeChannel =
  /** 电子送达 */
  | 'ELECTRONIC'
  /** 直接送达 */
  | 'IN_PERSON'
  /** 邮寄送达 */
  | 'POST'
  /** 公告送达 */
  | 'PUBLIC_ANNOUNCEMENT';

/** How an objection came in. 异议渠道 */
export type ObjectionChannel =
  /** 窗口 */
  | 'COUNTER'
  /** 电子邮件 */
  | 'EMAIL'
  /** 电话 */
  | 'PHONE'
  /** 网站 */
  | 'WEB'
  /** 微信公众号 */
  | 'WECHAT';

/** What becomes of what was wrong. 更正方式 */
export type ObjectionRemedy =
  /** 更正 */
  | 'CORRECT'
  /** 撤销 */
  | 'REVOKE';

/** State of an objection. 异议状态 */
export type ObjectionStatus =
  /** 已受理 */
  | 'ACCEPTED'
  /** 不成立 */
  | 'DISMISSED'
  /** 复核中 */
  | 'REVIEWING'
  /** 已收到 */
  | 'SUBMITTED'
  /** 成立 */
  | 'UPHELD'
  /** 核查中 */
  | 'VERIFYING';

/** Kind of organization. 组织类别 */
export type OrganizationKind =
  /** 行政机关 */
  | 'AGENCY'
  /** 行业协会商会 */
  | 'ASSOCIATION'
  /** 审计机关 */
  | 'AUDITOR'
  /** 授权组织 */
  | 'AUTHORISED_BODY'
  /** 金融机构 */
  | 'BANK'
  /** 信用服务机构 */
  | 'FIRM'
  /** 信用办 */
  | 'OFFICE'
  /** 外地平台 */
  | 'REGION';

/** What stops the clock of an objection (Henan 41). 停止计时事由 */
export type PauseKind =
  /** 鉴定 */
  | 'APPRAISAL'
  /** 专家评审 */
  | 'EXPERT_REVIEW'
  /** 检验 */
  | 'INSPECTION'
  /** 检疫 */
  | 'QUARANTINE'
  /** 检测 */
  | 'TESTING';

/** Profession of which credit is looked at specially (Policy 一(二)3). 重点职业人群 */
export type PractitionerGroup =
  /** 会计审计人员 */
  | 'ACCOUNTANT'
  /** 评估师 */
  | 'APPRAISER'
  /** 公务员 */
  | 'CIVIL_SERVANT'
  /** 注册建造、造价、监理人员 */
  | 'CONSTRUCTION_ENGINEER'
  /** 房地产中介从业人员 */
  | 'ESTATE_AGENT'
  /** 金融从业人员 */
  | 'FINANCIAL_PRACTITIONER'
  /** 注册消防工程师 */
  | 'FIRE_ENGINEER'
  /** 律师 */
  | 'LAWYER'
  /** 企业法定代表人 */
  | 'LEGAL_REPRESENTATIVE'
  /** 执业药师 */
  | 'PHARMACIST'
  /** 医师 */
  | 'PHYSICIAN'
  /** 税务师 */
  | 'TAX_AGENT'
  /** 教师 */
  | 'TEACHER'
  /** 导游 */
  | 'TOUR_GUIDE';

/** An objection to exactly one thing. 提出异议 */
export type RaiseObjectionInput = {
  /** How it came in. 渠道 */
  channel: ObjectionChannel;
  /** Number of the check objected to. 查询比对编号 */
  check?: string | null | undefined;
  /** Number of the entry objected to. 条目编号 */
  entry?: string | null | undefined;
  /** References of evidence. 证明材料 */
  evidence?: Array<string> | null | undefined;
  /** Numbers of files sent to POST /files. 附件编号 */
  files?: Array<string> | null | undefined;
  /** True: it is to the subject's grade. 针对信用等级 */
  grade?: boolean | null | undefined;
  /** Ground in short. 异议事由 */
  ground: string;
  /** Number of the instruction objected to. 任务编号 */
  instruction?: string | null | undefined;
  /** Of a grade: numbers of entries and records that must not count. 争议事项编号 */
  points?: Array<string> | null | undefined;
  /** Number of the record objected to. 信用信息编号 */
  record?: string | null | undefined;
  /** What is wrong and why. 陈述 */
  statement: string;
  /** Code of the subject: of a grade, or of one of those a check asked about. 主体代码 */
  subject?: string | null | undefined;
};

/** How an organization came to know of what is taken back. 知悉途径 */
export type RecipientGround =
  /** 查询 */
  | 'ACCESS'
  /** 查询比对命中 */
  | 'CHECK'
  /** 接收变更流 */
  | 'FEED'
  /** 接收奖惩任务 */
  | 'INSTRUCTION'
  /** 认定或提供 */
  | 'PROVIDER';

/** Kind of credit record. 信用信息类别 */
export type RecordKind =
  /** 表彰奖励 */
  | 'AWARD'
  /** 信用承诺 */
  | 'COMMITMENT'
  /** 司法裁判 */
  | 'JUDGMENT'
  /** 行政许可 */
  | 'LICENCE'
  /** 行政处罚 */
  | 'PENALTY';

/** A condition of repair (Henan 43). 修复条件 */
export type RepairConditionKind =
  /** 公开信用承诺 */
  | 'COMMITMENT'
  /** 社会公益服务 */
  | 'COMMUNITY_SERVICE'
  /** 信用报告 */
  | 'CREDIT_REPORT'
  /** 义务履行完毕 */
  | 'DUTIES_DONE'
  /** 最短公示期届满 */
  | 'MINIMUM_PERIOD'
  /** 未在严重失信名单中 */
  | 'NOT_ON_SERIOUS_LIST'
  /** 未再受同类处罚 */
  | 'NO_REPEAT'
  /** 属于可修复事项 */
  | 'REPAIRABLE'
  /** 信用培训 */
  | 'TRAINING';

/** State of a repair. 修复状态 */
export type RepairStatus =
  /** 已受理 */
  | 'ACCEPTED'
  /** 已申请 */
  | 'APPLIED'
  /** 准予修复 */
  | 'APPROVED'
  /** 不予修复 */
  | 'REFUSED'
  /** 已撤回 */
  | 'WITHDRAWN';

/** Asks for a re-check by the provincial authority (Henan 28). 申请复核 */
export type RequestReviewInput = {
  /** The version you read: another one is answered CONFLICT with `extensions.currentVersion`. Left out, nothing is compared. 期望版本 */
  expectedVersion?: number | null | undefined;
  /** Numbers of files sent to POST /files. 附件编号 */
  files?: Array<string> | null | undefined;
  /** Number of the dismissed objection. 异议编号 */
  objection: string;
  /** Why the decision is not accepted. 陈述 */
  statement: string;
};

/** Why credit is restored (Henan 42, 66). 恢复信誉事由 */
export type RestorationCause =
  /** 原行为被撤销 */
  | 'ANNULLED_ACT'
  /** 异议成立 */
  | 'OBJECTION'
  /** 复议、诉讼或投诉结果 */
  | 'OUTCOME'
  /** 撤销条目 */
  | 'REVOCATION';

/** State of a restoration. 恢复信誉状态 */
export type RestorationStatus =
  /** 已完成 */
  | 'DONE'
  /** 进行中 */
  | 'OPEN';

/** What else is owed to the subject (Henan 66). 恢复事项 */
export type RestorationTaskKind =
  /** 赔礼道歉 */
  | 'APOLOGY'
  /** 赔偿损失 */
  | 'COMPENSATION'
  /** 责任追究 */
  | 'STAFF_RESPONSIBILITY';

/** State of such a task. 事项状态 */
export type RestorationTaskStatus =
  /** 已办 */
  | 'DONE'
  /** 经认定无需办理 */
  | 'NOT_REQUIRED'
  /** 待办 */
  | 'OPEN';

/** Severity of the dishonesty. 失信程度 */
export type Severity =
  /** 一般 */
  | 'GENERAL'
  /** 轻微 */
  | 'MINOR'
  /** 严重 */
  | 'SERIOUS';

/** Kind of subject. 主体类别 */
export type SubjectKind =
  /** 法人 */
  | 'LEGAL_PERSON'
  /** 自然人 */
  | 'NATURAL_PERSON'
  /** 个体工商户 */
  | 'SOLE_TRADER'
  /** 非法人组织 */
  | 'UNINCORPORATED';

/** The report to take of oneself (Henan 40). 获取信用报告 */
export type TakeReportInput = {
  /** What it is for; printed on it. 报告用途 */
  purpose?: string | null | undefined;
};

/** Who asks. 访问者类别 */
export type ViewerKind =
  /** 行政机关 */
  | 'AGENCY'
  /** 行业协会商会 */
  | 'ASSOCIATION'
  /** 审计 */
  | 'AUDITOR'
  /** 金融机构 */
  | 'BANK'
  /** 信用服务机构 */
  | 'FIRM'
  /** 信用办 */
  | 'OFFICE'
  /** 社会公众 */
  | 'PUBLIC'
  /** 外地平台 */
  | 'REGION'
  /** 信用主体 */
  | 'SUBJECT';

/** An application taken back. 撤回修复申请 */
export type WithdrawRepairInput = {
  /** The version you read: another one is answered CONFLICT with `extensions.currentVersion`. Left out, nothing is compared. 期望版本 */
  expectedVersion?: number | null | undefined;
  /** Why. 理由 */
  reason: string;
  /** Number of the repair. 修复编号 */
  repair: string;
};

export type MyDocumentsQueryVariables = Exact<{
  after?: string | null | undefined;
}>;


export type MyDocumentsQuery = { viewer: { subject: { documents: { nodes: Array<{ number: string, kind: DocumentKind, title: string, createdAt: string, htmlUrl: string, pdfUrl: string, organization: { name: string } | null, notice: { servedOn: string, channel: NoticeChannel } | null }>, pageInfo: { endCursor: string | null, hasNextPage: boolean } } } | null } };

export type MyReportsQueryVariables = Exact<{ [key: string]: never; }>;


export type MyReportsQuery = { viewer: { subject: { reportStanding: { freePerYear: number, takenThisYear: number, note: string } | null, reports: Array<{ number: string, year: number, ordinal: number, madeAt: string, document: { htmlUrl: string, pdfUrl: string } | null }> } | null } };

export type TakeMyReportMutationVariables = Exact<{
  input: TakeReportInput;
}>;


export type TakeMyReportMutation = { takeReport: { report: { number: string, ordinal: number } } };

export type EntryOfMineFragment = { number: string, decisionNumber: string, decidedOn: string, ground: string, basis: string, severity: Severity, status: EntryStatus, objected: boolean, objectionNote: string | null, noticeServedOn: string | null, publishableFrom: string | null, publishedAt: string | null, validFrom: string | null, validUntil: string | null, endedAt: string | null, endReason: string | null, repairPath: string | null, list: { code: string, name: string, colour: ListColour }, identifiedBy: { name: string }, responsiblePersons: Array<{ name: string, role: string }> | null, measures: Array<{ suspended: boolean, matter: Matter, measure: { code: string, name: string, kind: MeasureKind } }>, history: Array<{ at: string, from: string | null, to: string, reason: string | null, organization: { name: string } | null }> | null };

export type MyEntriesQueryVariables = Exact<{ [key: string]: never; }>;


export type MyEntriesQuery = { viewer: { subject: { entries: Array<{ number: string, decisionNumber: string, decidedOn: string, ground: string, basis: string, severity: Severity, status: EntryStatus, objected: boolean, objectionNote: string | null, noticeServedOn: string | null, publishableFrom: string | null, publishedAt: string | null, validFrom: string | null, validUntil: string | null, endedAt: string | null, endReason: string | null, repairPath: string | null, list: { code: string, name: string, colour: ListColour }, identifiedBy: { name: string }, responsiblePersons: Array<{ name: string, role: string }> | null, measures: Array<{ suspended: boolean, matter: Matter, measure: { code: string, name: string, kind: MeasureKind } }>, history: Array<{ at: string, from: string | null, to: string, reason: string | null, organization: { name: string } | null }> | null }> } | null } };

export type MyGradeQueryVariables = Exact<{ [key: string]: never; }>;


export type MyGradeQuery = { viewer: { subject: { code: string, group: PractitionerGroup | null, grade: { letter: GradeLetter, score: number, ruleSet: string, longTermDishonesty: boolean, inspectionAdvice: string, objected: boolean, reasons: Array<{ points: number, text: string }> } | null } | null } };

export type MyLooksQueryVariables = Exact<{
  after?: string | null | undefined;
}>;


export type MyLooksQuery = { accessEvents: { nodes: Array<{ at: string, operation: string, datasets: Array<string>, organization: { name: string, kind: OrganizationKind } | null, purpose: { matter: Matter, businessNumber: string } | null }>, pageInfo: { endCursor: string | null, hasNextPage: boolean } } };

export type MeQueryVariables = Exact<{ [key: string]: never; }>;


export type MeQuery = { viewer: { kind: ViewerKind, capacity: string | null, subject: { code: string, name: string, kind: SubjectKind, idNumberMasked: string | null, unifiedCode: string | null } | null } };

export type MyMeasuresQueryVariables = Exact<{
  after?: string | null | undefined;
}>;


export type MyMeasuresQuery = { instructions: { nodes: Array<{ number: string, kind: MeasureKind, status: InstructionStatus, issuedAt: string, appliedAt: string | null, endedAt: string | null, endReason: string | null, declineReason: string | null, agency: { name: string }, measure: { name: string, limit: string | null, basis: { text: string } }, entry: { number: string, list: { name: string } }, notice: { number: string, servedOn: string, channel: NoticeChannel, basis: string, reason: string, rights: string } | null, feedback: Array<{ outcome: FeedbackOutcome, appliedOn: string, organization: { name: string } }> }>, pageInfo: { endCursor: string | null, hasNextPage: boolean } } };

export type MyObjectionsQueryVariables = Exact<{ [key: string]: never; }>;


export type MyObjectionsQuery = { objections: { nodes: Array<{ number: string, ground: string, statement: string, status: ObjectionStatus, suspends: boolean, receivedAt: string, dueAt: string, overdue: boolean, decidedAt: string | null, reasons: string | null, remedy: ObjectionRemedy | null, acceptedAt: string | null, ofGrade: boolean, reviewAskedAt: string | null, reviewStatement: string | null, decidedBy: { name: string } | null, provider: { name: string }, verification: { askedAt: string, dueOn: string, reportedAt: string | null } | null, pauses: Array<{ kind: PauseKind, reason: string, fromOn: string, untilOn: string | null }>, instruction: { number: string, measure: { name: string } } | null, entry: { number: string, list: { name: string } } | null, record: { number: string, title: string } | null, history: Array<{ at: string, to: string, reason: string | null }> }> } };

export type RaiseMyObjectionMutationVariables = Exact<{
  input: RaiseObjectionInput;
}>;


export type RaiseMyObjectionMutation = { raiseObjection: { objection: { number: string, suspends: boolean, dueAt: string } } };

export type RequestMyReviewMutationVariables = Exact<{
  input: RequestReviewInput;
}>;


export type RequestMyReviewMutation = { requestReview: { objection: { number: string, status: ObjectionStatus } } };

export type MyOverviewQueryVariables = Exact<{ [key: string]: never; }>;


export type MyOverviewQuery = { viewer: { subject: { entries: Array<{ number: string, status: EntryStatus, objected: boolean, validUntil: string | null, publishableFrom: string | null, list: { name: string, colour: ListColour } }>, repairs: Array<{ number: string, status: RepairStatus, deadlines: Array<{ kind: DeadlineKind, dueOn: string, metAt: string | null, overdue: boolean }> }>, restorations: Array<{ number: string, status: RestorationStatus }> } | null }, objections: { nodes: Array<{ number: string, status: ObjectionStatus, dueAt: string, overdue: boolean, ground: string }> }, applied: { totalCount: number | null }, suspended: { totalCount: number | null } };

export type MyRecordsQueryVariables = Exact<{
  after?: string | null | undefined;
}>;


export type MyRecordsQuery = { viewer: { subject: { records: { nodes: Array<{ number: string, kind: RecordKind, title: string, documentNumber: string, decidedOn: string, authorityName: string, content: string | null, facts: string | null, basis: string | null, fineYuan: string | null, disclosure: DisclosureMode, objected: boolean, validUntil: string | null, publishUntil: string | null, provider: { name: string } }>, pageInfo: { endCursor: string | null, hasNextPage: boolean } } } | null } };

export type ConditionOfMineFragment = { kind: RepairConditionKind, met: boolean, metFrom: string | null, reason: string };

export type MyRepairsQueryVariables = Exact<{ [key: string]: never; }>;


export type MyRepairsQuery = { viewer: { subject: { repairs: Array<{ number: string, status: RepairStatus, statement: string, dutiesStatement: string, commitment: string | null, appliedAt: string, acceptedAt: string | null, dutiesConfirmed: boolean | null, decidedAt: string | null, reasons: string | null, decidedBy: { name: string } | null, decider: { name: string }, entry: { number: string, list: { name: string } } | null, record: { number: string, title: string } | null, ruleSet: { title: string, source: string }, conditions: Array<{ kind: RepairConditionKind, met: boolean, metFrom: string | null, reason: string }>, deadlines: Array<{ kind: DeadlineKind, dueOn: string, metAt: string | null, overdue: boolean }>, history: Array<{ at: string, to: string, reason: string | null }> }> } | null } };

export type MyRepairOutlookQueryVariables = Exact<{
  entry?: string | null | undefined;
  record?: string | null | undefined;
}>;


export type MyRepairOutlookQuery = { repairOutlook: { repairable: boolean, reason: string | null, earliestOn: string | null, endsOn: string, missing: Array<string>, howTo: Array<string>, ruleSet: { title: string, source: string }, conditions: Array<{ kind: RepairConditionKind, met: boolean, metFrom: string | null, reason: string }> } | null };

export type ApplyForMyRepairMutationVariables = Exact<{
  input: ApplyForRepairInput;
}>;


export type ApplyForMyRepairMutation = { applyForRepair: { repair: { number: string, decider: { name: string }, deadlines: Array<{ kind: DeadlineKind, dueOn: string, metAt: string | null }> } } };

export type WithdrawMyRepairMutationVariables = Exact<{
  input: WithdrawRepairInput;
}>;


export type WithdrawMyRepairMutation = { withdrawRepair: { repair: { number: string, status: RepairStatus } } };

export type MyRestorationsQueryVariables = Exact<{ [key: string]: never; }>;


export type MyRestorationsQuery = { viewer: { subject: { restorations: Array<{ number: string, cause: RestorationCause, reason: string, status: RestorationStatus, openedAt: string, doneAt: string | null, responsible: { name: string }, entry: { number: string, list: { name: string } } | null, record: { number: string, title: string } | null, recipients: Array<{ grounds: Array<RecipientGround>, acknowledgedAt: string | null, organization: { name: string } }>, tasks: Array<{ kind: RestorationTaskKind, dueOn: string, overdue: boolean, status: RestorationTaskStatus, note: string | null, doneAt: string | null, owner: { name: string } }> }> } | null } };

export class TypedDocumentString<TResult, TVariables>
  extends String
  implements DocumentTypeDecoration<TResult, TVariables>
{
  __apiType?: NonNullable<DocumentTypeDecoration<TResult, TVariables>['__apiType']>;
  private value: string;
  public __meta__?: Record<string, any> | undefined;

  constructor(value: string, __meta__?: Record<string, any> | undefined) {
    super(value);
    this.value = value;
    this.__meta__ = __meta__;
  }

  override toString(): string & DocumentTypeDecoration<TResult, TVariables> {
    return this.value;
  }
}
export const EntryOfMineFragmentDoc = new TypedDocumentString(`
    fragment EntryOfMine on ListEntry {
  number
  list {
    code
    name
    colour
  }
  identifiedBy {
    name
  }
  decisionNumber
  decidedOn
  ground
  basis
  severity
  status
  objected
  objectionNote
  noticeServedOn
  publishableFrom
  publishedAt
  validFrom
  validUntil
  endedAt
  endReason
  repairPath
  responsiblePersons {
    name
    role
  }
  measures {
    suspended
    matter
    measure {
      code
      name
      kind
    }
  }
  history {
    at
    from
    to
    reason
    organization {
      name
    }
  }
}
    `, {"fragmentName":"EntryOfMine"}) as unknown as TypedDocumentString<EntryOfMineFragment, unknown>;
export const ConditionOfMineFragmentDoc = new TypedDocumentString(`
    fragment ConditionOfMine on RepairCondition {
  kind
  met
  metFrom
  reason
}
    `, {"fragmentName":"ConditionOfMine"}) as unknown as TypedDocumentString<ConditionOfMineFragment, unknown>;
export const MyDocumentsDocument = new TypedDocumentString(`
    query MyDocuments($after: String) {
  viewer {
    subject {
      documents(first: 50, after: $after) {
        nodes {
          number
          kind
          title
          createdAt
          htmlUrl
          pdfUrl
          organization {
            name
          }
          notice {
            servedOn
            channel
          }
        }
        pageInfo {
          endCursor
          hasNextPage
        }
      }
    }
  }
}
    `) as unknown as TypedDocumentString<MyDocumentsQuery, MyDocumentsQueryVariables>;
export const MyReportsDocument = new TypedDocumentString(`
    query MyReports {
  viewer {
    subject {
      reportStanding {
        freePerYear
        takenThisYear
        note
      }
      reports {
        number
        year
        ordinal
        madeAt
        document {
          htmlUrl
          pdfUrl
        }
      }
    }
  }
}
    `) as unknown as TypedDocumentString<MyReportsQuery, MyReportsQueryVariables>;
export const TakeMyReportDocument = new TypedDocumentString(`
    mutation TakeMyReport($input: TakeReportInput!) {
  takeReport(input: $input) {
    report {
      number
      ordinal
    }
  }
}
    `) as unknown as TypedDocumentString<TakeMyReportMutation, TakeMyReportMutationVariables>;
export const MyEntriesDocument = new TypedDocumentString(`
    query MyEntries {
  viewer {
    subject {
      entries {
        ...EntryOfMine
      }
    }
  }
}
    fragment EntryOfMine on ListEntry {
  number
  list {
    code
    name
    colour
  }
  identifiedBy {
    name
  }
  decisionNumber
  decidedOn
  ground
  basis
  severity
  status
  objected
  objectionNote
  noticeServedOn
  publishableFrom
  publishedAt
  validFrom
  validUntil
  endedAt
  endReason
  repairPath
  responsiblePersons {
    name
    role
  }
  measures {
    suspended
    matter
    measure {
      code
      name
      kind
    }
  }
  history {
    at
    from
    to
    reason
    organization {
      name
    }
  }
}`) as unknown as TypedDocumentString<MyEntriesQuery, MyEntriesQueryVariables>;
export const MyGradeDocument = new TypedDocumentString(`
    query MyGrade {
  viewer {
    subject {
      code
      group
      grade {
        letter
        score
        ruleSet
        longTermDishonesty
        inspectionAdvice
        objected
        reasons {
          points
          text
        }
      }
    }
  }
}
    `) as unknown as TypedDocumentString<MyGradeQuery, MyGradeQueryVariables>;
export const MyLooksDocument = new TypedDocumentString(`
    query MyLooks($after: String) {
  accessEvents(first: 100, after: $after) {
    nodes {
      at
      operation
      datasets
      organization {
        name
        kind
      }
      purpose {
        matter
        businessNumber
      }
    }
    pageInfo {
      endCursor
      hasNextPage
    }
  }
}
    `) as unknown as TypedDocumentString<MyLooksQuery, MyLooksQueryVariables>;
export const MeDocument = new TypedDocumentString(`
    query Me {
  viewer {
    kind
    capacity
    subject {
      code
      name
      kind
      idNumberMasked
      unifiedCode
    }
  }
}
    `) as unknown as TypedDocumentString<MeQuery, MeQueryVariables>;
export const MyMeasuresDocument = new TypedDocumentString(`
    query MyMeasures($after: String) {
  instructions(first: 50, after: $after) {
    nodes {
      number
      kind
      status
      issuedAt
      appliedAt
      endedAt
      endReason
      declineReason
      agency {
        name
      }
      measure {
        name
        limit
        basis {
          text
        }
      }
      entry {
        number
        list {
          name
        }
      }
      notice {
        number
        servedOn
        channel
        basis
        reason
        rights
      }
      feedback {
        outcome
        appliedOn
        organization {
          name
        }
      }
    }
    pageInfo {
      endCursor
      hasNextPage
    }
  }
}
    `) as unknown as TypedDocumentString<MyMeasuresQuery, MyMeasuresQueryVariables>;
export const MyObjectionsDocument = new TypedDocumentString(`
    query MyObjections {
  objections(first: 50) {
    nodes {
      number
      ground
      statement
      status
      suspends
      receivedAt
      dueAt
      overdue
      decidedAt
      decidedBy {
        name
      }
      reasons
      remedy
      acceptedAt
      ofGrade
      provider {
        name
      }
      verification {
        askedAt
        dueOn
        reportedAt
      }
      pauses {
        kind
        reason
        fromOn
        untilOn
      }
      reviewAskedAt
      reviewStatement
      instruction {
        number
        measure {
          name
        }
      }
      entry {
        number
        list {
          name
        }
      }
      record {
        number
        title
      }
      history {
        at
        to
        reason
      }
    }
  }
}
    `) as unknown as TypedDocumentString<MyObjectionsQuery, MyObjectionsQueryVariables>;
export const RaiseMyObjectionDocument = new TypedDocumentString(`
    mutation RaiseMyObjection($input: RaiseObjectionInput!) {
  raiseObjection(input: $input) {
    objection {
      number
      suspends
      dueAt
    }
  }
}
    `) as unknown as TypedDocumentString<RaiseMyObjectionMutation, RaiseMyObjectionMutationVariables>;
export const RequestMyReviewDocument = new TypedDocumentString(`
    mutation RequestMyReview($input: RequestReviewInput!) {
  requestReview(input: $input) {
    objection {
      number
      status
    }
  }
}
    `) as unknown as TypedDocumentString<RequestMyReviewMutation, RequestMyReviewMutationVariables>;
export const MyOverviewDocument = new TypedDocumentString(`
    query MyOverview {
  viewer {
    subject {
      entries {
        number
        status
        objected
        validUntil
        publishableFrom
        list {
          name
          colour
        }
      }
      repairs {
        number
        status
        deadlines {
          kind
          dueOn
          metAt
          overdue
        }
      }
      restorations {
        number
        status
      }
    }
  }
  objections(first: 50) {
    nodes {
      number
      status
      dueAt
      overdue
      ground
    }
  }
  applied: instructions(filter: {status: [APPLIED], kind: PUNISHMENT}, first: 1) {
    totalCount
  }
  suspended: instructions(filter: {status: [SUSPENDED]}, first: 1) {
    totalCount
  }
}
    `) as unknown as TypedDocumentString<MyOverviewQuery, MyOverviewQueryVariables>;
export const MyRecordsDocument = new TypedDocumentString(`
    query MyRecords($after: String) {
  viewer {
    subject {
      records(first: 20, after: $after) {
        nodes {
          number
          kind
          title
          documentNumber
          decidedOn
          authorityName
          provider {
            name
          }
          content
          facts
          basis
          fineYuan
          disclosure
          objected
          validUntil
          publishUntil
        }
        pageInfo {
          endCursor
          hasNextPage
        }
      }
    }
  }
}
    `) as unknown as TypedDocumentString<MyRecordsQuery, MyRecordsQueryVariables>;
export const MyRepairsDocument = new TypedDocumentString(`
    query MyRepairs {
  viewer {
    subject {
      repairs {
        number
        status
        statement
        dutiesStatement
        commitment
        appliedAt
        acceptedAt
        dutiesConfirmed
        decidedAt
        reasons
        decidedBy {
          name
        }
        decider {
          name
        }
        entry {
          number
          list {
            name
          }
        }
        record {
          number
          title
        }
        ruleSet {
          title
          source
        }
        conditions {
          ...ConditionOfMine
        }
        deadlines {
          kind
          dueOn
          metAt
          overdue
        }
        history {
          at
          to
          reason
        }
      }
    }
  }
}
    fragment ConditionOfMine on RepairCondition {
  kind
  met
  metFrom
  reason
}`) as unknown as TypedDocumentString<MyRepairsQuery, MyRepairsQueryVariables>;
export const MyRepairOutlookDocument = new TypedDocumentString(`
    query MyRepairOutlook($entry: String, $record: String) {
  repairOutlook(entry: $entry, record: $record) {
    repairable
    reason
    earliestOn
    endsOn
    missing
    howTo
    ruleSet {
      title
      source
    }
    conditions {
      ...ConditionOfMine
    }
  }
}
    fragment ConditionOfMine on RepairCondition {
  kind
  met
  metFrom
  reason
}`) as unknown as TypedDocumentString<MyRepairOutlookQuery, MyRepairOutlookQueryVariables>;
export const ApplyForMyRepairDocument = new TypedDocumentString(`
    mutation ApplyForMyRepair($input: ApplyForRepairInput!) {
  applyForRepair(input: $input) {
    repair {
      number
      decider {
        name
      }
      deadlines {
        kind
        dueOn
        metAt
      }
    }
  }
}
    `) as unknown as TypedDocumentString<ApplyForMyRepairMutation, ApplyForMyRepairMutationVariables>;
export const WithdrawMyRepairDocument = new TypedDocumentString(`
    mutation WithdrawMyRepair($input: WithdrawRepairInput!) {
  withdrawRepair(input: $input) {
    repair {
      number
      status
    }
  }
}
    `) as unknown as TypedDocumentString<WithdrawMyRepairMutation, WithdrawMyRepairMutationVariables>;
export const MyRestorationsDocument = new TypedDocumentString(`
    query MyRestorations {
  viewer {
    subject {
      restorations {
        number
        cause
        reason
        status
        openedAt
        doneAt
        responsible {
          name
        }
        entry {
          number
          list {
            name
          }
        }
        record {
          number
          title
        }
        recipients {
          organization {
            name
          }
          grounds
          acknowledgedAt
        }
        tasks {
          kind
          owner {
            name
          }
          dueOn
          overdue
          status
          note
          doneAt
        }
      }
    }
  }
}
    `) as unknown as TypedDocumentString<MyRestorationsQuery, MyRestorationsQueryVariables>;