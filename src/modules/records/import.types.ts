import { Field, Float, Int, ObjectType } from 'type-graphql';
import { connectionOf, Node } from '../../kernel/connection.types.js';
import { FinalityEnum, ImportFormatEnum, ImportStatusEnum, ProcedureEnum } from '../../kernel/enums.js';
import { DateTimeScalar } from '../../kernel/scalars.js';
import type { Finality, ImportFormat, ImportStatus, Procedure } from '../../kernel/terms.js';
import { Organization } from '../organizations/organization.types.js';

@ObjectType({
  implements: Node,
  simpleResolvers: true,
  description: 'A file taken in (Henan 13, 17). 数据导入',
})
export class Import extends Node {
  @Field(() => String, { description: "The hub's number. 编号" })
  number!: string;
  @Field(() => ImportFormatEnum, { description: 'Format. 格式' })
  format!: ImportFormat;
  @Field(() => String, { description: 'Name of the file. 文件名' })
  fileName!: string;
  @Field(() => ImportStatusEnum, { description: 'State. 状态' })
  status!: ImportStatus;
  @Field(() => Organization, { description: 'Who sent it. 提供单位' })
  provider!: Organization;
  @Field(() => ProcedureEnum, { description: 'Procedure declared for its rows (Henan 13). 声明的处罚程序' })
  procedure!: Procedure;
  @Field(() => FinalityEnum, { description: 'Finality declared for its rows (Henan 20(2)). 声明的终局性' })
  finality!: Finality;
  @Field(() => Int, { description: 'Rows read so far. 已读行数' })
  rowsRead!: number;
  @Field(() => Int, { description: 'Rows that became records or entries. 接受行数' })
  accepted!: number;
  @Field(() => Int, { description: 'Rows the hub had already. 重复行数' })
  duplicates!: number;
  @Field(() => Int, { description: 'Rows refused. 拒绝行数' })
  rejected!: number;
  @Field(() => Float, { nullable: true, description: 'Share of the file read, 0 to 1. 进度' })
  progress!: number | null;
  @Field(() => DateTimeScalar, { nullable: true, description: 'When it began. 开始时间' })
  startedAt!: Date | null;
  @Field(() => DateTimeScalar, { nullable: true, description: 'When it ended. 结束时间' })
  finishedAt!: Date | null;
  @Field(() => String, { nullable: true, description: 'Why it failed, and what to do. 失败原因' })
  problem!: string | null;
  @Field(() => String, {
    nullable: true,
    description: 'Where the refused rows can be fetched as a file. 拒绝行下载地址',
  })
  rejectsUrl!: string | null;
  @Field(() => DateTimeScalar, { description: 'When the file was received. 接收时间' })
  createdAt!: Date;
  // Not fields of the type: what loaders and the policy look at.
  providerId!: number;
}

@ObjectType({ simpleResolvers: true, description: 'A row that was refused. 拒绝行' })
export class ImportReject {
  @Field(() => Int, { description: 'Its number in the file; the header is 1. 行号' })
  row!: number;
  @Field(() => [String], { description: 'All its problems. 问题' })
  problems!: string[];
  // Not fields of the type: what loaders and the policy look at.
  importId!: number;
}

export const ImportRejectConnection = connectionOf('ImportReject', () => ImportReject);
