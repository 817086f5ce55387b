import { type ReactNode, useId } from 'react';

interface FieldParts {
  label: string;
  help?: string;
  value: string;
  change: (value: string) => void;
  required?: boolean;
  /** What is wrong with it, told beside the field. */
  wrong?: string | undefined;
  testId?: string;
}

/** A labelled input with its help or its fault, tied together for screen readers. */
function Field({
  label,
  help,
  wrong,
  required,
  children,
}: Omit<FieldParts, 'value' | 'change'> & {
  children: (ties: {
    id: string;
    'aria-describedby': string;
    'aria-invalid': boolean;
    required: boolean;
  }) => ReactNode;
}) {
  const id = useId();
  return (
    <div className="field">
      <label htmlFor={id}>
        {label}
        {required && <span className="must">（必填）</span>}
      </label>
      {children({
        id,
        'aria-describedby': `${id}-help`,
        'aria-invalid': wrong !== undefined,
        required: required ?? false,
      })}
      <p id={`${id}-help`} className={wrong ? 'wrong' : 'help'} role={wrong ? 'alert' : undefined}>
        {wrong ?? help}
      </p>
    </div>
  );
}

export const TextArea = ({ value, change, testId, rows = 5, ...field }: FieldParts & { rows?: number }) => (
  <Field {...field}>
    {(ties) => (
      <textarea
        {...ties}
        rows={rows}
        maxLength={4000}
        value={value}
        onChange={(event) => change(event.target.value)}
        data-testid={testId}
      />
    )}
  </Field>
);

export const TextInput = ({
  value,
  change,
  testId,
  type = 'text',
  ...field
}: FieldParts & { type?: 'text' | 'date' }) => (
  <Field {...field}>
    {(ties) => (
      <input
        {...ties}
        type={type}
        value={value}
        onChange={(event) => change(event.target.value)}
        data-testid={testId}
      />
    )}
  </Field>
);

export const Select = ({
  value,
  change,
  testId,
  options,
  ...field
}: FieldParts & { options: readonly string[] }) => (
  <Field {...field}>
    {(ties) => (
      <select {...ties} value={value} onChange={(event) => change(event.target.value)} data-testid={testId}>
        <option value="">请选择</option>
        {options.map((option) => (
          <option key={option}>{option}</option>
        ))}
      </select>
    )}
  </Field>
);
