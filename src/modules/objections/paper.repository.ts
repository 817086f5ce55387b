import { sql } from '../../kernel/sql.js';
import type { Unit } from '../ledger/unit.service.js';
import { type LockedObjection } from './objection.repository.js';

export interface NamesOfPaper {
  subjectName: string;
  officeName: string;
  providerName: string;
  about: string;
  verificationReasons: string | null;
}

/** The names a paper needs. No ID number among them (invariant 6). */
export const namesOfPaper = async (unit: Unit, { id }: LockedObjection): Promise<NamesOfPaper> =>
  (await unit.one<NamesOfPaper>(sql`
    select s.name as "subjectName", f.name as "officeName", p.name as "providerName", v.reasons as "verificationReasons",
      case
        when o.entry_id is not null then '名单条目 ' || e.number || '（' || l.name || '）'
        when o.record_id is not null then '信用信息 ' || r.number || '（' || r.title || '）'
        when o.instruction_id is not null then '奖惩措施 ' || i.number || '（' || x.name || '）'
        when o.check_id is not null then '查询比对结果 ' || k.number
        else '信用等级评价'
      end as about
    from objection o join subject s on s.id = o.subject_id join organization p on p.id = o.provider_id
    left join organization f on f.id = coalesce(${unit.act.principal.organizationId}::bigint, o.provider_id)
    left join verification v on v.objection_id = o.id
    left join list_entry e on e.id = o.entry_id left join credit_list l on l.id = e.list_id
    left join credit_record r on r.id = o.record_id
    left join instruction i on i.id = o.instruction_id left join measure x on x.id = i.measure_id
    left join duty_check k on k.id = o.check_id
    where o.id = ${id}`))!;
