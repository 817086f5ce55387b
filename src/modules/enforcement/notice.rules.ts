/** Rights told with the notice before listing (Henan 28, 41, 43). */
export const rightsOfListed =
  '您有权在告知期内陈述、申辩并提出异议；对核查处理结果仍有异议的，可以向省社会信用工作主管部门申请复核；列入后可以依法申请信用修复、行政复议或者提起行政诉讼。';

/** Rights told with the notice before a punishment is applied (Policy 三(二), 五(三)–(五)). */
export const rightsOfPunished =
  '您有权就本措施提出异议，异议核查期间暂不执行；有权依法申请信用修复，依法申请行政复议或者提起行政诉讼。';
