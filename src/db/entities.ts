import {
  AccessEventEntity,
  AuditEventEntity,
  ChangeEntity,
  IdempotencyEntity,
  LedgerHeadEntity,
  StatusChangeEntity,
} from '../modules/ledger/ledger.entity.js';
import { ClientEntity } from '../modules/organizations/client.entity.js';
import { OrganizationEntity } from '../modules/organizations/organization.entity.js';
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

/** Every table of the hub: what migrations are made from and checked against. */
export const entities = [
  LedgerHeadEntity,
  AuditEventEntity,
  ChangeEntity,
  AccessEventEntity,
  IdempotencyEntity,
  StatusChangeEntity,
  OrganizationEntity,
  ClientEntity,
  TokenEntity,
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
];
