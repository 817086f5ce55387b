import type { Keys } from '../../kernel/keys.js';
import type { Post } from './claims.rules.js';
import { escaped } from './page.rules.js';
import { open, seal } from './signin.rules.js';
import { termsOfRoles } from './staff.rules.js';

/** A post somebody can sign in to: its organization takes part, and its roles say something here. */
export interface Place extends Post {
  name: string;
}

/** Somebody of the staff with several posts, between the identity provider and the choice of one of them. */
export interface PostChoice {
  /** The pseudonym: what the identity provider calls the person does not leave the hub. */
  person: string;
  posts: readonly Post[];
  returnTo: string;
  /** Milliseconds since 1970. */
  until: number;
}

export const choiceMinutes = 5;
/** Posts that are offered; a cookie holds no more. */
export const mostPlaces = 20;

export const sealChoice = (choice: PostChoice, keys: Keys): string => seal('signin-choice', choice, keys);
export const openChoice = (value: string | null, keys: Keys, now: Date): PostChoice =>
  open('signin-choice', value, keys, now);

export const choicePath = '/signin/post';

/** The form to choose a post with, as HTML. */
export const choiceForm = (places: readonly Place[]): string =>
  `<p>您在不止一个单位任职。请选择本次代表哪个单位办理：</p><form method="post" action="${choicePath}">${places.map(button).join('')}</form>
<p><small>请在 ${choiceMinutes} 分钟内选择。选错了可以退出后重新登录。</small></p>`;

const button = ({ code, name, roles }: Place): string =>
  `<button name="organization" value="${escaped(code)}" data-testid="post-${escaped(code)}">${escaped(name)}<small>${escaped(termsOfRoles(roles))}（${escaped(code)}）</small></button>`;
