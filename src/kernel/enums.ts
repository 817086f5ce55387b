import 'reflect-metadata';
import { registerEnumType } from 'type-graphql';
import { matters, viewerKinds } from './principal.js';
import * as terms from './terms.js';

type EnumOf<Value extends string> = { [Key in Value]: Key };

const words = new Map<object, Record<string, string>>();

/** The Chinese word of an enum's value, as the schema describes it: papers use the same ones. */
export const chineseOf = <Value extends string>(of: EnumOf<Value>, value: Value): string =>
  words.get(of)![value]!;

const enumOf = <Value extends string>(
  name: string,
  values: readonly Value[],
  description: string,
  chinese: Record<Value, string>,
): EnumOf<Value> => {
  const object = Object.fromEntries(values.map((value) => [value, value])) as EnumOf<Value>;
  words.set(object, chinese);
  registerEnumType(object, {
    name,
    description,
    valuesConfig: Object.fromEntries(
      values.map((value) => [value, { description: chinese[value] }]),
    ) as never,
  });
  return object;
};

export const ViewerKindEnum = enumOf('ViewerKind', viewerKinds, 'Who asks. 访问者类别', {
  PUBLIC: '社会公众',
  SUBJECT: '信用主体',
  AGENCY: '行政机关',
  OFFICE: '信用办',
  AUDITOR: '审计',
  FIRM: '信用服务机构',
  BANK: '金融机构',
  ASSOCIATION: '行业协会商会',
  REGION: '外地平台',
});
export const OrganizationKindEnum = enumOf(
  'OrganizationKind',
  terms.organizationKinds,
  'Kind of organization. 组织类别',
  {
    OFFICE: '信用办',
    AGENCY: '行政机关',
    AUTHORISED_BODY: '授权组织',
    FIRM: '信用服务机构',
    BANK: '金融机构',
    ASSOCIATION: '行业协会商会',
    REGION: '外地平台',
    AUDITOR: '审计机关',
  },
);
export const LevelEnum = enumOf('Level', terms.levels, 'Level of government. 层级', {
  NATIONAL: '国家',
  PROVINCIAL: '省',
  MUNICIPAL: '市',
  COUNTY: '县',
});
export const SubjectKindEnum = enumOf('SubjectKind', terms.subjectKinds, 'Kind of subject. 主体类别', {
  LEGAL_PERSON: '法人',
  UNINCORPORATED: '非法人组织',
  SOLE_TRADER: '个体工商户',
  NATURAL_PERSON: '自然人',
});
export const CheckDigitEnum = enumOf(
  'CheckDigitStatus',
  terms.checkDigitStatuses,
  'Whether the unified code passes its check digit (GB 32100). 校验位状态',
  {
    VALID: '校验通过',
    REGISTRY_CONFIRMED: '校验不符但登记机关确认',
  },
);
export const ListColourEnum = enumOf('ListColour', terms.listColours, 'Colour of a list. 名单类别', {
  RED: '红名单（联合激励）',
  WATCH: '重点关注名单（未达黑名单标准）',
  BLACK: '黑名单（联合惩戒）',
});
export const SeverityEnum = enumOf('Severity', terms.severities, 'Severity of the dishonesty. 失信程度', {
  MINOR: '轻微',
  GENERAL: '一般',
  SERIOUS: '严重',
});
export const BasisRankEnum = enumOf(
  'BasisRank',
  terms.basisRanks,
  'Rank of a legal basis, strongest first (Henan 34). 依据位阶',
  {
    LAW: '法律',
    ADMINISTRATIVE_REGULATION: '行政法规',
    LOCAL_REGULATION: '地方性法规',
    RULE: '规章',
    POLICY: '政策文件',
  },
);
export const MatterEnum = enumOf('Matter', matters, 'The matter being handled. 办理事项', {
  LICENSING: '行政许可',
  PROCUREMENT: '政府采购',
  BIDDING: '招标投标',
  LAND: '国有土地出让',
  SUBSIDY: '财政资金补助',
  AWARD: '表彰奖励',
  INSPECTION: '监督检查',
  QUALIFICATION: '任职资格与资质',
  FRANCHISE: '特许经营',
  FINANCE: '金融业务',
  CONSUMPTION: '高消费',
  HONOUR: '荣誉称号',
  PUBLIC_SERVICE: '公共服务',
});
export const MeasureKindEnum = enumOf('MeasureKind', terms.measureKinds, 'Kind of measure. 措施性质', {
  INCENTIVE: '激励',
  PUNISHMENT: '惩戒',
});
export const TriggerEnum = enumOf('Trigger', terms.triggers, 'What triggers a clause. 触发方式', {
  ON_PUBLICATION: '名单发布时',
  ON_CHECK: '查询比对时',
});
export const EntryOriginEnum = enumOf(
  'EntryOrigin',
  terms.entryOrigins,
  'Where an entry comes from. 条目来源',
  { LOCAL: '本地认定', UPSTREAM: '上级或外地认定' },
);
export const EntryStatusEnum = enumOf('EntryStatus', terms.entryStatuses, 'State of an entry. 条目状态', {
  PROPOSED: '已提出',
  NOTIFIED: '已告知或公示',
  PUBLISHED: '已发布',
  SUSPENDED: '暂停执行',
  REMOVED: '已修复移出',
  EXPIRED: '到期',
  REVOKED: '已撤销',
  REJECTED: '不予列入',
  WITHDRAWN: '已撤回',
});
export const MeasureStatusEnum = enumOf(
  'MeasureStatus',
  terms.measureStatuses,
  'State of a measure. 措施状态',
  { DRAFT: '草案', PUBLISHED: '已公布', RETIRED: '已停用' },
);
export const MemorandumStatusEnum = enumOf(
  'MemorandumStatus',
  terms.memorandumStatuses,
  'State of a memorandum. 备忘录状态',
  {
    DRAFT: '草案',
    SIGNING: '签署中',
    IN_FORCE: '生效',
    ENDED: '终止',
  },
);
export const InstructionStatusEnum = enumOf(
  'InstructionStatus',
  terms.instructionStatuses,
  'State of an instruction. 任务状态',
  {
    ISSUED: '已下达',
    ACKNOWLEDGED: '已签收',
    APPLIED: '已执行',
    SUSPENDED: '暂停',
    DECLINED: '不予执行',
    LIFTED: '已解除',
    CANCELLED: '已取消',
  },
);
export const ObjectionStatusEnum = enumOf(
  'ObjectionStatus',
  terms.objectionStatuses,
  'State of an objection. 异议状态',
  {
    SUBMITTED: '已收到',
    ACCEPTED: '已受理',
    VERIFYING: '核查中',
    UPHELD: '成立',
    DISMISSED: '不成立',
    REVIEWING: '复核中',
  },
);
export const ObjectionChannelEnum = enumOf(
  'ObjectionChannel',
  terms.objectionChannels,
  'How an objection came in. 异议渠道',
  {
    WEB: '网站',
    PHONE: '电话',
    EMAIL: '电子邮件',
    COUNTER: '窗口',
    WECHAT: '微信公众号',
  },
);
export const VerdictEnum = enumOf('Verdict', terms.verdicts, 'What a check says. 比对结论', {
  CLEAR: '无命中',
  INCENTIVE: '激励',
  PUNISHMENT: '惩戒',
  BOTH: '激励与惩戒并存',
  SUSPENDED: '仅有暂停执行的条目',
  UNKNOWN_SUBJECT: '查无此主体',
});
export const RecordKindEnum = enumOf('RecordKind', terms.recordKinds, 'Kind of credit record. 信用信息类别', {
  PENALTY: '行政处罚',
  LICENCE: '行政许可',
  AWARD: '表彰奖励',
  JUDGMENT: '司法裁判',
  COMMITMENT: '信用承诺',
});
export const DisclosureModeEnum = enumOf(
  'DisclosureMode',
  terms.disclosureModes,
  'How a record may be disclosed (Henan 18). 披露方式',
  {
    OPEN: '公开公示',
    SHARED: '政务共享',
    AUTHORISED: '授权查询',
    INTERNAL: '内部使用',
  },
);
export const ProcedureEnum = enumOf(
  'Procedure',
  terms.procedures,
  'Procedure of a penalty (Henan 13). 处罚程序',
  { SIMPLIFIED: '简易程序', ORDINARY: '普通程序' },
);
export const FinalityEnum = enumOf(
  'Finality',
  terms.finalities,
  'Whether review and litigation are over (Henan 20(2)). 是否终局',
  { FINAL: '已终局', OPEN: '尚可复议或诉讼' },
);
export const ImportFormatEnum = enumOf('ImportFormat', terms.importFormats, 'Format of a file. 文件格式', {
  CF: '行政处罚（双公示）',
  XK: '行政许可（双公示）',
  ENTRIES: '名单条目',
});
export const ImportStatusEnum = enumOf('ImportStatus', terms.importStatuses, 'State of an import. 导入状态', {
  RECEIVED: '已接收',
  RUNNING: '导入中',
  DONE: '完成',
  FAILED: '失败',
});
export const NoticeChannelEnum = enumOf(
  'NoticeChannel',
  terms.noticeChannels,
  'How a notice was served. 送达方式',
  {
    IN_PERSON: '直接送达',
    POST: '邮寄送达',
    ELECTRONIC: '电子送达',
    PUBLIC_ANNOUNCEMENT: '公告送达',
  },
);
export const FeedbackOutcomeEnum = enumOf(
  'FeedbackOutcome',
  terms.feedbackOutcomes,
  'What the agency reports. 反馈结果',
  { APPLIED: '已执行', LIFTED: '已解除' },
);
export const ClientStatusEnum = enumOf(
  'ClientStatus',
  terms.clientStatuses,
  'State of an API client. 客户端状态',
  { ACTIVE: '有效', SUSPENDED: '已停用', REVOKED: '已吊销' },
);
export const ClientAuthenticationEnum = enumOf(
  'ClientAuthentication',
  terms.clientAuthentications,
  'What an API client signs in with. 认证方式',
  { SECRET: '密钥', KEYS: '公钥（private_key_jwt）' },
);
export const ChangeTypeEnum = enumOf('ChangeType', terms.changeTypes, 'What changed. 变更类型', {
  LIST_VERSION_PUBLISHED: '名单版本发布',
  ENTRY_PUBLISHED: '条目发布',
  ENTRY_SUSPENDED: '条目暂停',
  ENTRY_RESTORED: '条目恢复',
  ENTRY_ENDED: '条目终止',
  INSTRUCTIONS_ISSUED: '任务下达',
  INSTRUCTION_UPDATED: '任务变化',
  MEASURE_PUBLISHED: '措施公布',
  MEASURE_RETIRED: '措施停用',
  MEMORANDUM_IN_FORCE: '备忘录生效',
  MEMORANDUM_ENDED: '备忘录终止',
  RECORDS_IMPORTED: '信用信息导入',
  OBJECTION_RECEIVED: '收到异议',
  OBJECTION_DECIDED: '异议办结',
  ENTRY_CORRECTED: '条目更正',
  RECORD_CORRECTED: '信用信息更正',
  RECORD_WITHDRAWN: '信用信息撤下',
  VERIFICATION_ASKED: '请求核查',
  REPAIR_APPLIED: '收到修复申请',
  REPAIR_DECIDED: '修复办结',
  RESTORATION_OPENED: '启动恢复信誉',
  RESTORATION_DONE: '恢复信誉完成',
  DEADLINE_NEAR: '期限将至',
  DEADLINE_MISSED: '期限已过',
  INCIDENT_UPDATED: '安全事件进展',
});
export const DeadlineKindEnum = enumOf(
  'DeadlineKind',
  terms.deadlineKinds,
  'What a term of the law runs for. 期限类别',
  {
    OBJECTION_DECISION: '异议办结',
    VERIFICATION: '提供单位核查',
    REPAIR_ACCEPTANCE: '修复受理',
    REPAIR_DECISION: '修复决定',
    RESTORATION_TASK: '恢复信誉事项',
    ACKNOWLEDGEMENT: '变更签收',
  },
);
export const DocumentKindEnum = enumOf(
  'DocumentKind',
  terms.documentKinds,
  'Papers the hub makes out. 文书类别',
  {
    LISTING_NOTICE: '列入告知书',
    MEASURE_NOTICE: '措施告知书',
    OBJECTION_DECISION: '异议处理结果告知书',
    REPAIR_DECISION: '信用修复决定告知书',
    CORRECTION_NOTICE: '更正与恢复信誉告知书',
    CREDIT_REPORT: '信用报告',
    INCIDENT_NOTICE: '信用信息安全事件告知书',
  },
);
export const IncidentKindEnum = enumOf(
  'IncidentKind',
  terms.incidentKinds,
  'What happened to credit information (Policy 五(二), Henan 25). 安全事件类别',
  {
    LEAK: '泄露',
    TAMPERING: '篡改',
    SALE: '出售或非法提供',
    LOSS: '损毁或丢失',
    MISUSE: '越权查询或违规使用',
  },
);
export const IncidentStatusEnum = enumOf(
  'IncidentStatus',
  terms.incidentStatuses,
  'State of an incident. 安全事件状态',
  { REPORTED: '已报告', INVESTIGATING: '调查中', CONFIRMED: '已认定', UNFOUNDED: '不属实', CLOSED: '已办结' },
);
export const AnnouncementKindEnum = enumOf(
  'AnnouncementKind',
  terms.announcementKinds,
  'What is announced where an entry was published (Henan 37, 66). 公告类别',
  { REMOVAL: '移出公告', EXPIRY: '期满公告', REVOCATION: '撤销公告', CORRECTION: '更正公告' },
);
export const WithdrawalKindEnum = enumOf(
  'WithdrawalKind',
  terms.withdrawalKinds,
  'Why a record is withdrawn before its term. 撤下原因类别',
  { REVOKED: '撤销', REPAIRED: '修复' },
);
export const ObjectionRemedyEnum = enumOf(
  'ObjectionRemedy',
  terms.objectionRemedies,
  'What becomes of what was wrong. 更正方式',
  { REVOKE: '撤销', CORRECT: '更正' },
);
export const VerificationFindingEnum = enumOf(
  'VerificationFinding',
  terms.verificationFindings,
  'What the provider found (Henan 41). 核查结论',
  { WRONG: '信息有误', RIGHT: '信息无误' },
);
export const PauseKindEnum = enumOf(
  'PauseKind',
  terms.pauseKinds,
  'What stops the clock of an objection (Henan 41). 停止计时事由',
  {
    INSPECTION: '检验',
    TESTING: '检测',
    QUARANTINE: '检疫',
    APPRAISAL: '鉴定',
    EXPERT_REVIEW: '专家评审',
  },
);
export const RepairStatusEnum = enumOf('RepairStatus', terms.repairStatuses, 'State of a repair. 修复状态', {
  APPLIED: '已申请',
  ACCEPTED: '已受理',
  APPROVED: '准予修复',
  REFUSED: '不予修复',
  WITHDRAWN: '已撤回',
});
export const RepairConditionKindEnum = enumOf(
  'RepairConditionKind',
  terms.repairConditionKinds,
  'A condition of repair (Henan 43). 修复条件',
  {
    REPAIRABLE: '属于可修复事项',
    MINIMUM_PERIOD: '最短公示期届满',
    DUTIES_DONE: '义务履行完毕',
    COMMITMENT: '公开信用承诺',
    TRAINING: '信用培训',
    CREDIT_REPORT: '信用报告',
    COMMUNITY_SERVICE: '社会公益服务',
    NO_REPEAT: '未再受同类处罚',
    NOT_ON_SERIOUS_LIST: '未在严重失信名单中',
  },
);
export const RecipientGroundEnum = enumOf(
  'RecipientGround',
  terms.recipientGrounds,
  'How an organization came to know of what is taken back. 知悉途径',
  {
    PROVIDER: '认定或提供',
    INSTRUCTION: '接收奖惩任务',
    CHECK: '查询比对命中',
    ACCESS: '查询',
    FEED: '接收变更流',
  },
);
export const RestorationStatusEnum = enumOf(
  'RestorationStatus',
  terms.restorationStatuses,
  'State of a restoration. 恢复信誉状态',
  { OPEN: '进行中', DONE: '已完成' },
);
export const RestorationCauseEnum = enumOf(
  'RestorationCause',
  terms.restorationCauses,
  'Why credit is restored (Henan 42, 66). 恢复信誉事由',
  {
    OBJECTION: '异议成立',
    REVOCATION: '撤销条目',
    OUTCOME: '复议、诉讼或投诉结果',
    ANNULLED_ACT: '原行为被撤销',
  },
);
export const RestorationTaskKindEnum = enumOf(
  'RestorationTaskKind',
  terms.restorationTaskKinds,
  'What else is owed to the subject (Henan 66). 恢复事项',
  { APOLOGY: '赔礼道歉', COMPENSATION: '赔偿损失', STAFF_RESPONSIBILITY: '责任追究' },
);
export const RestorationTaskStatusEnum = enumOf(
  'RestorationTaskStatus',
  terms.restorationTaskStatuses,
  'State of such a task. 事项状态',
  { OPEN: '待办', DONE: '已办', NOT_REQUIRED: '经认定无需办理' },
);
export const OutcomeKindEnum = enumOf(
  'OutcomeKind',
  terms.outcomeKinds,
  'Complaint, administrative review or litigation (Policy 五(五)). 救济途径',
  { COMPLAINT: '投诉', ADMINISTRATIVE_REVIEW: '行政复议', LITIGATION: '行政诉讼' },
);
export const OutcomeResultEnum = enumOf('OutcomeResult', terms.outcomeResults, 'How it ended. 救济结果', {
  ANNULLED: '撤销或确认违法',
  CHANGED: '变更',
  CONFIRMED: '维持',
  ENDED_OTHERWISE: '撤回或终结',
});
export const GradeLetterEnum = enumOf('GradeLetter', terms.gradeLetters, 'Grade of credit. 信用等级', {
  A: '优',
  B: '良',
  C: '中',
  D: '差',
});
export const PractitionerGroupEnum = enumOf(
  'PractitionerGroup',
  terms.practitionerGroups,
  'Profession of which credit is looked at specially (Policy 一(二)3). 重点职业人群',
  {
    LEGAL_REPRESENTATIVE: '企业法定代表人',
    LAWYER: '律师',
    TEACHER: '教师',
    PHYSICIAN: '医师',
    PHARMACIST: '执业药师',
    ACCOUNTANT: '会计审计人员',
    APPRAISER: '评估师',
    TAX_AGENT: '税务师',
    CONSTRUCTION_ENGINEER: '注册建造、造价、监理人员',
    FIRE_ENGINEER: '注册消防工程师',
    ESTATE_AGENT: '房地产中介从业人员',
    FINANCIAL_PRACTITIONER: '金融从业人员',
    TOUR_GUIDE: '导游',
    CIVIL_SERVANT: '公务员',
  },
);
