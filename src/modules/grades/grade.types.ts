import { Field, Int, ObjectType } from 'type-graphql';
import { GradeLetterEnum } from '../../kernel/enums.js';
import type { GradeLetter } from '../../kernel/terms.js';

@ObjectType({ simpleResolvers: true, description: 'Why points were given or taken. 评分理由' })
export class GradeReason {
  @Field(() => String, { description: 'Code of the rule. 规则代码' })
  code!: string;
  @Field(() => Int, { description: 'Points given, or taken where below zero. 分值' })
  points!: number;
  @Field(() => String, { description: 'What and why, in Chinese. 说明' })
  text!: string;
  @Field(() => String, {
    nullable: true,
    description:
      'Number of the record or entry; null where there is none or the viewer may not see it. 信用信息或条目编号',
  })
  number!: string | null;
}

@ObjectType({
  simpleResolvers: true,
  description: 'Grade of a subject by the declared rule set, with the reasons (Policy 一(二)3). 信用分级',
})
export class Grade {
  @Field(() => GradeLetterEnum, { description: 'Grade. 等级' })
  letter!: GradeLetter;
  @Field(() => Int, { description: 'Sum of the points of the reasons. 得分' })
  score!: number;
  @Field(() => String, { description: 'Code of the rule set that was in force. 规则版本' })
  ruleSet!: string;
  @Field(() => [GradeReason], { description: 'What the score is made of. 评分理由' })
  reasons!: GradeReason[];
  @Field(() => Boolean, { description: 'Dishonest for long (Policy 一(二)3). 长期失信' })
  longTermDishonesty!: boolean;
  @Field(() => String, {
    description:
      'Advice how often to inspect, never a punishment of its own (Policy 三(一), 三(二)1; Henan 30(4), 32(5)). 检查频次建议',
  })
  inspectionAdvice!: string;
  @Field(() => Boolean, { description: 'Marked: an objection to the grade is open (Henan 41). 异议标注' })
  objected!: boolean;
}
