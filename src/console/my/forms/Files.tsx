import { type ChangeEvent, useId, useState } from 'react';
import { type Uploaded, upload } from '../hub/ask';
import { Problem } from '../shared/parts';

/** Evidence: taken in when it is chosen, so that sending the form again never sends a file twice. */
export function Files({
  files,
  change,
}: {
  files: readonly Uploaded[];
  change: (files: Uploaded[]) => void;
}) {
  const id = useId();
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<unknown>();
  const take = async ({ target }: ChangeEvent<HTMLInputElement>) => {
    const chosen = [...(target.files ?? [])];
    setBusy(true);
    setProblem(undefined);
    const taken = [...files];
    try {
      for (const file of chosen) taken.push(await upload(file, `附件${taken.length + 1}`));
    } catch (fault) {
      setProblem(fault);
    }
    change(taken);
    setBusy(false);
    target.value = '';
  };
  return (
    <div className="field">
      <label htmlFor={id}>证明材料（可选，可多选）</label>
      <input
        id={id}
        type="file"
        multiple
        accept=".pdf,.jpg,.jpeg,.png,.webp,.mp3,.docx"
        onChange={(event) => void take(event)}
        disabled={busy}
        aria-describedby={`${id}-help`}
        data-testid="files"
      />
      <p id={`${id}-help`} className="help" role="status">
        {busy ? '正在上传…' : 'PDF、图片、录音或者 Word 文件。加密保存，只有办理的单位能看。'}
      </p>
      <Problem problem={problem} />
      {files.length > 0 && (
        <ul className="plain" data-testid="uploaded">
          {files.map(({ number, label }) => (
            <li key={number}>
              {label}{' '}
              <button
                type="button"
                className="link"
                onClick={() => change(files.filter((each) => each.number !== number))}
              >
                移除<span className="hidden">{label}</span>
              </button>
            </li>
          ))}
        </ul>
      )}
    </div>
  );
}
