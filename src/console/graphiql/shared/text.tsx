/** Every text of the page: Chinese first, English beside it. */
export interface Text {
  zh: string;
  en: string;
}

export const text = (zh: string, en: string): Text => ({ zh, en });

/** For places that take no markup (options, titles, accessible names). */
export const plain = ({ zh, en }: Text): string => `${zh} ${en}`;

export function Bilingual({ of }: { of: Text }) {
  return (
    <span>
      {of.zh}{' '}
      <span lang="en" className="hub-en">
        {of.en}
      </span>
    </span>
  );
}
