import { type ComponentType, useEffect, useRef } from 'react';
import { signOut } from './hub/ask';
import { forgetDrafts } from './hub/draft';
import { ObjectionForm } from './forms/ObjectionForm';
import { RepairForm } from './forms/RepairForm';
import { ReviewForm } from './forms/ReviewForm';
import { Documents } from './sections/Documents';
import { Entries } from './sections/Entries';
import { Looks } from './sections/Looks';
import { Measures } from './sections/Measures';
import { Objections } from './sections/Objections';
import { Overview } from './sections/Overview';
import { Records } from './sections/Records';
import { Repairs } from './sections/Repairs';
import { Reports } from './sections/Reports';
import { Restorations } from './sections/Restorations';
import { useMe } from './shared/me';
import { type Place, linkTo, usePlace } from './shared/route';

/** The sections in the order of the navigation. */
const sections: readonly (readonly [key: string, title: string, Section: ComponentType])[] = [
  ['overview', '概览', Overview],
  ['entries', '名单条目', Entries],
  ['records', '信用信息', Records],
  ['measures', '奖惩措施', Measures],
  ['documents', '文书', Documents],
  ['objections', '异议', Objections],
  ['repairs', '信用修复', Repairs],
  ['restorations', '恢复信誉', Restorations],
  ['looks', '谁查过我', Looks],
  ['reports', '信用报告', Reports],
];

/** Forms that are about something: `#object/entry/E2026…`. */
const forms: Readonly<Record<string, ComponentType<{ about: NonNullable<Place['about']> }>>> = {
  object: ObjectionForm,
  review: ReviewForm,
  repair: RepairForm,
};

export function Shell() {
  const place = usePlace();
  const { subject } = useMe();
  return (
    <>
      <a className="skip" href="#content" onClick={skipToContent}>
        跳到正文
      </a>
      <Header />
      {subject ? <Body place={place} /> : <NothingHeld />}
      <footer className="foot">
        <p>
          查询、异议、修复均不收费。对处理结果不服的，可以申请复核，也可以依法申请行政复议或者提起行政诉讼。
        </p>
      </footer>
    </>
  );
}

/** The hash belongs to the sections, so the way to the content is the focus alone. */
const skipToContent = (event: { preventDefault(): void }) => {
  event.preventDefault();
  document.getElementById('content')?.focus();
};

function Body({ place }: { place: Place }) {
  const Form = place.about ? forms[place.section] : undefined;
  const [key, , Section] = sections.find(([each]) => each === place.section) ?? sections[0]!;
  const content = useRef<HTMLElement>(null);
  const at = `${place.section}/${place.about?.number ?? ''}`;
  const first = useRef(at);
  useEffect(() => {
    // After a choice in the navigation a reader goes on at the new content; the first page keeps its beginning.
    if (first.current !== at) content.current?.focus();
    first.current = '';
  }, [at]);
  return (
    <div className="body">
      <nav aria-label="栏目">
        <ul>
          {sections.map(([each, title]) => (
            <li key={each}>
              <a
                href={linkTo(each)}
                aria-current={!Form && each === key ? 'page' : undefined}
                data-testid={`nav-${each}`}
              >
                {title}
              </a>
            </li>
          ))}
        </ul>
      </nav>
      <main id="content" ref={content} tabIndex={-1}>
        {Form && place.about ? <Form key={at} about={place.about} /> : <Section />}
      </main>
    </div>
  );
}

function Header() {
  const { subject, capacity } = useMe();
  const leave = async () => {
    forgetDrafts();
    await signOut().catch(() => undefined);
    location.assign('/my/');
  };
  return (
    <header className="top">
      <h1>我的信用</h1>
      <p className="who" data-testid="who">
        {subject ? <strong>{subject.name}</strong> : '已登录'}
        <span>{capacity === 'SELF' ? '本人' : `由${capacity}代表`}</span>
      </p>
      <button type="button" data-testid="sign-out" onClick={() => void leave()}>
        退出登录
      </button>
    </header>
  );
}

/** Henan 40: that nothing is held is an answer too. */
function NothingHeld() {
  return (
    <main id="content" tabIndex={-1} className="alone" data-testid="nothing-held">
      <h2>本平台没有关于您的信息</h2>
      <p>没有名单条目、信用信息或者奖惩措施。登录本身没有留下任何信用信息，也没有为您建立档案。</p>
      <p>
        如果您认为应当有信息而没有，或者证件号码、姓名已经变更，请携带证件到信用办窗口查询。代表单位办理的，请退出后选择“代表单位登录”。
      </p>
    </main>
  );
}
