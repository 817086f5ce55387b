// Made by `npm run codegen` from schema/hub.graphql and schema/operations; do not edit.
/** Internal type. DO NOT USE DIRECTLY. */
type Exact<T extends { [key: string]: unknown }> = { [K in keyof T]: T[K] };
/** Internal type. DO NOT USE DIRECTLY. */
export type Incremental<T> = T | { [P in keyof T]?: P extends ' $fragmentName' | '__typename' ? T[P] : never };
import type { DocumentTypeDecoration } from '@graphql-typed-document-node/core';
/** Which instruction. 签收任务 */
export type AcknowledgeInstructionInput = {
  /** Its number. 任务编号 */
  instruction: string;
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

/** Who is checked, at which matter and business. 查询比对 */
export type CheckSubjectsInput = {
  /** Number of the business. 业务编号 */
  businessNumber: string;
  /** The matter handled. 事项 */
  matter: Matter;
  /** 1 to 500 subjects. 主体 */
  subjects: Array<SubjectInput>;
};

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

/** An objection to an entry or to a record. 提出异议 */
export type RaiseObjectionInput = {
  /** How it came in. 渠道 */
  channel: ObjectionChannel;
  /** Number of the entry; or else record. 条目编号 */
  entry?: string | null | undefined;
  /** References of evidence. 证明材料 */
  evidence?: Array<string> | null | undefined;
  /** Ground in short. 异议事由 */
  ground: string;
  /** Number of the record; or else entry. 信用信息编号 */
  record?: string | null | undefined;
  /** What is wrong and why. 陈述 */
  statement: string;
};

/** What was done (Policy 四(五)). 执行反馈 */
export type ReportFeedbackInput = {
  /** On which day. 执行日期 */
  appliedOn: string;
  /** In which business. 业务编号 */
  businessNumber?: string | null | undefined;
  /** What was done. 执行情况 */
  detail?: string | null | undefined;
  /** Number of the instruction. 任务编号 */
  instruction: string;
  /** Applied or lifted. 结果 */
  outcome: FeedbackOutcome;
};

/** The notice to the subject before a punishment is applied (Policy 三(二)). 告知主体 */
export type ServeNoticeInput = {
  /** How. 送达方式 */
  channel: NoticeChannel;
  /** Number of the instruction. 任务编号 */
  instruction: string;
  /** Proof of service. 送达凭证 */
  proof: string;
  /** Reason told to the subject. 理由 */
  reason: string;
  /** Day it was served. 送达日期 */
  servedOn: string;
};

/** Severity of the dishonesty. 失信程度 */
export type Severity =
  /** 一般 */
  | 'GENERAL'
  /** 轻微 */
  | 'MINOR'
  /** 严重 */
  | 'SERIOUS';

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