/** What a provider declares about its decisions: the real 双公示 files have no column for it. */
export interface Declared {
  procedure: 'SIMPLIFIED' | 'ORDINARY';
  /** FINAL: the time for review and litigation has run out, or they upheld the decision. */
  finality: 'FINAL' | 'OPEN';
  /** The act was minor and its harm removed or lessened by the person. */
  minorRemedied: boolean;
}

export type SubjectKind = 'LEGAL_PERSON' | 'UNINCORPORATED' | 'SOLE_TRADER' | 'NATURAL_PERSON';

export interface Inadmissible {
  article: 'Henan 13' | 'Henan 20(2)';
  reason: string;
}

/**
 * Whether a penalty may serve at all. What falls under Henan 13 is not even taken in; what falls under Henan 20(2)
 * may be recorded, but is not dishonesty information yet and can't ground an entry. Only for penalties.
 */
export function inadmissible(declared: Declared, subjectKind: SubjectKind): Inadmissible | null {
  if (subjectKind === 'NATURAL_PERSON' && declared.procedure === 'SIMPLIFIED') {
    return {
      article: 'Henan 13',
      reason:
        '适用简易程序对自然人作出的行政处罚，依《河南省社会信用条例》第十三条不报送、不得作为联合惩戒依据，请从文件中删去。',
    };
  }
  if (subjectKind === 'NATURAL_PERSON' && declared.minorRemedied) {
    return {
      article: 'Henan 13',
      reason:
        '自然人违法行为轻微并已主动消除或减轻危害后果，依《河南省社会信用条例》第十三条不报送、不得作为联合惩戒依据，请从文件中删去。',
    };
  }
  if (declared.finality === 'OPEN') {
    return {
      article: 'Henan 20(2)',
      reason:
        '行政处罚仍可申请复议或提起诉讼（或正在审理），依《河南省社会信用条例》第二十条第二项还不是失信信息，不能据以列入名单，请待终局后再提出。',
    };
  }
  return null;
}
