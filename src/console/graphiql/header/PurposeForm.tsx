import { MATTERS } from '../shared/matters';
import { useStore } from '../shared/store';
import { Bilingual, plain, text } from '../shared/text';
import { completeness, purpose } from '../transport/purpose';

const HINTS = {
  empty: text('未填：不能读取非公开数据', 'None: public data only'),
  partial: text('两项都要填', 'Fill in both'),
  complete: text('随每次请求发送并留痕', 'Sent and logged with every request'),
};

/** What one is dealing with; goes with every request as x-purpose. */
export function PurposeForm() {
  const value = useStore(purpose);
  const state = completeness(value);
  return (
    <div
      className="hub-form hub-purpose"
      role="group"
      aria-label="查询目的 Purpose"
      data-testid="purpose-form"
    >
      <label>
        <Bilingual of={text('办理事项', 'Matter')} />
        <select
          data-testid="purpose-matter"
          value={value.matter}
          onChange={(event) => purpose.set({ ...value, matter: event.target.value })}
        >
          <option value="">（不填 none）</option>
          {Object.entries(MATTERS).map(([matter, label]) => (
            <option key={matter} value={matter}>
              {plain(label)}
            </option>
          ))}
        </select>
      </label>
      <label>
        <Bilingual of={text('业务编号', 'Business number')} />
        <input
          data-testid="purpose-business-number"
          value={value.businessNumber}
          onChange={(event) => purpose.set({ ...value, businessNumber: event.target.value })}
          autoComplete="off"
          spellCheck={false}
        />
      </label>
      <span className="hub-hint" data-testid="purpose-state" data-state={state}>
        <Bilingual of={HINTS[state]} />
      </span>
    </div>
  );
}
