import { TallyEntity } from '../modules/supervision/tally.entity.js';
import { FreshnessEntity, TouchEntity } from './freshness.entity.js';
import {
  AccessEventEntity,
  AuditEventEntity,
  ChangeEntity,
  ChangeRecipientEntity,
  FeedDeliveryEntity,
  IdempotencyEntity,
  LedgerHeadEntity,
  StatusChangeEntity,
} from '../modules/ledger/ledger.entity.js';
import { ClientEntity } from '../modules/organizations/client.entity.js';
import { OrganizationEntity } from '../modules/organizations/organization.entity.js';
import { QuotaEntity } from '../modules/organizations/quota.entity.js';
import { TokenEntity } from '../modules/organizations/token.entity.js';
import { SubjectEntity } from '../modules/subjects/subject.entity.js';
import { ImportEntity, ImportRejectEntity } from '../modules/records/import.entity.js';
import { RecordEntity } from '../modules/records/record.entity.js';
import { MeasureEntity, MeasureImplementerEntity } from '../modules/measures/measure.entity.js';
import {
  ClauseEntity,
  MemorandumEntity,
  MemorandumListEntity,
  SignatoryEntity,
} from '../modules/memoranda/memorandum.entity.js';
import { ListEntity, ListVersionEntity } from '../modules/lists/list.entity.js';
import { EntryEntity } from '../modules/lists/entry.entity.js';
import { CheckEntity, CheckHitEntity, CheckResultEntity } from '../modules/enforcement/check.entity.js';
import {
  FeedbackEntity,
  InstructionEntity,
  NoticeEntity,
} from '../modules/enforcement/instruction.entity.js';
import { ObjectionEntity } from '../modules/objections/objection.entity.js';
import {
  ObjectionPauseEntity,
  ObjectionPointEntity,
  VerificationEntity,
} from '../modules/objections/verification.entity.js';
import { AttachmentEntity, FileEntity } from '../modules/files/file.entity.js';
import { DeadlineEntity } from '../modules/deadlines/deadline.entity.js';
import { DocumentEntity } from '../modules/documents/document.entity.js';
import { StaffEntity } from '../modules/identity/staff.entity.js';
import { SessionEntity } from '../modules/identity/session.entity.js';
import { AnnouncementEntity } from '../modules/lists/announcement.entity.js';
import { RepairEntity } from '../modules/repairs/repair.entity.js';
import { CommunityServiceEntity, ReorganisationEntity } from '../modules/repairs/support.entity.js';
import {
  OutcomeEntity,
  RestorationEntity,
  RestorationTaskEntity,
} from '../modules/restorations/restoration.entity.js';
import { LegalHoldEntity } from '../modules/retention/hold.entity.js';
import { ReportEntity } from '../modules/reports/report.entity.js';
import { IncidentEntity, IncidentSubjectEntity } from '../modules/supervision/incident.entity.js';

/** Every table of the hub: what migrations are made from and checked against. */
export const entities = [
  LedgerHeadEntity,
  AuditEventEntity,
  ChangeEntity,
  ChangeRecipientEntity,
  FeedDeliveryEntity,
  AccessEventEntity,
  IdempotencyEntity,
  StatusChangeEntity,
  FileEntity,
  AttachmentEntity,
  OrganizationEntity,
  ClientEntity,
  TokenEntity,
  QuotaEntity,
  SubjectEntity,
  ImportEntity,
  ImportRejectEntity,
  RecordEntity,
  MeasureEntity,
  MeasureImplementerEntity,
  MemorandumEntity,
  MemorandumListEntity,
  SignatoryEntity,
  ClauseEntity,
  ListEntity,
  ListVersionEntity,
  EntryEntity,
  CheckEntity,
  CheckResultEntity,
  CheckHitEntity,
  InstructionEntity,
  NoticeEntity,
  FeedbackEntity,
  ObjectionEntity,
  VerificationEntity,
  ObjectionPauseEntity,
  ObjectionPointEntity,
  DeadlineEntity,
  DocumentEntity,
  SessionEntity,
  StaffEntity,
  AnnouncementEntity,
  RepairEntity,
  CommunityServiceEntity,
  ReorganisationEntity,
  OutcomeEntity,
  RestorationEntity,
  RestorationTaskEntity,
  ReportEntity,
  IncidentEntity,
  IncidentSubjectEntity,
  LegalHoldEntity,
  FreshnessEntity,
  TouchEntity,
  TallyEntity,
];
