import { useEffect, useState } from 'react';
import { Bilingual, text } from '../shared/text';

/** Counts down silently (a screen reader must not hear every second); says so when the time is up. */
export function TimeLeft({ expiresAt, onRenew }: { expiresAt: number; onRenew: () => void }) {
  const [now, setNow] = useState(Date.now);
  useEffect(() => {
    setNow(Date.now());
    const timer = setInterval(() => setNow(Date.now()), 1000);
    return () => clearInterval(timer);
  }, [expiresAt]);
  const seconds = Math.max(0, Math.ceil((expiresAt - now) / 1000));
  if (seconds > 0) {
    return (
      <span aria-live="off" data-testid="session-time-left">
        <Bilingual of={text(`剩余 ${clock(seconds)}`, 'left')} />
      </span>
    );
  }
  return (
    <span className="hub-expired" data-testid="session-expired">
      <Bilingual of={text('登录已过期，下次执行时自动续期', 'Expired; renews with your next request')} />{' '}
      <button type="button" data-testid="session-renew" onClick={onRenew}>
        <Bilingual of={text('续期', 'Renew')} />
      </button>
    </span>
  );
}

function clock(seconds: number): string {
  const [h, m, s] = [Math.floor(seconds / 3600), Math.floor(seconds / 60) % 60, seconds % 60];
  const two = (value: number) => String(value).padStart(2, '0');
  return h > 0 ? `${h}:${two(m)}:${two(s)}` : `${m}:${two(s)}`;
}
