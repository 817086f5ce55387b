import type { ListColour } from '../../kernel/terms.js';
import type { BodyKey, SeedList } from './seed.types.js';

/**
 * Definitions of lists: those of severely dishonest subjects (严重失信主体名单) whose existence and basis are known, red
 * lists, and the county's watch list. A term stands only where the rule that sets it was read; elsewhere the
 * identifying body decides entry by entry (Henan 37).
 */

const repair = '履行相关义务、纠正失信行为、消除不良影响后，可以向认定单位申请信用修复；修复后移出名单并公告';

const national = (
  colour: ListColour,
  code: string,
  name: string,
  keeper: BodyKey,
  basis: string,
): SeedList => ({
  code,
  name,
  colour,
  level: 'NATIONAL',
  keeper,
  basis,
  termMonths: null,
  repairPath: colour === 'RED' ? null : repair,
});

const black = (code: string, name: string, keeper: BodyKey, basis: string): SeedList =>
  national('BLACK', code, name, keeper, basis);

export const lists: readonly SeedList[] = [
  black('BLACK-COURT', '失信被执行人名单', 'court', '《最高人民法院关于公布失信被执行人名单信息的若干规定》'),
  {
    ...black(
      'BLACK-MARKET',
      '市场监督管理严重违法失信名单',
      'market',
      '《市场监督管理严重违法失信名单管理办法》（国家市场监督管理总局令第44号）',
    ),
    repairRule: {
      minimumMonths: 12,
      from: 'PUBLICATION',
      conditions: ['DUTIES_DONE', 'COMMITMENT'],
      source:
        '《市场监督管理严重违法失信名单管理办法》（国家市场监督管理总局令第44号；满一年可以申请提前移出，凭记忆，待核对）',
    },
  },
  black(
    'BLACK-TAX',
    '重大税收违法失信主体名单',
    'tax',
    '《重大税收违法失信主体信息公布管理办法》（国家税务总局令第54号）',
  ),
  {
    ...black(
      'BLACK-WAGES',
      '拖欠农民工工资失信联合惩戒对象名单',
      'humanResources',
      '《保障农民工工资支付条例》第四十八条；人力资源和社会保障部关于拖欠农民工工资失信联合惩戒对象名单的规定（2022年1月1日起施行）',
    ),
    termMonths: 36,
    repairRule: {
      minimumMonths: 6,
      from: 'DUTIES_DONE',
      conditions: ['DUTIES_DONE', 'COMMITMENT'],
      source: '人力资源和社会保障部关于拖欠农民工工资失信联合惩戒对象名单的规定（2022年1月1日起施行）',
    },
    repairPath: '改正违法行为满六个月并作出信用承诺的，可以申请提前移出；否则期满移出',
  },
  black(
    'BLACK-PROCUREMENT',
    '政府采购严重违法失信行为记录名单',
    'finance',
    '《中华人民共和国政府采购法》第七十七条；财政部关于政府采购严重违法失信行为记录名单的规定',
  ),
  black(
    'BLACK-SOCIAL-INSURANCE',
    '社会保险领域严重失信主体名单',
    'humanResources',
    '《社会保险经办条例》第四十五条',
  ),
  black(
    'BLACK-CONSTRUCTION',
    '建筑市场主体黑名单',
    'housing',
    '住房和城乡建设部关于建筑市场主体黑名单的规定',
  ),
  black(
    'BLACK-GEOLOGY',
    '地质勘查单位严重失信主体名单',
    'naturalResources',
    '自然资源主管部门关于地质勘查单位严重失信主体名单的规定',
  ),
  black(
    'BLACK-MILITARY',
    '履行国防义务严重失信主体名单（拒绝、逃避兵役）',
    'office',
    '《中华人民共和国兵役法》第五十七条',
  ),
  national(
    'RED',
    'RED-TAX-A',
    '纳税信用A级纳税人名单',
    'tax',
    '国家税务总局关于纳税缴费信用管理和A级纳税人名单公布的规定',
  ),
  {
    code: 'RED-PY',
    name: '濮阳县守信联合激励对象名单',
    colour: 'RED',
    level: 'COUNTY',
    keeper: 'office',
    basis: '濮县信用办〔2022〕12号四（二）；《河南省社会信用条例》第二十八条',
    termMonths: null,
    repairPath: null,
  },
  {
    code: 'WATCH-PY',
    name: '濮阳县重点关注名单',
    colour: 'WATCH',
    level: 'COUNTY',
    keeper: 'office',
    basis: '濮县信用办〔2022〕12号三（二）1；《河南省社会信用条例》第三十二条',
    termMonths: null,
    repairPath: repair,
  },
];
