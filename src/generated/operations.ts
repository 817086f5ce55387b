// Made by `npm run codegen` from schema/hub.graphql and schema/operations; do not edit.
/** Internal type. DO NOT USE DIRECTLY. */
type Exact<T extends { [key: string]: unknown }> = { [K in keyof T]: T[K] };
/** Internal type. DO NOT USE DIRECTLY. */
export type Incremental<T> = T | { [P in keyof T]?: P extends ' $fragmentName' | '__typename' ? T[P] : never };
import type { DocumentTypeDecoration } from '@graphql-typed-document-node/core';
/** Takes an objection on and says who verifies. 受理异议 */
export type AcceptObjectionInput = {
  /** Whether the provider has to verify; else the office decides within three working days (Henan 41). 是否需提供单位核查 */
  byProvider: boolean;
  /** The version you read: another one is answered CONFLICT with `extensions.currentVersion`. Left out, nothing is compared. 期望版本 */
  expectedVersion?: number | null | undefined;
  /** Number of the objection. 异议编号 */
  objection: string;
};

/** Whether the application is taken up. 受理修复申请 */
export type AcceptRepairInput = {
  /** Whether it is taken up. 是否受理 */
  accepted: boolean;
  /** The version you read: another one is answered CONFLICT with `extensions.currentVersion`. Left out, nothing is compared. 期望版本 */
  expectedVersion?: number | null | undefined;
  /** Why not; the subject reads it. 不予受理的理由 */
  reason?: string | null | undefined;
  /** Number of the repair. 修复编号 */
  repair: string;
};

/** Which access events. 查询记录筛选 */
export type AccessEventFilter = {
  /** From. 起 */
  from?: string | null | undefined;
  /** Code of the organization. 查询单位代码 */
  organization?: string | null | undefined;
  /** Code of the subject. 主体代码 */
  subjectCode?: string | null | undefined;
  /** Until. 止 */
  to?: string | null | undefined;
};

/** Which change is acknowledged. 变更回执 */
export type AcknowledgeChangeInput = {
  /** Id of the change. 变更标识 */
  change: string;
  /** For the office: code of the body whose acknowledgement came on paper; the own organization when left out. 代为登记的单位代码 */
  organization?: string | null | undefined;
  /** With organization: reference of the paper, 1 to 200 characters. 书面回执凭证 */
  proof?: string | null | undefined;
};

/** Which instruction. 签收任务 */
export type AcknowledgeInstructionInput = {
  /** The version you read: another one is answered CONFLICT with `extensions.currentVersion`. Left out, nothing is compared. 期望版本 */
  expectedVersion?: number | null | undefined;
  /** Its number. 任务编号 */
  instruction: string;
};

/** Which announcements. 公告筛选 */
export type AnnouncementFilter = {
  /** Number of the entry. 条目编号 */
  entry?: string | null | undefined;
  /** Kinds. 公告类别 */
  kind?: Array<AnnouncementKind> | null | undefined;
  /** Code of the list. 名单代码 */
  list?: string | null | undefined;
};

/** What is announced where an entry was published (Henan 37, 66). 公告类别 */
export type AnnouncementKind =
  /** 更正公告 */
  | 'CORRECTION'
  /** 期满公告 */
  | 'EXPIRY'
  /** 移出公告 */
  | 'REMOVAL'
  /** 撤销公告 */
  | 'REVOCATION';

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

/** Rank of a legal basis, strongest first (Henan 34). 依据位阶 */
export type BasisRank =
  /** 行政法规 */
  | 'ADMINISTRATIVE_REGULATION'
  /** 法律 */
  | 'LAW'
  /** 地方性法规 */
  | 'LOCAL_REGULATION'
  /** 政策文件 */
  | 'POLICY'
  /** 规章 */
  | 'RULE';

/** What changed. 变更类型 */
export type ChangeType =
  /** 期限已过 */
  | 'DEADLINE_MISSED'
  /** 期限将至 */
  | 'DEADLINE_NEAR'
  /** 条目更正 */
  | 'ENTRY_CORRECTED'
  /** 条目终止 */
  | 'ENTRY_ENDED'
  /** 条目发布 */
  | 'ENTRY_PUBLISHED'
  /** 条目恢复 */
  | 'ENTRY_RESTORED'
  /** 条目暂停 */
  | 'ENTRY_SUSPENDED'
  /** 安全事件进展 */
  | 'INCIDENT_UPDATED'
  /** 任务下达 */
  | 'INSTRUCTIONS_ISSUED'
  /** 任务变化 */
  | 'INSTRUCTION_UPDATED'
  /** 名单版本发布 */
  | 'LIST_VERSION_PUBLISHED'
  /** 措施公布 */
  | 'MEASURE_PUBLISHED'
  /** 措施停用 */
  | 'MEASURE_RETIRED'
  /** 备忘录终止 */
  | 'MEMORANDUM_ENDED'
  /** 备忘录生效 */
  | 'MEMORANDUM_IN_FORCE'
  /** 异议办结 */
  | 'OBJECTION_DECIDED'
  /** 收到异议 */
  | 'OBJECTION_RECEIVED'
  /** 信用信息导入 */
  | 'RECORDS_IMPORTED'
  /** 信用信息更正 */
  | 'RECORD_CORRECTED'
  /** 信用信息撤下 */
  | 'RECORD_WITHDRAWN'
  /** 收到修复申请 */
  | 'REPAIR_APPLIED'
  /** 修复办结 */
  | 'REPAIR_DECIDED'
  /** 恢复信誉完成 */
  | 'RESTORATION_DONE'
  /** 启动恢复信誉 */
  | 'RESTORATION_OPENED'
  /** 请求核查 */
  | 'VERIFICATION_ASKED';

/** Who is checked, at which matter and business. 查询比对 */
export type CheckSubjectsInput = {
  /** Number of the business. 业务编号 */
  businessNumber: string;
  /** The matter handled. 事项 */
  matter: Matter;
  /** 1 to 500 subjects. 主体 */
  subjects: Array<SubjectInput>;
};

/** A clause to draft. 条款 */
export type ClauseInput = {
  /** Its basis. 依据 */
  basis: string;
  /** Working days until feedback is due, 1 to 250. 反馈期限（工作日） */
  feedbackDays: number;
  /** Code of the implementer. 实施主体代码 */
  implementer: string;
  /** At which matter; one of the measure's. 事项 */
  matter: Matter;
  /** Code of the measure. 措施代码 */
  measure: string;
  /** What triggers it. 触发方式 */
  trigger: Trigger;
};

/** State of an API client. 客户端状态 */
export type ClientStatus =
  /** 有效 */
  | 'ACTIVE'
  /** 已吊销 */
  | 'REVOKED'
  /** 已停用 */
  | 'SUSPENDED';

/** What became of a task. 办结恢复事项 */
export type CompleteRestorationTaskInput = {
  /** The version you read: another one is answered CONFLICT with `extensions.currentVersion`. Left out, nothing is compared. 期望版本 */
  expectedVersion?: number | null | undefined;
  /** Numbers of files that prove it, sent before with POST /files. 证明材料 */
  files?: Array<string> | null | undefined;
  /** Which task. 事项 */
  kind: RestorationTaskKind;
  /** What was done, or why it is not required; the subject reads it. 办理情况 */
  note: string;
  /** Number of the restoration. 恢复信誉编号 */
  restoration: string;
  /** DONE; NOT_REQUIRED by the credit office only. 办理结果 */
  status: RestorationTaskStatus;
};

/** What is set right and kept; only fields of what was objected to, the others stay. 更正内容 */
export type CorrectionInput = {
  /** Legal basis. 依据 */
  basis?: string | null | undefined;
  /** Of a record: what was decided. 内容 */
  content?: string | null | undefined;
  /** Of a record. 事实 */
  facts?: string | null | undefined;
  /** Of a record: fine in yuan. 罚款金额（元） */
  fineYuan?: string | null | undefined;
  /** Of an entry: why it is listed. 列入事由 */
  ground?: string | null | undefined;
  /** Of a record: an earlier last day of publication. 公示截止期 */
  publishUntil?: string | null | undefined;
  /** Of an entry. 责任人 */
  responsiblePersons?: Array<ResponsiblePersonInput> | null | undefined;
  /** Of a record. 名称 */
  title?: string | null | undefined;
  /** Of an entry: an earlier last day. 有效期至 */
  validUntil?: string | null | undefined;
};

/** A client to make. 新建客户端 */
export type CreateClientInput = {
  /** 3 to 60 of a-z 0-9 and hyphen, unique. 客户端标识 */
  clientId: string;
  /** Kind of viewer. 访问者类别 */
  kind: ViewerKind;
  /** What it is for. 名称 */
  name: string;
  /** Code of its organization; required unless kind is SUBJECT. 单位代码 */
  organization?: string | null | undefined;
  /** Scopes of the catalogue. 权限范围 */
  scopes: Array<string>;
  /** Code of the subject it acts for; only for kind SUBJECT. 主体代码 */
  subject?: string | null | undefined;
};

/** Which records. 信用信息筛选 */
export type CreditRecordFilter = {
  /** Number of the decision, exactly. 决定文书号 */
  documentNumber?: string | null | undefined;
  /** The import they came with. 导入批次 */
  import?: string | null | undefined;
  /** Kind. 类别 */
  kind?: RecordKind | null | undefined;
  /** Code of the subject. 主体代码 */
  subjectCode?: string | null | undefined;
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

/** The decision with its reasons. 处理异议 */
export type DecideObjectionInput = {
  /** With remedy CORRECT. 更正内容 */
  correction?: CorrectionInput | null | undefined;
  /** The version you read: another one is answered CONFLICT with `extensions.currentVersion`. Left out, nothing is compared. 期望版本 */
  expectedVersion?: number | null | undefined;
  /** Number of the objection. 异议编号 */
  objection: string;
  /** Reasons, told to the subject. 理由 */
  reasons: string;
  /** Of an upheld one: REVOKE when left out; CORRECT sets right and keeps. 更正方式 */
  remedy?: ObjectionRemedy | null | undefined;
  /** Whether it is upheld: what is wrong goes then. 是否成立 */
  upheld: boolean;
};

/** The decision on a repair. 作出修复决定 */
export type DecideRepairInput = {
  /** Whether it is granted: every condition must be met. 是否准予 */
  approved: boolean;
  /** Whether the duties were found done and the act corrected. 义务是否确认履行完毕 */
  dutiesConfirmed?: boolean | null | undefined;
  /** When the duties were found done, where it is another day than was said. 经核实的履行完毕日期 */
  dutiesDoneOn?: string | null | undefined;
  /** The version you read: another one is answered CONFLICT with `extensions.currentVersion`. Left out, nothing is compared. 期望版本 */
  expectedVersion?: number | null | undefined;
  /** Reasons; needed when it is refused. 理由 */
  reasons?: string | null | undefined;
  /** Number of the repair. 修复编号 */
  repair: string;
};

/** Which instruction is declined and why. 不予执行 */
export type DeclineInstructionInput = {
  /** The version you read: another one is answered CONFLICT with `extensions.currentVersion`. Left out, nothing is compared. 期望版本 */
  expectedVersion?: number | null | undefined;
  /** Its number. 任务编号 */
  instruction: string;
  /** Why, for the office to judge. 原因 */
  reason: string;
};

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

/** A measure to draft. 起草措施 */
export type DraftMeasureInput = {
  /** Rank of that article. 位阶 */
  basisRank: BasisRank;
  /** The article it rests on. 依据条文 */
  basisText: string;
  /** An "other measures" item. 兜底项 */
  catchAll?: boolean | null | undefined;
  /** Code, unique. 措施代码 */
  code: string;
  /** Codes of who may carry it out. 实施主体代码 */
  implementers: Array<string>;
  /** Incentive or punishment. 性质 */
  kind: MeasureKind;
  /** Level. 层级 */
  level: Level;
  /** Limit in words. 限制 */
  limit?: string | null | undefined;
  /** Matters it is related to. 相关事项 */
  matters: Array<Matter>;
  /** Statutory limit, months. 法定最长期限（月） */
  maxMonths?: number | null | undefined;
  /** Name. 措施名称 */
  name: string;
  /** How it ends early. 修复方式 */
  repairPath?: string | null | undefined;
  /** Term, months. 期限（月） */
  termMonths?: number | null | undefined;
  /** RED for incentives, WATCH or BLACK for punishments. 层级 */
  tier: ListColour;
};

/** A memorandum to draft. 起草备忘录 */
export type DraftMemorandumInput = {
  /** Its clauses. 条款 */
  clauses: Array<ClauseInput>;
  /** Colour of the lists. 名单类别 */
  colour: ListColour;
  /** First day in force. 生效日期 */
  effectiveFrom: string;
  /** Last day in force. 失效日期 */
  effectiveUntil?: string | null | undefined;
  /** How execution is fed back. 反馈要求 */
  feedbackTerms: string;
  /** Code of the initiator; the own organization when left out. 发起部门代码 */
  initiator?: string | null | undefined;
  /** Level. 层级 */
  level: Level;
  /** Codes of the lists it reaches. 名单代码 */
  lists: Array<string>;
  /** Number, unique. 文号 */
  number: string;
  /** How a subject gets off. 修复方式 */
  repairPath: string;
  /** How lists are shared. 名单共享要求 */
  sharingTerms: string;
  /** Codes of all parties. 签署单位代码 */
  signatories: Array<string>;
  /** Title. 标题 */
  title: string;
};

/** Which memorandum. 终止 */
export type EndMemorandumInput = {
  /** The version you read: another one is answered CONFLICT with `extensions.currentVersion`. Left out, nothing is compared. 期望版本 */
  expectedVersion?: number | null | undefined;
  /** Its number. 文号 */
  memorandum: string;
  /** Why. 原因 */
  reason: string;
};

/** An entry to propose. 拟列入条目 */
export type EntryInput = {
  /** Legal basis. 列入依据 */
  basis: string;
  /** Day of the decision. 认定日期 */
  decidedOn: string;
  /** Number of the decision. 认定文书号 */
  decisionNumber: string;
  /** Finality of the underlying act (Henan 20(2)); required for black and watch lists unless a record says so. 是否终局 */
  finality?: Finality | null | undefined;
  /** Why. 列入事由 */
  ground: string;
  /** Code of the list. 名单代码 */
  list: string;
  /** A minor act of a person, remedied (Henan 13). 轻微并已改正 */
  minorRemedied?: boolean | null | undefined;
  /** Procedure of the underlying penalty (Henan 13). 处罚程序 */
  procedure?: Procedure | null | undefined;
  /** Number of the record it rests on. 依据的信用信息编号 */
  record?: string | null | undefined;
  /** Persons responsible; required for an organisation on a black list (Henan 35). 责任人 */
  responsiblePersons?: Array<ResponsiblePersonInput> | null | undefined;
  /** Severity. 严重程度 */
  severity: Severity;
  /** The subject. 信用主体 */
  subject: SubjectInput;
  /** Rests on unconfirmed utility, telecom or property fees (Henan 27). 未经确认的欠费 */
  unconfirmedArrears?: boolean | null | undefined;
  /** First day in effect; the day of publication when left out. 有效期自 */
  validFrom?: string | null | undefined;
  /** Last day in effect; the term of the list when left out. 有效期至 */
  validUntil?: string | null | undefined;
};

/** Where an entry comes from. 条目来源 */
export type EntryOrigin =
  /** 本地认定 */
  | 'LOCAL'
  /** 上级或外地认定 */
  | 'UPSTREAM';

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

/** Which memorandum. 报送 */
export type FileMemorandumInput = {
  /** The version you read: another one is answered CONFLICT with `extensions.currentVersion`. Left out, nothing is compared. 期望版本 */
  expectedVersion?: number | null | undefined;
  /** Its number. 文号 */
  memorandum: string;
};

/** Whether review and litigation are over (Henan 20(2)). 是否终局 */
export type Finality =
  /** 已终局 */
  | 'FINAL'
  /** 尚可复议或诉讼 */
  | 'OPEN';

/** Entries to raise from credit records. 由信用信息提出条目 */
export type FromRecordsInput = {
  /** Legal basis. 列入依据 */
  basis: string;
  /** Why. 列入事由 */
  ground: string;
  /** All records of this import. 导入批次 */
  import?: string | null | undefined;
  /** Code of the list. 名单代码 */
  list: string;
  /** Numbers of the records; or else import. 信用信息编号 */
  records?: Array<string> | null | undefined;
  /** Persons responsible, where all share them (Henan 35). 责任人 */
  responsiblePersons?: Array<ResponsiblePersonInput> | null | undefined;
  /** Severity. 严重程度 */
  severity: Severity;
};

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

/** Format of a file. 文件格式 */
export type ImportFormat =
  /** 行政处罚（双公示） */
  | 'CF'
  /** 名单条目 */
  | 'ENTRIES'
  /** 行政许可（双公示） */
  | 'XK';

/** State of an import. 导入状态 */
export type ImportStatus =
  /** 完成 */
  | 'DONE'
  /** 失败 */
  | 'FAILED'
  /** 已接收 */
  | 'RECEIVED'
  /** 导入中 */
  | 'RUNNING';

/** Which instructions. 任务筛选 */
export type InstructionFilter = {
  /** Code of the agency. 实施单位代码 */
  agency?: string | null | undefined;
  /** Number of the entry. 条目编号 */
  entry?: string | null | undefined;
  /** Kind. 性质 */
  kind?: MeasureKind | null | undefined;
  /** Late ones only, or those in time. 是否逾期 */
  overdue?: boolean | null | undefined;
  /** States. 状态 */
  status?: Array<InstructionStatus> | null | undefined;
};

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

/** Level of government. 层级 */
export type Level =
  /** 县 */
  | 'COUNTY'
  /** 市 */
  | 'MUNICIPAL'
  /** 国家 */
  | 'NATIONAL'
  /** 省 */
  | 'PROVINCIAL';

/** Colour of a list. 名单类别 */
export type ListColour =
  /** 黑名单（联合惩戒） */
  | 'BLACK'
  /** 红名单（联合激励） */
  | 'RED'
  /** 重点关注名单（未达黑名单标准） */
  | 'WATCH';

/** Which entries. 条目筛选 */
export type ListEntryFilter = {
  /** Colour. 名单类别 */
  colour?: ListColour | null | undefined;
  /** Code of who identified it. 认定单位代码 */
  identifiedBy?: string | null | undefined;
  /** Code of the list. 名单代码 */
  list?: string | null | undefined;
  /** Published on this day or later. 发布日期自 */
  publishedFrom?: string | null | undefined;
  /** Published on this day or earlier. 发布日期至 */
  publishedTo?: string | null | undefined;
  /** Severity. 严重程度 */
  severity?: Severity | null | undefined;
  /** States; PUBLISHED when left out. 状态 */
  status?: Array<EntryStatus> | null | undefined;
  /** Code of the subject. 主体代码 */
  subjectCode?: string | null | undefined;
};

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

/** Which measures. 措施筛选 */
export type MeasureFilter = {
  /** Kind. 性质 */
  kind?: MeasureKind | null | undefined;
  /** Related to this matter. 相关事项 */
  matter?: Matter | null | undefined;
  /** State. 状态 */
  status?: MeasureStatus | null | undefined;
  /** Tier. 层级 */
  tier?: ListColour | null | undefined;
};

/** Kind of measure. 措施性质 */
export type MeasureKind =
  /** 激励 */
  | 'INCENTIVE'
  /** 惩戒 */
  | 'PUNISHMENT';

/** State of a measure. 措施状态 */
export type MeasureStatus =
  /** 草案 */
  | 'DRAFT'
  /** 已公布 */
  | 'PUBLISHED'
  /** 已停用 */
  | 'RETIRED';

/** Which memoranda. 备忘录筛选 */
export type MemorandumFilter = {
  /** Colour. 名单类别 */
  colour?: ListColour | null | undefined;
  /** Level. 层级 */
  level?: Level | null | undefined;
  /** Reaching this list. 名单代码 */
  list?: string | null | undefined;
  /** State. 状态 */
  status?: MemorandumStatus | null | undefined;
};

/** State of a memorandum. 备忘录状态 */
export type MemorandumStatus =
  /** 草案 */
  | 'DRAFT'
  /** 终止 */
  | 'ENDED'
  /** 生效 */
  | 'IN_FORCE'
  /** 签署中 */
  | 'SIGNING';

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

/** Which objections. 异议筛选 */
export type ObjectionFilter = {
  /** Number of the entry. 条目编号 */
  entry?: string | null | undefined;
  /** Late ones only, or those in time. 是否逾期 */
  overdue?: boolean | null | undefined;
  /** States. 状态 */
  status?: Array<ObjectionStatus> | null | undefined;
};

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

/** Procedure of a penalty (Henan 13). 处罚程序 */
export type Procedure =
  /** 普通程序 */
  | 'ORDINARY'
  /** 简易程序 */
  | 'SIMPLIFIED';

/** Up to 500 entries to propose: named one by one, or raised from records. 批量提出条目 */
export type ProposeEntriesInput = {
  /** The entries; or else fromRecords. 条目 */
  entries?: Array<EntryInput> | null | undefined;
  /** The records to raise them from; or else entries. 由信用信息提出 */
  fromRecords?: FromRecordsInput | null | undefined;
};

/** One entry to propose. 提出条目 */
export type ProposeEntryInput = {
  /** The entry. 条目 */
  entry: EntryInput;
};

/** Entries of one list to publish as its next version. 发布条目 */
export type PublishEntriesInput = {
  /** Numbers of the entries, 1 to 500. 条目编号 */
  entries: Array<string>;
  /** The version you read: another one is answered CONFLICT with `extensions.currentVersion`. Left out, nothing is compared. 期望版本 */
  expectedVersion?: number | null | undefined;
  /** Code of the list. 名单代码 */
  list: string;
};

/** Which measure. 公布措施 */
export type PublishMeasureInput = {
  /** The version you read: another one is answered CONFLICT with `extensions.currentVersion`. Left out, nothing is compared. 期望版本 */
  expectedVersion?: number | null | undefined;
  /** Its code. 措施代码 */
  measure: string;
};

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

/** The provincial authority's decision (Henan 28). 登记复核结果 */
export type RecordReviewInput = {
  /** With remedy CORRECT. 更正内容 */
  correction?: CorrectionInput | null | undefined;
  /** Number of its decision. 复核决定文书号 */
  document: string;
  /** The version you read: another one is answered CONFLICT with `extensions.currentVersion`. Left out, nothing is compared. 期望版本 */
  expectedVersion?: number | null | undefined;
  /** Number of the objection. 异议编号 */
  objection: string;
  /** Reasons, told to the subject. 理由 */
  reasons: string;
  /** Of an upheld one: REVOKE when left out; CORRECT sets right and keeps. 更正方式 */
  remedy?: ObjectionRemedy | null | undefined;
  /** Whether it is upheld: what is wrong goes then. 是否成立 */
  upheld: boolean;
};

/** Which entry and why. 不予列入 */
export type RejectEntryInput = {
  /** Number of the entry. 条目编号 */
  entry: string;
  /** The version you read: another one is answered CONFLICT with `extensions.currentVersion`. Left out, nothing is compared. 期望版本 */
  expectedVersion?: number | null | undefined;
  /** Why. 原因 */
  reason: string;
};

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

/** What was done (Policy 四(五)). 执行反馈 */
export type ReportFeedbackInput = {
  /** On which day. 执行日期 */
  appliedOn: string;
  /** In which business. 业务编号 */
  businessNumber?: string | null | undefined;
  /** What was done. 执行情况 */
  detail?: string | null | undefined;
  /** The version you read: another one is answered CONFLICT with `extensions.currentVersion`. Left out, nothing is compared. 期望版本 */
  expectedVersion?: number | null | undefined;
  /** Number of the instruction. 任务编号 */
  instruction: string;
  /** Applied or lifted. 结果 */
  outcome: FeedbackOutcome;
};

/** What the provider found (Henan 41). 反馈核查结果 */
export type ReportVerificationInput = {
  /** The version you read: another one is answered CONFLICT with `extensions.currentVersion`. Left out, nothing is compared. 期望版本 */
  expectedVersion?: number | null | undefined;
  /** Numbers of files sent to POST /files. 附件编号 */
  files?: Array<string> | null | undefined;
  /** Finding. 核查结论 */
  finding: VerificationFinding;
  /** Number of the objection. 异议编号 */
  objection: string;
  /** What was verified and why it is so. 核查理由 */
  reasons: string;
};

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

/** A person responsible (Henan 35). 责任人 */
export type ResponsiblePersonInput = {
  /** Name. 姓名 */
  name: string;
  /** Role. 职务 */
  role: string;
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

/** Which restorations. 恢复信誉筛选 */
export type RestorationFilter = {
  /** Why opened. 事由 */
  cause?: RestorationCause | null | undefined;
  /** Number of the entry. 条目编号 */
  entry?: string | null | undefined;
  /** Only those with a recipient or task past its last day, or the others. 是否逾期 */
  overdue?: boolean | null | undefined;
  /** Number of the record. 信用信息编号 */
  record?: string | null | undefined;
  /** Code of the body responsible. 责任单位代码 */
  responsible?: string | null | undefined;
  /** States. 状态 */
  status?: Array<RestorationStatus> | null | undefined;
};

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

/** Which client works again and why. 恢复客户端 */
export type ResumeClientInput = {
  /** Its identifier. 客户端标识 */
  clientId: string;
  /** The version you read: another one is answered CONFLICT with `extensions.currentVersion`. Left out, nothing is compared. 期望版本 */
  expectedVersion?: number | null | undefined;
  /** Why. 原因 */
  reason: string;
};

/** Which measure. 停用措施 */
export type RetireMeasureInput = {
  /** The version you read: another one is answered CONFLICT with `extensions.currentVersion`. Left out, nothing is compared. 期望版本 */
  expectedVersion?: number | null | undefined;
  /** Its code. 措施代码 */
  measure: string;
  /** Why. 原因 */
  reason: string;
};

/** Which client is revoked and why. 吊销客户端 */
export type RevokeClientInput = {
  /** Its identifier. 客户端标识 */
  clientId: string;
  /** The version you read: another one is answered CONFLICT with `extensions.currentVersion`. Left out, nothing is compared. 期望版本 */
  expectedVersion?: number | null | undefined;
  /** Why. 原因 */
  reason: string;
};

/** Which entry and why. 撤销 */
export type RevokeEntryInput = {
  /** Number of the entry. 条目编号 */
  entry: string;
  /** The version you read: another one is answered CONFLICT with `extensions.currentVersion`. Left out, nothing is compared. 期望版本 */
  expectedVersion?: number | null | undefined;
  /** Why. 原因 */
  reason: string;
};

/** Which client gets a new secret. 轮换密钥 */
export type RotateClientSecretInput = {
  /** Its identifier. 客户端标识 */
  clientId: string;
  /** The version you read: another one is answered CONFLICT with `extensions.currentVersion`. Left out, nothing is compared. 期望版本 */
  expectedVersion?: number | null | undefined;
};

/** The notice before listing: written for black, public for red (Henan 28). 事前告知或公示 */
export type ServeEntryNoticeInput = {
  /** How. 送达方式 */
  channel: NoticeChannel;
  /** Number of the paper served; without it one is made out in the same act. 送达的文书编号 */
  document?: string | null | undefined;
  /** Number of the entry. 条目编号 */
  entry: string;
  /** The version you read: another one is answered CONFLICT with `extensions.currentVersion`. Left out, nothing is compared. 期望版本 */
  expectedVersion?: number | null | undefined;
  /** Proof: receipt number, address of the announcement. 送达凭证 */
  proof: string;
  /** Reason told to the subject, beside ground and basis. 理由 */
  reason?: string | null | undefined;
  /** Day it was served or the public notice began. 送达或公示日期 */
  servedOn: string;
};

/** The notice to the subject before a punishment is applied (Policy 三(二)). 告知主体 */
export type ServeNoticeInput = {
  /** How. 送达方式 */
  channel: NoticeChannel;
  /** Number of the paper served; without it one is made out in the same act. 送达的文书编号 */
  document?: string | null | undefined;
  /** The version you read: another one is answered CONFLICT with `extensions.currentVersion`. Left out, nothing is compared. 期望版本 */
  expectedVersion?: number | null | undefined;
  /** Number of the instruction. 任务编号 */
  instruction: string;
  /** Proof of service. 送达凭证 */
  proof: string;
  /** Reason told to the subject; needed unless a paper is named, which says its own. 理由 */
  reason?: string | null | undefined;
  /** Day it was served. 送达日期 */
  servedOn: string;
};

/** How a client signs in from now on. 设置认证方式 */
export type SetClientAuthenticationInput = {
  /** Its identifier. 客户端标识 */
  clientId: string;
  /** Whether its tokens count only with a proof of the key they are bound to (DPoP). 令牌是否绑定密钥 */
  dpopBound?: boolean | null | undefined;
  /** The version you read: another one is answered CONFLICT with `extensions.currentVersion`. Left out, nothing is compared. 期望版本 */
  expectedVersion?: number | null | undefined;
  /** Public keys as a JWK set in JSON, 1 to 5 of EC P-256, Ed25519 or RSA from 2048 bits: they take the place of its secret (private_key_jwt). 公钥 */
  jwks?: string | null | undefined;
};

/** Severity of the dishonesty. 失信程度 */
export type Severity =
  /** 一般 */
  | 'GENERAL'
  /** 轻微 */
  | 'MINOR'
  /** 严重 */
  | 'SERIOUS';

/** Which memorandum. 签署 */
export type SignMemorandumInput = {
  /** The version you read: another one is answered CONFLICT with `extensions.currentVersion`. Left out, nothing is compared. 期望版本 */
  expectedVersion?: number | null | undefined;
  /** Its number. 文号 */
  memorandum: string;
};

/** A subject named by code, or a person by ID number and name. 主体标识 */
export type SubjectInput = {
  /** Unified code, or the hub's code of a person. 主体代码 */
  code?: string | null | undefined;
  /** ID number of a person. 证件号码 */
  idNumber?: string | null | undefined;
  /** Kind; needed when the subject is new to the hub. 类别 */
  kind?: SubjectKind | null | undefined;
  /** Name; needed with an ID number and for a new subject. 名称 */
  name?: string | null | undefined;
};

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

/** Which client stops for a time and why. 停用客户端 */
export type SuspendClientInput = {
  /** Its identifier. 客户端标识 */
  clientId: string;
  /** The version you read: another one is answered CONFLICT with `extensions.currentVersion`. Left out, nothing is compared. 期望版本 */
  expectedVersion?: number | null | undefined;
  /** Why. 原因 */
  reason: string;
};

/** The report to take of oneself (Henan 40). 获取信用报告 */
export type TakeReportInput = {
  /** What it is for; printed on it. 报告用途 */
  purpose?: string | null | undefined;
};

/** What triggers a clause. 触发方式 */
export type Trigger =
  /** 查询比对时 */
  | 'ON_CHECK'
  /** 名单发布时 */
  | 'ON_PUBLICATION';

/** What a check says. 比对结论 */
export type Verdict =
  /** 激励与惩戒并存 */
  | 'BOTH'
  /** 无命中 */
  | 'CLEAR'
  /** 激励 */
  | 'INCENTIVE'
  /** 惩戒 */
  | 'PUNISHMENT'
  /** 仅有暂停执行的条目 */
  | 'SUSPENDED'
  /** 查无此主体 */
  | 'UNKNOWN_SUBJECT';

/** What the provider found (Henan 41). 核查结论 */
export type VerificationFinding =
  /** 信息无误 */
  | 'RIGHT'
  /** 信息有误 */
  | 'WRONG';

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

/** Which entry and why. 撤回 */
export type WithdrawEntryInput = {
  /** Number of the entry. 条目编号 */
  entry: string;
  /** The version you read: another one is answered CONFLICT with `extensions.currentVersion`. Left out, nothing is compared. 期望版本 */
  expectedVersion?: number | null | undefined;
  /** Why. 原因 */
  reason: string;
};

export type AcknowledgeInstructionMutationVariables = Exact<{
  input: AcknowledgeInstructionInput;
}>;


export type AcknowledgeInstructionMutation = { acknowledgeInstruction: { instruction: { number: string, status: InstructionStatus, acknowledgedAt: string | null, dueAt: string } } };

export type BrowseListQueryVariables = Exact<{
  filter?: ListEntryFilter | null | undefined;
  first?: number | null | undefined;
  after?: string | null | undefined;
}>;


export type BrowseListQuery = { listEntries: { totalCount: number | null, nodes: Array<{ number: string, status: EntryStatus, severity: Severity, ground: string, basis: string, decisionNumber: string, publishedAt: string | null, validUntil: string | null, objected: boolean, repairPath: string | null, list: { code: string, name: string, colour: ListColour }, subject: { code: string, name: string, kind: SubjectKind } | null, identifiedBy: { name: string } }>, pageInfo: { hasNextPage: boolean, endCursor: string | null } } };

export type CatalogueQueryVariables = Exact<{
  measures?: MeasureFilter | null | undefined;
  memoranda?: MemorandumFilter | null | undefined;
  first?: number | null | undefined;
}>;


export type CatalogueQuery = { measures: { totalCount: number | null, nodes: Array<{ code: string, name: string, kind: MeasureKind, tier: ListColour, matters: Array<Matter>, limit: string | null, maxMonths: number | null, repairPath: string | null, status: MeasureStatus, basis: { text: string, rank: BasisRank }, implementers: Array<{ name: string }> }> }, memoranda: { totalCount: number | null, nodes: Array<{ number: string, title: string, colour: ListColour, status: MemorandumStatus, effectiveFrom: string | null, lists: Array<{ code: string, name: string }>, initiator: { name: string }, signatories: Array<{ signedAt: string | null, organization: { name: string } }>, clauses: Array<{ number: number, matter: Matter, trigger: Trigger, feedbackDays: number, basis: string, implementer: { name: string }, measure: { code: string, name: string } }> }> } };

export type CheckSubjectsMutationVariables = Exact<{
  input: CheckSubjectsInput;
}>;


export type CheckSubjectsMutation = { checkSubjects: { check: { number: string, matter: Matter, businessNumber: string, checkedAt: string, agency: { name: string }, results: Array<{ asked: string, verdict: Verdict, subject: { code: string, name: string, kind: SubjectKind } | null, hits: Array<{ suspended: boolean, entry: { number: string, status: EntryStatus, severity: Severity, ground: string, basis: string, validUntil: string | null, list: { name: string, colour: ListColour } }, measures: Array<{ basis: string, matter: Matter, trigger: Trigger, suspended: boolean, measure: { code: string, name: string, kind: MeasureKind, limit: string | null }, memorandum: { number: string, title: string }, clause: { number: number, feedbackDays: number }, instruction: { number: string, status: InstructionStatus, dueAt: string } | null }> }> }> } } };

export type DraftMeasureMutationVariables = Exact<{
  input: DraftMeasureInput;
}>;


export type DraftMeasureMutation = { draftMeasure: { measure: { code: string, status: MeasureStatus, draftReason: string | null } } };

export type PublishMeasureMutationVariables = Exact<{
  input: PublishMeasureInput;
}>;


export type PublishMeasureMutation = { publishMeasure: { measure: { code: string, status: MeasureStatus, publishedAt: string | null } } };

export type RetireMeasureMutationVariables = Exact<{
  input: RetireMeasureInput;
}>;


export type RetireMeasureMutation = { retireMeasure: { measure: { code: string, status: MeasureStatus, retiredAt: string | null } } };

export type DraftMemorandumMutationVariables = Exact<{
  input: DraftMemorandumInput;
}>;


export type DraftMemorandumMutation = { draftMemorandum: { memorandum: { number: string, status: MemorandumStatus } } };

export type SignMemorandumMutationVariables = Exact<{
  input: SignMemorandumInput;
}>;


export type SignMemorandumMutation = { signMemorandum: { memorandum: { number: string, status: MemorandumStatus, signedOn: string | null, filingDueOn: string | null } } };

export type FileMemorandumMutationVariables = Exact<{
  input: FileMemorandumInput;
}>;


export type FileMemorandumMutation = { fileMemorandum: { memorandum: { number: string, status: MemorandumStatus, filedAt: string | null } } };

export type EndMemorandumMutationVariables = Exact<{
  input: EndMemorandumInput;
}>;


export type EndMemorandumMutation = { endMemorandum: { memorandum: { number: string, status: MemorandumStatus, endedAt: string | null } } };

export type ClientFactsFragment = { clientId: string, name: string, kind: ViewerKind, status: ClientStatus, scopes: Array<string>, createdAt: string, rotatedAt: string | null, revokedAt: string | null, organization: { code: string, name: string } | null };

export type ClientsQueryVariables = Exact<{
  first?: number | null | undefined;
  after?: string | null | undefined;
}>;


export type ClientsQuery = { clients: { nodes: Array<{ clientId: string, name: string, kind: ViewerKind, status: ClientStatus, scopes: Array<string>, createdAt: string, rotatedAt: string | null, revokedAt: string | null, organization: { code: string, name: string } | null }>, pageInfo: { hasNextPage: boolean, endCursor: string | null } } };

export type CreateClientMutationVariables = Exact<{
  input: CreateClientInput;
}>;


export type CreateClientMutation = { createClient: { secret: string, client: { clientId: string, name: string, kind: ViewerKind, status: ClientStatus, scopes: Array<string>, createdAt: string, rotatedAt: string | null, revokedAt: string | null, organization: { code: string, name: string } | null } } };

export type RotateClientSecretMutationVariables = Exact<{
  input: RotateClientSecretInput;
}>;


export type RotateClientSecretMutation = { rotateClientSecret: { secret: string, client: { clientId: string, name: string, kind: ViewerKind, status: ClientStatus, scopes: Array<string>, createdAt: string, rotatedAt: string | null, revokedAt: string | null, organization: { code: string, name: string } | null } } };

export type RevokeClientMutationVariables = Exact<{
  input: RevokeClientInput;
}>;


export type RevokeClientMutation = { revokeClient: { client: { clientId: string, name: string, kind: ViewerKind, status: ClientStatus, scopes: Array<string>, createdAt: string, rotatedAt: string | null, revokedAt: string | null, organization: { code: string, name: string } | null } } };

export type SuspendClientMutationVariables = Exact<{
  input: SuspendClientInput;
}>;


export type SuspendClientMutation = { suspendClient: { client: { clientId: string, name: string, kind: ViewerKind, status: ClientStatus, scopes: Array<string>, createdAt: string, rotatedAt: string | null, revokedAt: string | null, organization: { code: string, name: string } | null } } };

export type ResumeClientMutationVariables = Exact<{
  input: ResumeClientInput;
}>;


export type ResumeClientMutation = { resumeClient: { client: { clientId: string, name: string, kind: ViewerKind, status: ClientStatus, scopes: Array<string>, createdAt: string, rotatedAt: string | null, revokedAt: string | null, organization: { code: string, name: string } | null } } };

export type SetClientAuthenticationMutationVariables = Exact<{
  input: SetClientAuthenticationInput;
}>;


export type SetClientAuthenticationMutation = { setClientAuthentication: { client: { clientId: string, name: string, kind: ViewerKind, status: ClientStatus, scopes: Array<string>, createdAt: string, rotatedAt: string | null, revokedAt: string | null, organization: { code: string, name: string } | null } } };

export type EntryFactsFragment = { number: string, status: EntryStatus, origin: EntryOrigin, severity: Severity, objected: boolean, decisionNumber: string, publishableFrom: string | null, publishedAt: string | null, validFrom: string | null, validUntil: string | null, endedAt: string | null, endReason: string | null, list: { code: string, name: string, colour: ListColour, version: number }, subject: { code: string, name: string, kind: SubjectKind } | null, identifiedBy: { code: string, name: string } };

export type ListEntriesQueryVariables = Exact<{
  filter?: ListEntryFilter | null | undefined;
  first?: number | null | undefined;
  after?: string | null | undefined;
}>;


export type ListEntriesQuery = { listEntries: { nodes: Array<{ number: string, status: EntryStatus, origin: EntryOrigin, severity: Severity, objected: boolean, decisionNumber: string, publishableFrom: string | null, publishedAt: string | null, validFrom: string | null, validUntil: string | null, endedAt: string | null, endReason: string | null, list: { code: string, name: string, colour: ListColour, version: number }, subject: { code: string, name: string, kind: SubjectKind } | null, identifiedBy: { code: string, name: string } }>, pageInfo: { hasNextPage: boolean, endCursor: string | null } } };

export type ListEntryByNumberQueryVariables = Exact<{
  number: string;
}>;


export type ListEntryByNumberQuery = { listEntry: { ground: string, basis: string, objectionNote: string | null, repairPath: string | null, number: string, status: EntryStatus, origin: EntryOrigin, severity: Severity, objected: boolean, decisionNumber: string, publishableFrom: string | null, publishedAt: string | null, validFrom: string | null, validUntil: string | null, endedAt: string | null, endReason: string | null, history: Array<{ at: string, from: string | null, to: string, reason: string | null }> | null, instructions: Array<{ number: string, kind: MeasureKind, status: InstructionStatus, dueAt: string, agency: { code: string, name: string }, measure: { code: string, name: string } }>, list: { code: string, name: string, colour: ListColour, version: number }, subject: { code: string, name: string, kind: SubjectKind } | null, identifiedBy: { code: string, name: string } } | null };

export type ProposeEntryMutationVariables = Exact<{
  input: ProposeEntryInput;
}>;


export type ProposeEntryMutation = { proposeEntry: { entry: { number: string, status: EntryStatus, origin: EntryOrigin, severity: Severity, objected: boolean, decisionNumber: string, publishableFrom: string | null, publishedAt: string | null, validFrom: string | null, validUntil: string | null, endedAt: string | null, endReason: string | null, list: { code: string, name: string, colour: ListColour, version: number }, subject: { code: string, name: string, kind: SubjectKind } | null, identifiedBy: { code: string, name: string } } } };

export type ProposeEntriesMutationVariables = Exact<{
  input: ProposeEntriesInput;
}>;


export type ProposeEntriesMutation = { proposeEntries: { entries: Array<{ number: string, status: EntryStatus, origin: EntryOrigin, severity: Severity, objected: boolean, decisionNumber: string, publishableFrom: string | null, publishedAt: string | null, validFrom: string | null, validUntil: string | null, endedAt: string | null, endReason: string | null, list: { code: string, name: string, colour: ListColour, version: number }, subject: { code: string, name: string, kind: SubjectKind } | null, identifiedBy: { code: string, name: string } }>, refusals: Array<{ index: number, code: string, message: string, field: string | null }> } };

export type ServeEntryNoticeMutationVariables = Exact<{
  input: ServeEntryNoticeInput;
}>;


export type ServeEntryNoticeMutation = { serveEntryNotice: { entry: { number: string, status: EntryStatus, origin: EntryOrigin, severity: Severity, objected: boolean, decisionNumber: string, publishableFrom: string | null, publishedAt: string | null, validFrom: string | null, validUntil: string | null, endedAt: string | null, endReason: string | null, list: { code: string, name: string, colour: ListColour, version: number }, subject: { code: string, name: string, kind: SubjectKind } | null, identifiedBy: { code: string, name: string } }, notice: { number: string, servedOn: string, channel: NoticeChannel, basis: string, reason: string, rights: string } } };

export type PublishEntriesMutationVariables = Exact<{
  input: PublishEntriesInput;
}>;


export type PublishEntriesMutation = { publishEntries: { version: number, instructionsIssued: number, list: { code: string, name: string, version: number }, entries: Array<{ number: string, status: EntryStatus, origin: EntryOrigin, severity: Severity, objected: boolean, decisionNumber: string, publishableFrom: string | null, publishedAt: string | null, validFrom: string | null, validUntil: string | null, endedAt: string | null, endReason: string | null, list: { code: string, name: string, colour: ListColour, version: number }, subject: { code: string, name: string, kind: SubjectKind } | null, identifiedBy: { code: string, name: string } }> } };

export type WithdrawEntryMutationVariables = Exact<{
  input: WithdrawEntryInput;
}>;


export type WithdrawEntryMutation = { withdrawEntry: { entry: { number: string, status: EntryStatus, origin: EntryOrigin, severity: Severity, objected: boolean, decisionNumber: string, publishableFrom: string | null, publishedAt: string | null, validFrom: string | null, validUntil: string | null, endedAt: string | null, endReason: string | null, list: { code: string, name: string, colour: ListColour, version: number }, subject: { code: string, name: string, kind: SubjectKind } | null, identifiedBy: { code: string, name: string } } } };

export type RejectEntryMutationVariables = Exact<{
  input: RejectEntryInput;
}>;


export type RejectEntryMutation = { rejectEntry: { entry: { number: string, status: EntryStatus, origin: EntryOrigin, severity: Severity, objected: boolean, decisionNumber: string, publishableFrom: string | null, publishedAt: string | null, validFrom: string | null, validUntil: string | null, endedAt: string | null, endReason: string | null, list: { code: string, name: string, colour: ListColour, version: number }, subject: { code: string, name: string, kind: SubjectKind } | null, identifiedBy: { code: string, name: string } } } };

export type RevokeEntryMutationVariables = Exact<{
  input: RevokeEntryInput;
}>;


export type RevokeEntryMutation = { revokeEntry: { entry: { number: string, status: EntryStatus, origin: EntryOrigin, severity: Severity, objected: boolean, decisionNumber: string, publishableFrom: string | null, publishedAt: string | null, validFrom: string | null, validUntil: string | null, endedAt: string | null, endReason: string | null, list: { code: string, name: string, colour: ListColour, version: number }, subject: { code: string, name: string, kind: SubjectKind } | null, identifiedBy: { code: string, name: string } } } };

export type SubjectByCodeQueryVariables = Exact<{
  code: string;
}>;


export type SubjectByCodeQuery = { subject: { code: string, name: string, kind: SubjectKind, entries: Array<{ number: string, status: EntryStatus, list: { code: string, colour: ListColour } }> } | null };

export type ListVersionQueryVariables = Exact<{
  code: string;
}>;


export type ListVersionQuery = { creditList: { code: string, name: string, version: number, versions: Array<{ version: number, added: number }> } | null };

export type ImportByIdQueryVariables = Exact<{
  id: string;
}>;


export type ImportByIdQuery = { import: { id: string, number: string, format: ImportFormat, fileName: string, status: ImportStatus, progress: number | null, rowsRead: number, accepted: number, duplicates: number, rejected: number, problem: string | null, startedAt: string | null, finishedAt: string | null, rejectsUrl: string | null, provider: { code: string, name: string } } | null };

export type ImportRejectsQueryVariables = Exact<{
  id: string;
  first?: number | null | undefined;
  after?: string | null | undefined;
}>;


export type ImportRejectsQuery = { import: { number: string, rejected: number, rejects: { nodes: Array<{ row: number, problems: Array<string> }>, pageInfo: { hasNextPage: boolean, endCursor: string | null } } } | null };

export type CreditRecordsQueryVariables = Exact<{
  filter?: CreditRecordFilter | null | undefined;
  first?: number | null | undefined;
  after?: string | null | undefined;
}>;


export type CreditRecordsQuery = { creditRecords: { nodes: Array<{ number: string, kind: RecordKind, title: string, documentNumber: string, decidedOn: string, disclosure: DisclosureMode, procedure: Procedure | null, finality: Finality | null, authorityName: string, subject: { code: string, name: string, kind: SubjectKind } | null }>, pageInfo: { hasNextPage: boolean, endCursor: string | null } } };

export type InstructionFactsFragment = { number: string, kind: MeasureKind, status: InstructionStatus, issuedAt: string, dueAt: string, overdue: boolean, acknowledgedAt: string | null, appliedAt: string | null, endedAt: string | null, endReason: string | null, declineReason: string | null, agency: { code: string, name: string }, entry: { number: string, status: EntryStatus, objected: boolean }, measure: { code: string, name: string } };

export type InstructionsQueryVariables = Exact<{
  filter?: InstructionFilter | null | undefined;
  first?: number | null | undefined;
  after?: string | null | undefined;
}>;


export type InstructionsQuery = { instructions: { nodes: Array<{ number: string, kind: MeasureKind, status: InstructionStatus, issuedAt: string, dueAt: string, overdue: boolean, acknowledgedAt: string | null, appliedAt: string | null, endedAt: string | null, endReason: string | null, declineReason: string | null, notice: { number: string, servedOn: string } | null, feedback: Array<{ outcome: FeedbackOutcome, appliedOn: string, businessNumber: string | null, reportedAt: string }>, history: Array<{ at: string, from: string | null, to: string, reason: string | null }>, agency: { code: string, name: string }, entry: { number: string, status: EntryStatus, objected: boolean }, measure: { code: string, name: string } }>, pageInfo: { hasNextPage: boolean, endCursor: string | null } } };

export type DeclineInstructionMutationVariables = Exact<{
  input: DeclineInstructionInput;
}>;


export type DeclineInstructionMutation = { declineInstruction: { instruction: { number: string, kind: MeasureKind, status: InstructionStatus, issuedAt: string, dueAt: string, overdue: boolean, acknowledgedAt: string | null, appliedAt: string | null, endedAt: string | null, endReason: string | null, declineReason: string | null, agency: { code: string, name: string }, entry: { number: string, status: EntryStatus, objected: boolean }, measure: { code: string, name: string } } } };

export type CheckByNumberQueryVariables = Exact<{
  number: string;
}>;


export type CheckByNumberQuery = { check: { number: string, matter: Matter, businessNumber: string, checkedAt: string, agency: { code: string, name: string }, results: Array<{ asked: string, verdict: Verdict, hits: Array<{ suspended: boolean, entry: { number: string, status: EntryStatus }, measures: Array<{ suspended: boolean, measure: { code: string }, instruction: { number: string, status: InstructionStatus } | null }> }> }> } | null };

export type ChangesQueryVariables = Exact<{
  first?: number | null | undefined;
  after?: string | null | undefined;
}>;


export type ChangesQuery = { changes: { completeFrom: string, completeTo: string, nodes: Array<{ position: string, at: string, type: ChangeType, summary: Record<string, unknown> | null, organization: { code: string } | null }>, pageInfo: { hasNextPage: boolean, endCursor: string | null } } };

export type AccessEventsQueryVariables = Exact<{
  filter?: AccessEventFilter | null | undefined;
  first?: number | null | undefined;
  after?: string | null | undefined;
}>;


export type AccessEventsQuery = { accessEvents: { nodes: Array<{ at: string, operation: string, datasets: Array<string>, organization: { code: string, name: string } | null, purpose: { matter: Matter, businessNumber: string } | null, subject: { code: string } | null }>, pageInfo: { hasNextPage: boolean, endCursor: string | null } } };

export type StatisticsQueryVariables = Exact<{ [key: string]: never; }>;


export type StatisticsQuery = { statistics: { records: number, entriesByColour: Array<{ key: string, count: number }>, instructionsByStatus: Array<{ key: string, count: number }>, objectionsByStatus: Array<{ key: string, count: number }> } };

export type AuditQueryVariables = Exact<{ [key: string]: never; }>;


export type AuditQuery = { audit: { rows: number, valid: boolean, firstBadPosition: string | null, problem: string | null } };

export type AuditHeadQueryVariables = Exact<{ [key: string]: never; }>;


export type AuditHeadQuery = { auditHead: { hub: string, position: string, hash: string, signed: { position: string, at: string, key: string, line: string } | null } };

export type AuditHashesQueryVariables = Exact<{
  positions: Array<string> | string;
}>;


export type AuditHashesQuery = { auditHashes: Array<string | null> };

export type MemorandaInForceQueryVariables = Exact<{
  list: string;
  first?: number | null | undefined;
}>;


export type MemorandaInForceQuery = { memoranda: { nodes: Array<{ number: string, clauses: Array<{ number: number, trigger: Trigger, matter: Matter, implementer: { code: string, name: string }, measure: { code: string, status: MeasureStatus, tier: ListColour, catchAll: boolean } }> }> } };

export type MemorandumByNumberQueryVariables = Exact<{
  number: string;
}>;


export type MemorandumByNumberQuery = { memorandum: { number: string, status: MemorandumStatus, signatories: Array<{ signedAt: string | null, organization: { code: string } }> } | null };

export type MeasureByCodeQueryVariables = Exact<{
  code: string;
}>;


export type MeasureByCodeQuery = { measure: { code: string, name: string, tier: ListColour, status: MeasureStatus, catchAll: boolean, basis: { text: string, rank: BasisRank } } | null };

export type ObjectionsQueryVariables = Exact<{
  filter?: ObjectionFilter | null | undefined;
  first?: number | null | undefined;
  after?: string | null | undefined;
}>;


export type ObjectionsQuery = { objections: { nodes: Array<{ number: string, status: ObjectionStatus, suspends: boolean, ground: string, receivedAt: string, dueAt: string, overdue: boolean, decidedAt: string | null, reasons: string | null, entry: { number: string, status: EntryStatus } | null }>, pageInfo: { hasNextPage: boolean, endCursor: string | null } } };

export type DecideObjectionMutationVariables = Exact<{
  input: DecideObjectionInput;
}>;


export type DecideObjectionMutation = { decideObjection: { objection: { number: string, status: ObjectionStatus, decidedAt: string | null, reasons: string | null, entry: { number: string, status: EntryStatus, objected: boolean, endReason: string | null } | null } } };

export type OrganizationsQueryVariables = Exact<{
  first?: number | null | undefined;
  after?: string | null | undefined;
}>;


export type OrganizationsQuery = { organizations: { nodes: Array<{ code: string, name: string, kind: OrganizationKind, level: Level, active: boolean }>, pageInfo: { hasNextPage: boolean, endCursor: string | null } } };

export type MyCreditQueryVariables = Exact<{
  code: string;
}>;


export type MyCreditQuery = { subject: { code: string, name: string, grade: { letter: GradeLetter, score: number, ruleSet: string, inspectionAdvice: string, reasons: Array<{ code: string, points: number, text: string, number: string | null }> } | null, accessEvents: { nodes: Array<{ at: string, operation: string, datasets: Array<string>, organization: { name: string } | null, purpose: { matter: Matter, businessNumber: string } | null }> }, documents: { nodes: Array<{ number: string, kind: DocumentKind, title: string, pdfUrl: string, notice: { number: string, servedOn: string } | null }> }, reportStanding: { freePerYear: number, takenThisYear: number } | null } | null };

export type ObjectionProgressQueryVariables = Exact<{
  entry: string;
}>;


export type ObjectionProgressQuery = { objections: { nodes: Array<{ number: string, status: ObjectionStatus, suspends: boolean, dueAt: string, reasons: string | null, files: Array<{ name: string, hash: string }>, verification: { finding: VerificationFinding | null, reasons: string | null, dueOn: string, provider: { code: string } } | null, deadlines: Array<{ kind: DeadlineKind, dueOn: string, metAt: string | null, overdue: boolean }> }> } };

export type AcceptObjectionMutationVariables = Exact<{
  input: AcceptObjectionInput;
}>;


export type AcceptObjectionMutation = { acceptObjection: { objection: { number: string, status: ObjectionStatus, dueAt: string } } };

export type ReportVerificationMutationVariables = Exact<{
  input: ReportVerificationInput;
}>;


export type ReportVerificationMutation = { reportVerification: { objection: { number: string, verification: { finding: VerificationFinding | null, reasons: string | null } | null } } };

export type RequestReviewMutationVariables = Exact<{
  input: RequestReviewInput;
}>;


export type RequestReviewMutation = { requestReview: { objection: { number: string, status: ObjectionStatus, entry: { number: string, status: EntryStatus } | null } } };

export type RecordReviewMutationVariables = Exact<{
  input: RecordReviewInput;
}>;


export type RecordReviewMutation = { recordReview: { objection: { number: string, status: ObjectionStatus, reviewDocument: string | null, entry: { number: string, status: EntryStatus } | null } } };

export type RepairOutlookQueryVariables = Exact<{
  entry?: string | null | undefined;
  record?: string | null | undefined;
}>;


export type RepairOutlookQuery = { repairOutlook: { repairable: boolean, reason: string | null, earliestOn: string | null, endsOn: string, missing: Array<string>, howTo: Array<string>, ruleSet: { code: string, title: string }, conditions: Array<{ kind: RepairConditionKind, met: boolean, reason: string, metFrom: string | null }> } | null };

export type ApplyForRepairMutationVariables = Exact<{
  input: ApplyForRepairInput;
}>;


export type ApplyForRepairMutation = { applyForRepair: { repair: { number: string, status: RepairStatus, deadlines: Array<{ kind: DeadlineKind, dueOn: string }> } } };

export type AcceptRepairMutationVariables = Exact<{
  input: AcceptRepairInput;
}>;


export type AcceptRepairMutation = { acceptRepair: { repair: { number: string, status: RepairStatus } } };

export type DecideRepairMutationVariables = Exact<{
  input: DecideRepairInput;
}>;


export type DecideRepairMutation = { decideRepair: { repair: { number: string, status: RepairStatus, reasons: string | null, conditions: Array<{ kind: RepairConditionKind, met: boolean }> } } };

export type RestorationsQueryVariables = Exact<{
  filter?: RestorationFilter | null | undefined;
}>;


export type RestorationsQuery = { restorations: { nodes: Array<{ number: string, cause: RestorationCause, status: RestorationStatus, doneAt: string | null, responsible: { code: string, name: string }, entry: { number: string } | null, recipients: Array<{ grounds: Array<RecipientGround>, acknowledgedAt: string | null, organization: { code: string, name: string } }>, tasks: Array<{ kind: RestorationTaskKind, status: RestorationTaskStatus, dueOn: string, owner: { code: string } }>, announcement: { kind: AnnouncementKind, text: string } | null }> } };

export type ChangesToAcknowledgeQueryVariables = Exact<{ [key: string]: never; }>;


export type ChangesToAcknowledgeQuery = { changesToAcknowledge: { nodes: Array<{ id: string, type: ChangeType, summary: Record<string, unknown> | null }> } };

export type AcknowledgeChangeMutationVariables = Exact<{
  input: AcknowledgeChangeInput;
}>;


export type AcknowledgeChangeMutation = { acknowledgeChange: { change: { id: string, type: ChangeType } } };

export type CompleteRestorationTaskMutationVariables = Exact<{
  input: CompleteRestorationTaskInput;
}>;


export type CompleteRestorationTaskMutation = { completeRestorationTask: { restoration: { number: string, status: RestorationStatus } } };

export type AnnouncementsQueryVariables = Exact<{
  filter?: AnnouncementFilter | null | undefined;
}>;


export type AnnouncementsQuery = { announcements: { nodes: Array<{ number: string, kind: AnnouncementKind, text: string }> } };

export type TakeReportMutationVariables = Exact<{
  input: TakeReportInput;
}>;


export type TakeReportMutation = { takeReport: { report: { number: string, year: number, ordinal: number, document: { number: string, pdfUrl: string } | null } } };

export type MyInstructionsQueryVariables = Exact<{
  filter?: InstructionFilter | null | undefined;
  first?: number | null | undefined;
  after?: string | null | undefined;
}>;


export type MyInstructionsQuery = { instructions: { totalCount: number | null, nodes: Array<{ number: string, status: InstructionStatus, kind: MeasureKind, dueAt: string, overdue: boolean, subject: { code: string, name: string } | null, entry: { number: string, status: EntryStatus, ground: string }, measure: { code: string, name: string, limit: string | null }, clause: { number: number, matter: Matter, trigger: Trigger, basis: string, feedbackDays: number }, notice: { number: string, servedOn: string } | null }>, pageInfo: { hasNextPage: boolean, endCursor: string | null } } };

export type RaiseObjectionMutationVariables = Exact<{
  input: RaiseObjectionInput;
}>;


export type RaiseObjectionMutation = { raiseObjection: { objection: { number: string, status: ObjectionStatus, suspends: boolean, receivedAt: string, dueAt: string, entry: { number: string, status: EntryStatus, objected: boolean, objectionNote: string | null } | null } } };

export type ReportFeedbackMutationVariables = Exact<{
  input: ReportFeedbackInput;
}>;


export type ReportFeedbackMutation = { reportFeedback: { instruction: { number: string, status: InstructionStatus, appliedAt: string | null, history: Array<{ at: string, from: string | null, to: string }> }, feedback: { outcome: FeedbackOutcome, appliedOn: string, businessNumber: string | null, detail: string | null, reportedAt: string } } };

export type ServeNoticeMutationVariables = Exact<{
  input: ServeNoticeInput;
}>;


export type ServeNoticeMutation = { serveNotice: { instruction: { number: string, status: InstructionStatus }, notice: { number: string, servedOn: string, channel: NoticeChannel, proof: string, basis: string, reason: string, rights: string } } };

export type ViewerQueryVariables = Exact<{ [key: string]: never; }>;


export type ViewerQuery = { viewer: { kind: ViewerKind, clientId: string | null, scopes: Array<string>, quotaLeft: number | null, organization: { code: string, name: string, level: Level } | null, purpose: { matter: Matter, businessNumber: string } | null } };

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
export const ClientFactsFragmentDoc = new TypedDocumentString(`
    fragment ClientFacts on Client {
  clientId
  name
  kind
  status
  scopes
  organization {
    code
    name
  }
  createdAt
  rotatedAt
  revokedAt
}
    `, {"fragmentName":"ClientFacts"}) as unknown as TypedDocumentString<ClientFactsFragment, unknown>;
export const EntryFactsFragmentDoc = new TypedDocumentString(`
    fragment EntryFacts on ListEntry {
  number
  status
  origin
  severity
  objected
  decisionNumber
  publishableFrom
  publishedAt
  validFrom
  validUntil
  endedAt
  endReason
  list {
    code
    name
    colour
    version
  }
  subject {
    code
    name
    kind
  }
  identifiedBy {
    code
    name
  }
}
    `, {"fragmentName":"EntryFacts"}) as unknown as TypedDocumentString<EntryFactsFragment, unknown>;
export const InstructionFactsFragmentDoc = new TypedDocumentString(`
    fragment InstructionFacts on Instruction {
  number
  kind
  status
  issuedAt
  dueAt
  overdue
  acknowledgedAt
  appliedAt
  endedAt
  endReason
  declineReason
  agency {
    code
    name
  }
  entry {
    number
    status
    objected
  }
  measure {
    code
    name
  }
}
    `, {"fragmentName":"InstructionFacts"}) as unknown as TypedDocumentString<InstructionFactsFragment, unknown>;
export const AcknowledgeInstructionDocument = new TypedDocumentString(`
    mutation AcknowledgeInstruction($input: AcknowledgeInstructionInput!) {
  acknowledgeInstruction(input: $input) {
    instruction {
      number
      status
      acknowledgedAt
      dueAt
    }
  }
}
    `) as unknown as TypedDocumentString<AcknowledgeInstructionMutation, AcknowledgeInstructionMutationVariables>;
export const BrowseListDocument = new TypedDocumentString(`
    query BrowseList($filter: ListEntryFilter, $first: Int, $after: String) {
  listEntries(filter: $filter, first: $first, after: $after) {
    totalCount
    nodes {
      number
      list {
        code
        name
        colour
      }
      subject {
        code
        name
        kind
      }
      status
      severity
      ground
      basis
      decisionNumber
      identifiedBy {
        name
      }
      publishedAt
      validUntil
      objected
      repairPath
    }
    pageInfo {
      hasNextPage
      endCursor
    }
  }
}
    `) as unknown as TypedDocumentString<BrowseListQuery, BrowseListQueryVariables>;
export const CatalogueDocument = new TypedDocumentString(`
    query Catalogue($measures: MeasureFilter, $memoranda: MemorandumFilter, $first: Int) {
  measures(filter: $measures, first: $first) {
    totalCount
    nodes {
      code
      name
      kind
      tier
      matters
      basis {
        text
        rank
      }
      implementers {
        name
      }
      limit
      maxMonths
      repairPath
      status
    }
  }
  memoranda(filter: $memoranda, first: $first) {
    totalCount
    nodes {
      number
      title
      colour
      status
      effectiveFrom
      lists {
        code
        name
      }
      initiator {
        name
      }
      signatories {
        organization {
          name
        }
        signedAt
      }
      clauses {
        number
        matter
        trigger
        feedbackDays
        basis
        implementer {
          name
        }
        measure {
          code
          name
        }
      }
    }
  }
}
    `) as unknown as TypedDocumentString<CatalogueQuery, CatalogueQueryVariables>;
export const CheckSubjectsDocument = new TypedDocumentString(`
    mutation CheckSubjects($input: CheckSubjectsInput!) {
  checkSubjects(input: $input) {
    check {
      number
      matter
      businessNumber
      checkedAt
      agency {
        name
      }
      results {
        asked
        verdict
        subject {
          code
          name
          kind
        }
        hits {
          suspended
          entry {
            number
            status
            severity
            ground
            basis
            list {
              name
              colour
            }
            validUntil
          }
          measures {
            basis
            matter
            trigger
            suspended
            measure {
              code
              name
              kind
              limit
            }
            memorandum {
              number
              title
            }
            clause {
              number
              feedbackDays
            }
            instruction {
              number
              status
              dueAt
            }
          }
        }
      }
    }
  }
}
    `) as unknown as TypedDocumentString<CheckSubjectsMutation, CheckSubjectsMutationVariables>;
export const DraftMeasureDocument = new TypedDocumentString(`
    mutation DraftMeasure($input: DraftMeasureInput!) {
  draftMeasure(input: $input) {
    measure {
      code
      status
      draftReason
    }
  }
}
    `) as unknown as TypedDocumentString<DraftMeasureMutation, DraftMeasureMutationVariables>;
export const PublishMeasureDocument = new TypedDocumentString(`
    mutation PublishMeasure($input: PublishMeasureInput!) {
  publishMeasure(input: $input) {
    measure {
      code
      status
      publishedAt
    }
  }
}
    `) as unknown as TypedDocumentString<PublishMeasureMutation, PublishMeasureMutationVariables>;
export const RetireMeasureDocument = new TypedDocumentString(`
    mutation RetireMeasure($input: RetireMeasureInput!) {
  retireMeasure(input: $input) {
    measure {
      code
      status
      retiredAt
    }
  }
}
    `) as unknown as TypedDocumentString<RetireMeasureMutation, RetireMeasureMutationVariables>;
export const DraftMemorandumDocument = new TypedDocumentString(`
    mutation DraftMemorandum($input: DraftMemorandumInput!) {
  draftMemorandum(input: $input) {
    memorandum {
      number
      status
    }
  }
}
    `) as unknown as TypedDocumentString<DraftMemorandumMutation, DraftMemorandumMutationVariables>;
export const SignMemorandumDocument = new TypedDocumentString(`
    mutation SignMemorandum($input: SignMemorandumInput!) {
  signMemorandum(input: $input) {
    memorandum {
      number
      status
      signedOn
      filingDueOn
    }
  }
}
    `) as unknown as TypedDocumentString<SignMemorandumMutation, SignMemorandumMutationVariables>;
export const FileMemorandumDocument = new TypedDocumentString(`
    mutation FileMemorandum($input: FileMemorandumInput!) {
  fileMemorandum(input: $input) {
    memorandum {
      number
      status
      filedAt
    }
  }
}
    `) as unknown as TypedDocumentString<FileMemorandumMutation, FileMemorandumMutationVariables>;
export const EndMemorandumDocument = new TypedDocumentString(`
    mutation EndMemorandum($input: EndMemorandumInput!) {
  endMemorandum(input: $input) {
    memorandum {
      number
      status
      endedAt
    }
  }
}
    `) as unknown as TypedDocumentString<EndMemorandumMutation, EndMemorandumMutationVariables>;
export const ClientsDocument = new TypedDocumentString(`
    query Clients($first: Int, $after: String) {
  clients(first: $first, after: $after) {
    nodes {
      ...ClientFacts
    }
    pageInfo {
      hasNextPage
      endCursor
    }
  }
}
    fragment ClientFacts on Client {
  clientId
  name
  kind
  status
  scopes
  organization {
    code
    name
  }
  createdAt
  rotatedAt
  revokedAt
}`) as unknown as TypedDocumentString<ClientsQuery, ClientsQueryVariables>;
export const CreateClientDocument = new TypedDocumentString(`
    mutation CreateClient($input: CreateClientInput!) {
  createClient(input: $input) {
    client {
      ...ClientFacts
    }
    secret
  }
}
    fragment ClientFacts on Client {
  clientId
  name
  kind
  status
  scopes
  organization {
    code
    name
  }
  createdAt
  rotatedAt
  revokedAt
}`) as unknown as TypedDocumentString<CreateClientMutation, CreateClientMutationVariables>;
export const RotateClientSecretDocument = new TypedDocumentString(`
    mutation RotateClientSecret($input: RotateClientSecretInput!) {
  rotateClientSecret(input: $input) {
    client {
      ...ClientFacts
    }
    secret
  }
}
    fragment ClientFacts on Client {
  clientId
  name
  kind
  status
  scopes
  organization {
    code
    name
  }
  createdAt
  rotatedAt
  revokedAt
}`) as unknown as TypedDocumentString<RotateClientSecretMutation, RotateClientSecretMutationVariables>;
export const RevokeClientDocument = new TypedDocumentString(`
    mutation RevokeClient($input: RevokeClientInput!) {
  revokeClient(input: $input) {
    client {
      ...ClientFacts
    }
  }
}
    fragment ClientFacts on Client {
  clientId
  name
  kind
  status
  scopes
  organization {
    code
    name
  }
  createdAt
  rotatedAt
  revokedAt
}`) as unknown as TypedDocumentString<RevokeClientMutation, RevokeClientMutationVariables>;
export const SuspendClientDocument = new TypedDocumentString(`
    mutation SuspendClient($input: SuspendClientInput!) {
  suspendClient(input: $input) {
    client {
      ...ClientFacts
    }
  }
}
    fragment ClientFacts on Client {
  clientId
  name
  kind
  status
  scopes
  organization {
    code
    name
  }
  createdAt
  rotatedAt
  revokedAt
}`) as unknown as TypedDocumentString<SuspendClientMutation, SuspendClientMutationVariables>;
export const ResumeClientDocument = new TypedDocumentString(`
    mutation ResumeClient($input: ResumeClientInput!) {
  resumeClient(input: $input) {
    client {
      ...ClientFacts
    }
  }
}
    fragment ClientFacts on Client {
  clientId
  name
  kind
  status
  scopes
  organization {
    code
    name
  }
  createdAt
  rotatedAt
  revokedAt
}`) as unknown as TypedDocumentString<ResumeClientMutation, ResumeClientMutationVariables>;
export const SetClientAuthenticationDocument = new TypedDocumentString(`
    mutation SetClientAuthentication($input: SetClientAuthenticationInput!) {
  setClientAuthentication(input: $input) {
    client {
      ...ClientFacts
    }
  }
}
    fragment ClientFacts on Client {
  clientId
  name
  kind
  status
  scopes
  organization {
    code
    name
  }
  createdAt
  rotatedAt
  revokedAt
}`) as unknown as TypedDocumentString<SetClientAuthenticationMutation, SetClientAuthenticationMutationVariables>;
export const ListEntriesDocument = new TypedDocumentString(`
    query ListEntries($filter: ListEntryFilter, $first: Int, $after: String) {
  listEntries(filter: $filter, first: $first, after: $after) {
    nodes {
      ...EntryFacts
    }
    pageInfo {
      hasNextPage
      endCursor
    }
  }
}
    fragment EntryFacts on ListEntry {
  number
  status
  origin
  severity
  objected
  decisionNumber
  publishableFrom
  publishedAt
  validFrom
  validUntil
  endedAt
  endReason
  list {
    code
    name
    colour
    version
  }
  subject {
    code
    name
    kind
  }
  identifiedBy {
    code
    name
  }
}`) as unknown as TypedDocumentString<ListEntriesQuery, ListEntriesQueryVariables>;
export const ListEntryByNumberDocument = new TypedDocumentString(`
    query ListEntryByNumber($number: String!) {
  listEntry(number: $number) {
    ...EntryFacts
    ground
    basis
    objectionNote
    repairPath
    history {
      at
      from
      to
      reason
    }
    instructions {
      number
      kind
      status
      dueAt
      agency {
        code
        name
      }
      measure {
        code
        name
      }
    }
  }
}
    fragment EntryFacts on ListEntry {
  number
  status
  origin
  severity
  objected
  decisionNumber
  publishableFrom
  publishedAt
  validFrom
  validUntil
  endedAt
  endReason
  list {
    code
    name
    colour
    version
  }
  subject {
    code
    name
    kind
  }
  identifiedBy {
    code
    name
  }
}`) as unknown as TypedDocumentString<ListEntryByNumberQuery, ListEntryByNumberQueryVariables>;
export const ProposeEntryDocument = new TypedDocumentString(`
    mutation ProposeEntry($input: ProposeEntryInput!) {
  proposeEntry(input: $input) {
    entry {
      ...EntryFacts
    }
  }
}
    fragment EntryFacts on ListEntry {
  number
  status
  origin
  severity
  objected
  decisionNumber
  publishableFrom
  publishedAt
  validFrom
  validUntil
  endedAt
  endReason
  list {
    code
    name
    colour
    version
  }
  subject {
    code
    name
    kind
  }
  identifiedBy {
    code
    name
  }
}`) as unknown as TypedDocumentString<ProposeEntryMutation, ProposeEntryMutationVariables>;
export const ProposeEntriesDocument = new TypedDocumentString(`
    mutation ProposeEntries($input: ProposeEntriesInput!) {
  proposeEntries(input: $input) {
    entries {
      ...EntryFacts
    }
    refusals {
      index
      code
      message
      field
    }
  }
}
    fragment EntryFacts on ListEntry {
  number
  status
  origin
  severity
  objected
  decisionNumber
  publishableFrom
  publishedAt
  validFrom
  validUntil
  endedAt
  endReason
  list {
    code
    name
    colour
    version
  }
  subject {
    code
    name
    kind
  }
  identifiedBy {
    code
    name
  }
}`) as unknown as TypedDocumentString<ProposeEntriesMutation, ProposeEntriesMutationVariables>;
export const ServeEntryNoticeDocument = new TypedDocumentString(`
    mutation ServeEntryNotice($input: ServeEntryNoticeInput!) {
  serveEntryNotice(input: $input) {
    entry {
      ...EntryFacts
    }
    notice {
      number
      servedOn
      channel
      basis
      reason
      rights
    }
  }
}
    fragment EntryFacts on ListEntry {
  number
  status
  origin
  severity
  objected
  decisionNumber
  publishableFrom
  publishedAt
  validFrom
  validUntil
  endedAt
  endReason
  list {
    code
    name
    colour
    version
  }
  subject {
    code
    name
    kind
  }
  identifiedBy {
    code
    name
  }
}`) as unknown as TypedDocumentString<ServeEntryNoticeMutation, ServeEntryNoticeMutationVariables>;
export const PublishEntriesDocument = new TypedDocumentString(`
    mutation PublishEntries($input: PublishEntriesInput!) {
  publishEntries(input: $input) {
    list {
      code
      name
      version
    }
    version
    instructionsIssued
    entries {
      ...EntryFacts
    }
  }
}
    fragment EntryFacts on ListEntry {
  number
  status
  origin
  severity
  objected
  decisionNumber
  publishableFrom
  publishedAt
  validFrom
  validUntil
  endedAt
  endReason
  list {
    code
    name
    colour
    version
  }
  subject {
    code
    name
    kind
  }
  identifiedBy {
    code
    name
  }
}`) as unknown as TypedDocumentString<PublishEntriesMutation, PublishEntriesMutationVariables>;
export const WithdrawEntryDocument = new TypedDocumentString(`
    mutation WithdrawEntry($input: WithdrawEntryInput!) {
  withdrawEntry(input: $input) {
    entry {
      ...EntryFacts
    }
  }
}
    fragment EntryFacts on ListEntry {
  number
  status
  origin
  severity
  objected
  decisionNumber
  publishableFrom
  publishedAt
  validFrom
  validUntil
  endedAt
  endReason
  list {
    code
    name
    colour
    version
  }
  subject {
    code
    name
    kind
  }
  identifiedBy {
    code
    name
  }
}`) as unknown as TypedDocumentString<WithdrawEntryMutation, WithdrawEntryMutationVariables>;
export const RejectEntryDocument = new TypedDocumentString(`
    mutation RejectEntry($input: RejectEntryInput!) {
  rejectEntry(input: $input) {
    entry {
      ...EntryFacts
    }
  }
}
    fragment EntryFacts on ListEntry {
  number
  status
  origin
  severity
  objected
  decisionNumber
  publishableFrom
  publishedAt
  validFrom
  validUntil
  endedAt
  endReason
  list {
    code
    name
    colour
    version
  }
  subject {
    code
    name
    kind
  }
  identifiedBy {
    code
    name
  }
}`) as unknown as TypedDocumentString<RejectEntryMutation, RejectEntryMutationVariables>;
export const RevokeEntryDocument = new TypedDocumentString(`
    mutation RevokeEntry($input: RevokeEntryInput!) {
  revokeEntry(input: $input) {
    entry {
      ...EntryFacts
    }
  }
}
    fragment EntryFacts on ListEntry {
  number
  status
  origin
  severity
  objected
  decisionNumber
  publishableFrom
  publishedAt
  validFrom
  validUntil
  endedAt
  endReason
  list {
    code
    name
    colour
    version
  }
  subject {
    code
    name
    kind
  }
  identifiedBy {
    code
    name
  }
}`) as unknown as TypedDocumentString<RevokeEntryMutation, RevokeEntryMutationVariables>;
export const SubjectByCodeDocument = new TypedDocumentString(`
    query SubjectByCode($code: String!) {
  subject(code: $code) {
    code
    name
    kind
    entries {
      number
      status
      list {
        code
        colour
      }
    }
  }
}
    `) as unknown as TypedDocumentString<SubjectByCodeQuery, SubjectByCodeQueryVariables>;
export const ListVersionDocument = new TypedDocumentString(`
    query ListVersion($code: String!) {
  creditList(code: $code) {
    code
    name
    version
    versions {
      version
      added
    }
  }
}
    `) as unknown as TypedDocumentString<ListVersionQuery, ListVersionQueryVariables>;
export const ImportByIdDocument = new TypedDocumentString(`
    query ImportById($id: ID!) {
  import(id: $id) {
    id
    number
    format
    fileName
    status
    progress
    rowsRead
    accepted
    duplicates
    rejected
    problem
    startedAt
    finishedAt
    rejectsUrl
    provider {
      code
      name
    }
  }
}
    `) as unknown as TypedDocumentString<ImportByIdQuery, ImportByIdQueryVariables>;
export const ImportRejectsDocument = new TypedDocumentString(`
    query ImportRejects($id: ID!, $first: Int, $after: String) {
  import(id: $id) {
    number
    rejected
    rejects(first: $first, after: $after) {
      nodes {
        row
        problems
      }
      pageInfo {
        hasNextPage
        endCursor
      }
    }
  }
}
    `) as unknown as TypedDocumentString<ImportRejectsQuery, ImportRejectsQueryVariables>;
export const CreditRecordsDocument = new TypedDocumentString(`
    query CreditRecords($filter: CreditRecordFilter, $first: Int, $after: String) {
  creditRecords(filter: $filter, first: $first, after: $after) {
    nodes {
      number
      kind
      title
      documentNumber
      decidedOn
      disclosure
      procedure
      finality
      subject {
        code
        name
        kind
      }
      authorityName
    }
    pageInfo {
      hasNextPage
      endCursor
    }
  }
}
    `) as unknown as TypedDocumentString<CreditRecordsQuery, CreditRecordsQueryVariables>;
export const InstructionsDocument = new TypedDocumentString(`
    query Instructions($filter: InstructionFilter, $first: Int, $after: String) {
  instructions(filter: $filter, first: $first, after: $after) {
    nodes {
      ...InstructionFacts
      notice {
        number
        servedOn
      }
      feedback {
        outcome
        appliedOn
        businessNumber
        reportedAt
      }
      history {
        at
        from
        to
        reason
      }
    }
    pageInfo {
      hasNextPage
      endCursor
    }
  }
}
    fragment InstructionFacts on Instruction {
  number
  kind
  status
  issuedAt
  dueAt
  overdue
  acknowledgedAt
  appliedAt
  endedAt
  endReason
  declineReason
  agency {
    code
    name
  }
  entry {
    number
    status
    objected
  }
  measure {
    code
    name
  }
}`) as unknown as TypedDocumentString<InstructionsQuery, InstructionsQueryVariables>;
export const DeclineInstructionDocument = new TypedDocumentString(`
    mutation DeclineInstruction($input: DeclineInstructionInput!) {
  declineInstruction(input: $input) {
    instruction {
      ...InstructionFacts
    }
  }
}
    fragment InstructionFacts on Instruction {
  number
  kind
  status
  issuedAt
  dueAt
  overdue
  acknowledgedAt
  appliedAt
  endedAt
  endReason
  declineReason
  agency {
    code
    name
  }
  entry {
    number
    status
    objected
  }
  measure {
    code
    name
  }
}`) as unknown as TypedDocumentString<DeclineInstructionMutation, DeclineInstructionMutationVariables>;
export const CheckByNumberDocument = new TypedDocumentString(`
    query CheckByNumber($number: String!) {
  check(number: $number) {
    number
    matter
    businessNumber
    checkedAt
    agency {
      code
      name
    }
    results {
      asked
      verdict
      hits {
        suspended
        entry {
          number
          status
        }
        measures {
          measure {
            code
          }
          suspended
          instruction {
            number
            status
          }
        }
      }
    }
  }
}
    `) as unknown as TypedDocumentString<CheckByNumberQuery, CheckByNumberQueryVariables>;
export const ChangesDocument = new TypedDocumentString(`
    query Changes($first: Int, $after: String) {
  changes(first: $first, after: $after) {
    nodes {
      position
      at
      type
      organization {
        code
      }
      summary
    }
    completeFrom
    completeTo
    pageInfo {
      hasNextPage
      endCursor
    }
  }
}
    `) as unknown as TypedDocumentString<ChangesQuery, ChangesQueryVariables>;
export const AccessEventsDocument = new TypedDocumentString(`
    query AccessEvents($filter: AccessEventFilter, $first: Int, $after: String) {
  accessEvents(filter: $filter, first: $first, after: $after) {
    nodes {
      at
      operation
      datasets
      organization {
        code
        name
      }
      purpose {
        matter
        businessNumber
      }
      subject {
        code
      }
    }
    pageInfo {
      hasNextPage
      endCursor
    }
  }
}
    `) as unknown as TypedDocumentString<AccessEventsQuery, AccessEventsQueryVariables>;
export const StatisticsDocument = new TypedDocumentString(`
    query Statistics {
  statistics {
    entriesByColour {
      key
      count
    }
    instructionsByStatus {
      key
      count
    }
    objectionsByStatus {
      key
      count
    }
    records
  }
}
    `) as unknown as TypedDocumentString<StatisticsQuery, StatisticsQueryVariables>;
export const AuditDocument = new TypedDocumentString(`
    query Audit {
  audit {
    rows
    valid
    firstBadPosition
    problem
  }
}
    `) as unknown as TypedDocumentString<AuditQuery, AuditQueryVariables>;
export const AuditHeadDocument = new TypedDocumentString(`
    query AuditHead {
  auditHead {
    hub
    position
    hash
    signed {
      position
      at
      key
      line
    }
  }
}
    `) as unknown as TypedDocumentString<AuditHeadQuery, AuditHeadQueryVariables>;
export const AuditHashesDocument = new TypedDocumentString(`
    query AuditHashes($positions: [String!]!) {
  auditHashes(positions: $positions)
}
    `) as unknown as TypedDocumentString<AuditHashesQuery, AuditHashesQueryVariables>;
export const MemorandaInForceDocument = new TypedDocumentString(`
    query MemorandaInForce($list: String!, $first: Int) {
  memoranda(filter: {list: $list, status: IN_FORCE}, first: $first) {
    nodes {
      number
      clauses {
        number
        trigger
        matter
        implementer {
          code
          name
        }
        measure {
          code
          status
          tier
          catchAll
        }
      }
    }
  }
}
    `) as unknown as TypedDocumentString<MemorandaInForceQuery, MemorandaInForceQueryVariables>;
export const MemorandumByNumberDocument = new TypedDocumentString(`
    query MemorandumByNumber($number: String!) {
  memorandum(number: $number) {
    number
    status
    signatories {
      organization {
        code
      }
      signedAt
    }
  }
}
    `) as unknown as TypedDocumentString<MemorandumByNumberQuery, MemorandumByNumberQueryVariables>;
export const MeasureByCodeDocument = new TypedDocumentString(`
    query MeasureByCode($code: String!) {
  measure(code: $code) {
    code
    name
    tier
    status
    catchAll
    basis {
      text
      rank
    }
  }
}
    `) as unknown as TypedDocumentString<MeasureByCodeQuery, MeasureByCodeQueryVariables>;
export const ObjectionsDocument = new TypedDocumentString(`
    query Objections($filter: ObjectionFilter, $first: Int, $after: String) {
  objections(filter: $filter, first: $first, after: $after) {
    nodes {
      number
      status
      suspends
      ground
      receivedAt
      dueAt
      overdue
      decidedAt
      reasons
      entry {
        number
        status
      }
    }
    pageInfo {
      hasNextPage
      endCursor
    }
  }
}
    `) as unknown as TypedDocumentString<ObjectionsQuery, ObjectionsQueryVariables>;
export const DecideObjectionDocument = new TypedDocumentString(`
    mutation DecideObjection($input: DecideObjectionInput!) {
  decideObjection(input: $input) {
    objection {
      number
      status
      decidedAt
      reasons
      entry {
        number
        status
        objected
        endReason
      }
    }
  }
}
    `) as unknown as TypedDocumentString<DecideObjectionMutation, DecideObjectionMutationVariables>;
export const OrganizationsDocument = new TypedDocumentString(`
    query Organizations($first: Int, $after: String) {
  organizations(first: $first, after: $after) {
    nodes {
      code
      name
      kind
      level
      active
    }
    pageInfo {
      hasNextPage
      endCursor
    }
  }
}
    `) as unknown as TypedDocumentString<OrganizationsQuery, OrganizationsQueryVariables>;
export const MyCreditDocument = new TypedDocumentString(`
    query MyCredit($code: String!) {
  subject(code: $code) {
    code
    name
    grade {
      letter
      score
      ruleSet
      reasons {
        code
        points
        text
        number
      }
      inspectionAdvice
    }
    accessEvents(first: 50) {
      nodes {
        at
        operation
        datasets
        organization {
          name
        }
        purpose {
          matter
          businessNumber
        }
      }
    }
    documents(first: 50) {
      nodes {
        number
        kind
        title
        pdfUrl
        notice {
          number
          servedOn
        }
      }
    }
    reportStanding {
      freePerYear
      takenThisYear
    }
  }
}
    `) as unknown as TypedDocumentString<MyCreditQuery, MyCreditQueryVariables>;
export const ObjectionProgressDocument = new TypedDocumentString(`
    query ObjectionProgress($entry: String!) {
  objections(filter: {entry: $entry}, first: 20) {
    nodes {
      number
      status
      suspends
      dueAt
      reasons
      files {
        name
        hash
      }
      verification {
        finding
        reasons
        dueOn
        provider {
          code
        }
      }
      deadlines {
        kind
        dueOn
        metAt
        overdue
      }
    }
  }
}
    `) as unknown as TypedDocumentString<ObjectionProgressQuery, ObjectionProgressQueryVariables>;
export const AcceptObjectionDocument = new TypedDocumentString(`
    mutation AcceptObjection($input: AcceptObjectionInput!) {
  acceptObjection(input: $input) {
    objection {
      number
      status
      dueAt
    }
  }
}
    `) as unknown as TypedDocumentString<AcceptObjectionMutation, AcceptObjectionMutationVariables>;
export const ReportVerificationDocument = new TypedDocumentString(`
    mutation ReportVerification($input: ReportVerificationInput!) {
  reportVerification(input: $input) {
    objection {
      number
      verification {
        finding
        reasons
      }
    }
  }
}
    `) as unknown as TypedDocumentString<ReportVerificationMutation, ReportVerificationMutationVariables>;
export const RequestReviewDocument = new TypedDocumentString(`
    mutation RequestReview($input: RequestReviewInput!) {
  requestReview(input: $input) {
    objection {
      number
      status
      entry {
        number
        status
      }
    }
  }
}
    `) as unknown as TypedDocumentString<RequestReviewMutation, RequestReviewMutationVariables>;
export const RecordReviewDocument = new TypedDocumentString(`
    mutation RecordReview($input: RecordReviewInput!) {
  recordReview(input: $input) {
    objection {
      number
      status
      reviewDocument
      entry {
        number
        status
      }
    }
  }
}
    `) as unknown as TypedDocumentString<RecordReviewMutation, RecordReviewMutationVariables>;
export const RepairOutlookDocument = new TypedDocumentString(`
    query RepairOutlook($entry: String, $record: String) {
  repairOutlook(entry: $entry, record: $record) {
    repairable
    reason
    earliestOn
    endsOn
    ruleSet {
      code
      title
    }
    conditions {
      kind
      met
      reason
      metFrom
    }
    missing
    howTo
  }
}
    `) as unknown as TypedDocumentString<RepairOutlookQuery, RepairOutlookQueryVariables>;
export const ApplyForRepairDocument = new TypedDocumentString(`
    mutation ApplyForRepair($input: ApplyForRepairInput!) {
  applyForRepair(input: $input) {
    repair {
      number
      status
      deadlines {
        kind
        dueOn
      }
    }
  }
}
    `) as unknown as TypedDocumentString<ApplyForRepairMutation, ApplyForRepairMutationVariables>;
export const AcceptRepairDocument = new TypedDocumentString(`
    mutation AcceptRepair($input: AcceptRepairInput!) {
  acceptRepair(input: $input) {
    repair {
      number
      status
    }
  }
}
    `) as unknown as TypedDocumentString<AcceptRepairMutation, AcceptRepairMutationVariables>;
export const DecideRepairDocument = new TypedDocumentString(`
    mutation DecideRepair($input: DecideRepairInput!) {
  decideRepair(input: $input) {
    repair {
      number
      status
      reasons
      conditions {
        kind
        met
      }
    }
  }
}
    `) as unknown as TypedDocumentString<DecideRepairMutation, DecideRepairMutationVariables>;
export const RestorationsDocument = new TypedDocumentString(`
    query Restorations($filter: RestorationFilter) {
  restorations(filter: $filter, first: 20) {
    nodes {
      number
      cause
      status
      responsible {
        code
        name
      }
      entry {
        number
      }
      recipients {
        organization {
          code
          name
        }
        grounds
        acknowledgedAt
      }
      tasks {
        kind
        status
        dueOn
        owner {
          code
        }
      }
      announcement {
        kind
        text
      }
      doneAt
    }
  }
}
    `) as unknown as TypedDocumentString<RestorationsQuery, RestorationsQueryVariables>;
export const ChangesToAcknowledgeDocument = new TypedDocumentString(`
    query ChangesToAcknowledge {
  changesToAcknowledge(first: 50) {
    nodes {
      id
      type
      summary
    }
  }
}
    `) as unknown as TypedDocumentString<ChangesToAcknowledgeQuery, ChangesToAcknowledgeQueryVariables>;
export const AcknowledgeChangeDocument = new TypedDocumentString(`
    mutation AcknowledgeChange($input: AcknowledgeChangeInput!) {
  acknowledgeChange(input: $input) {
    change {
      id
      type
    }
  }
}
    `) as unknown as TypedDocumentString<AcknowledgeChangeMutation, AcknowledgeChangeMutationVariables>;
export const CompleteRestorationTaskDocument = new TypedDocumentString(`
    mutation CompleteRestorationTask($input: CompleteRestorationTaskInput!) {
  completeRestorationTask(input: $input) {
    restoration {
      number
      status
    }
  }
}
    `) as unknown as TypedDocumentString<CompleteRestorationTaskMutation, CompleteRestorationTaskMutationVariables>;
export const AnnouncementsDocument = new TypedDocumentString(`
    query Announcements($filter: AnnouncementFilter) {
  announcements(filter: $filter, first: 20) {
    nodes {
      number
      kind
      text
    }
  }
}
    `) as unknown as TypedDocumentString<AnnouncementsQuery, AnnouncementsQueryVariables>;
export const TakeReportDocument = new TypedDocumentString(`
    mutation TakeReport($input: TakeReportInput!) {
  takeReport(input: $input) {
    report {
      number
      year
      ordinal
      document {
        number
        pdfUrl
      }
    }
  }
}
    `) as unknown as TypedDocumentString<TakeReportMutation, TakeReportMutationVariables>;
export const MyInstructionsDocument = new TypedDocumentString(`
    query MyInstructions($filter: InstructionFilter, $first: Int, $after: String) {
  instructions(filter: $filter, first: $first, after: $after) {
    totalCount
    nodes {
      number
      status
      kind
      dueAt
      overdue
      subject {
        code
        name
      }
      entry {
        number
        status
        ground
      }
      measure {
        code
        name
        limit
      }
      clause {
        number
        matter
        trigger
        basis
        feedbackDays
      }
      notice {
        number
        servedOn
      }
    }
    pageInfo {
      hasNextPage
      endCursor
    }
  }
}
    `) as unknown as TypedDocumentString<MyInstructionsQuery, MyInstructionsQueryVariables>;
export const RaiseObjectionDocument = new TypedDocumentString(`
    mutation RaiseObjection($input: RaiseObjectionInput!) {
  raiseObjection(input: $input) {
    objection {
      number
      status
      suspends
      receivedAt
      dueAt
      entry {
        number
        status
        objected
        objectionNote
      }
    }
  }
}
    `) as unknown as TypedDocumentString<RaiseObjectionMutation, RaiseObjectionMutationVariables>;
export const ReportFeedbackDocument = new TypedDocumentString(`
    mutation ReportFeedback($input: ReportFeedbackInput!) {
  reportFeedback(input: $input) {
    instruction {
      number
      status
      appliedAt
      history {
        at
        from
        to
      }
    }
    feedback {
      outcome
      appliedOn
      businessNumber
      detail
      reportedAt
    }
  }
}
    `) as unknown as TypedDocumentString<ReportFeedbackMutation, ReportFeedbackMutationVariables>;
export const ServeNoticeDocument = new TypedDocumentString(`
    mutation ServeNotice($input: ServeNoticeInput!) {
  serveNotice(input: $input) {
    instruction {
      number
      status
    }
    notice {
      number
      servedOn
      channel
      proof
      basis
      reason
      rights
    }
  }
}
    `) as unknown as TypedDocumentString<ServeNoticeMutation, ServeNoticeMutationVariables>;
export const ViewerDocument = new TypedDocumentString(`
    query Viewer {
  viewer {
    kind
    clientId
    organization {
      code
      name
      level
    }
    scopes
    purpose {
      matter
      businessNumber
    }
    quotaLeft
  }
}
    `) as unknown as TypedDocumentString<ViewerQuery, ViewerQueryVariables>;