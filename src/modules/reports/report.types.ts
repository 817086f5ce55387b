import { Field, InputType, Int, ObjectType } from 'type-graphql';
import { DateTimeScalar } from '../../kernel/scalars.js';
import { Document } from '../documents/document.types.js';

@ObjectType({
  simpleResolvers: true,
  description: 'A credit report a subject took of itself (Henan 40). 信用报告',
})
export class Report {
  @Field(() => String, { description: 'Number of its paper. 编号' })
  number!: string;
  @Field(() => Int, { description: 'Year in which it was taken. 年度' })
  year!: number;
  @Field(() => Int, { description: 'The how manieth of that year. 年度次序' })
  ordinal!: number;
  @Field(() => DateTimeScalar, { description: 'When it was taken. 获取时间' })
  madeAt!: Date;
  @Field(() => Document, { nullable: true, description: 'The paper itself. 文书' })
  document!: Document | null;
  // Not fields of the type: what loaders look at.
  documentId!: number;
  subjectId!: number;
}

@ObjectType({
  simpleResolvers: true,
  description:
    'How many reports the subject took this year; none is refused or charged (Henan 40). 信用报告获取情况',
})
export class ReportStanding {
  @Field(() => Int, { description: 'How many a year the law grants free of charge. 每年免费次数' })
  freePerYear!: number;
  @Field(() => Int, { description: 'How many were taken in this calendar year. 本年度已获取次数' })
  takenThisYear!: number;
  @Field(() => String, { description: 'What that means for the next one, in Chinese. 说明' })
  note!: string;
}

@InputType({ description: 'The report to take of oneself (Henan 40). 获取信用报告' })
export class TakeReportInput {
  @Field(() => String, { nullable: true, description: 'What it is for; printed on it. 报告用途' })
  purpose?: string | null;
}

@ObjectType({ simpleResolvers: true, description: 'The report taken. 获取结果' })
export class TakeReportPayload {
  @Field(() => Report, { description: 'The report. 信用报告' })
  report!: Report;
}
