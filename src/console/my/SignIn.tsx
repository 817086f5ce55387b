import { useEffect, useState, type FormEvent } from 'react';
import { signIn } from './hub/ask';

interface DemoIdentity {
  sub: string;
  label: string;
  name: string;
  organizations: { code: string; name: string; capacity: string }[];
}

/** The choice before signing in: for oneself, or for an organisation one represents. */
export function SignIn() {
  return (
    <main className="alone">
      <h1>我的信用</h1>
      <p>
        查看本平台记录的关于您（或您代表的单位）的信用信息，谁查过、为什么查；提出异议、申请信用修复、领取信用报告。查询和办理都不收费。
      </p>
      <section className="choice" aria-labelledby="self-title">
        <h2 id="self-title">为本人登录</h2>
        <p>通过统一身份认证确认您的身份。</p>
        <button type="button" className="main" data-testid="sign-in-self" onClick={() => signIn('self')}>
          以本人身份登录
        </button>
      </section>
      <ForOrganisation />
      <DemoIdentities />
    </main>
  );
}

/** Only what has the form of a unified code goes into an address: an ID number must not. */
const isCode = (code: string) =>
  /^[0-9A-HJ-NPQRTUWXY]{18}$/.test(code) &&
  !/^\d{6}(19|20)\d\d(0[1-9]|1[0-2])([0-2]\d|3[01])\d{3}[\dX]$/.test(code);

function ForOrganisation() {
  const [code, setCode] = useState('');
  const [wrong, setWrong] = useState(false);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    const tidy = code.replace(/\s/g, '').toUpperCase();
    setWrong(!isCode(tidy));
    if (isCode(tidy)) signIn(tidy);
  };
  return (
    <section className="choice" aria-labelledby="organisation-title">
      <h2 id="organisation-title">代表单位登录</h2>
      <p>法定代表人、经营者或者受单位授权的人，可以代表单位登录。</p>
      <form onSubmit={submit} noValidate>
        <label htmlFor="code">统一社会信用代码（18 位）</label>
        <input
          id="code"
          data-testid="sign-in-code"
          value={code}
          onChange={(event) => setCode(event.target.value)}
          autoComplete="off"
          aria-invalid={wrong}
          aria-describedby="code-help"
        />
        <p id="code-help" className={wrong ? 'wrong' : 'help'} role={wrong ? 'alert' : undefined}>
          {wrong
            ? '这不是统一社会信用代码。请对照营业执照或登记证书填写 18 位代码；不要填写身份证号码。'
            : '见营业执照或登记证书。不要填写身份证号码。'}
        </p>
        <button type="submit" data-testid="sign-in-organisation">
          代表该单位登录
        </button>
      </form>
    </section>
  );
}

/** In the demonstration: who there is to sign in as. Elsewhere the hub answers 404. */
function DemoIdentities() {
  const [identities, setIdentities] = useState<DemoIdentity[]>([]);
  useEffect(() => {
    fetch('/demo-issuer/identities.json', { credentials: 'omit' })
      .then((response) => (response.ok ? (response.json() as Promise<DemoIdentity[]>) : []))
      .then(setIdentities, () => undefined);
  }, []);
  if (identities.length === 0) return null;
  return (
    <aside className="choice demo" aria-labelledby="demo-title">
      <h2 id="demo-title">演示</h2>
      <p>这是演示环境，人和单位都是虚构的。登录后在演示身份认证中选择：</p>
      <ul>
        {identities.map(({ sub, label, name, organizations }) => (
          <li key={sub}>
            <strong>{name}</strong>：{label}
            {organizations.map((each) => (
              <button
                key={each.code}
                type="button"
                className="link"
                data-testid={`demo-for-${sub}`}
                onClick={() => signIn(each.code)}
              >
                代表 {each.name} 登录
              </button>
            ))}
          </li>
        ))}
      </ul>
    </aside>
  );
}
