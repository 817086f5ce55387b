import { text, type Text } from './text';

/** The matters (事项) a purpose can name, in the order of the schema's enum. */
export const MATTERS: Readonly<Record<string, Text>> = {
  LICENSING: text('行政许可', 'licensing'),
  PROCUREMENT: text('政府采购', 'procurement'),
  BIDDING: text('招标投标', 'bidding'),
  LAND: text('土地供应', 'land'),
  SUBSIDY: text('财政补助', 'subsidy'),
  AWARD: text('评先评优', 'award'),
  INSPECTION: text('监督检查', 'inspection'),
  QUALIFICATION: text('资质认定', 'qualification'),
  FRANCHISE: text('特许经营', 'franchise'),
  FINANCE: text('金融信贷', 'finance'),
  CONSUMPTION: text('消费限制', 'consumption'),
  HONOUR: text('荣誉授予', 'honour'),
  PUBLIC_SERVICE: text('公共服务', 'public service'),
};
