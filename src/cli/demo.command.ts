import { randomInt } from 'node:crypto';
import type { Command } from 'commander';
import { readConfig } from '../config.js';
import { UNIFIED_CODE_ALPHABET } from '../kernel/codes.js';
import { type Cast, castFor } from './demo/cast.js';
import { playCatalogue } from './demo/catalogue.chapter.js';
import { bidCheck, playCheck } from './demo/check.chapter.js';
import { playExecution } from './demo/execution.chapter.js';
import { playIncentive } from './demo/incentive.chapter.js';
import { playIntake } from './demo/intake.chapter.js';
import { noteBeginning, playLedger } from './demo/ledger.chapter.js';
import { playObjections } from './demo/objection.chapter.js';
import { type Company, companyOf } from './demo/penalty-file.js';
import { playProposals } from './demo/proposal.chapter.js';
import { playPublication } from './demo/publication.chapter.js';
import { playObjection } from './demo/rights/objection.story.js';
import { playRepair } from './demo/rights/repair.story.js';
import { playRestoration } from './demo/rights/restoration.story.js';
import type { Stage } from './demo/stage.js';
import { Story, StoryBroken } from './demo/story.js';
import { CommandError } from './failure.js';
import { SignInRefused } from './hub-api.js';

/** `hub demo`: the whole loop as a story against the running hub, each step read back and checked. */
export const addDemo = (program: Command): void => {
  program
    .command('demo')
    .argument('[story]', `which story: ${Object.keys(stories).join(' or ')}`, 'loop')
    .description(
      'tell the loop, or the rights of a subject, as a story at the running hub and check each step 演示',
    )
    .action(async (name: string) => {
      const story = await playDemo(readConfig().url, (line) => console.log(line), storyOf(name));
      if (story.mismatches.length > 0) process.exitCode = 1;
    });
};

/** Plays a story; what is not as it should be is in `mismatches`. */
export const playDemo = async (
  url: string,
  write: (line: string) => void,
  { title, play }: DemoStory = stories.loop,
): Promise<Story> => {
  const story = new Story(write);
  write(`${title}, told at ${url}`);
  try {
    await play(story, url);
  } catch (error) {
    if (error instanceof SignInRefused) throw new CommandError(noDemo(url));
    if (!(error instanceof StoryBroken)) throw error;
  }
  const { passed, mismatches } = story;
  write('');
  if (mismatches.length === 0) write(`全部 ${passed} 项核对通过  all ${passed} checks passed`);
  else {
    for (const mismatch of mismatches) write(`✗ ${mismatch}`);
    write(
      `${mismatches.length} 项不符，${passed} 项通过  ${mismatches.length} of ${passed + mismatches.length} checks failed`,
    );
  }
  return story;
};

const playLoop = async (story: Story, url: string): Promise<void> => {
  const stage = await openStage(story, url);
  const beginning = await noteBeginning(stage);
  const intake = await playIntake(stage);
  const proposals = await playProposals(stage, intake);
  const { entries } = await playPublication(stage, proposals);
  const red = await playIncentive(stage);
  await playCatalogue(stage);
  const [bidder, wronged] = intake.file.companies as [Company, Company];
  const checked = await playCheck(stage, bidder, red);
  await playExecution(stage, entries, checked);
  const [dismissed, upheld] = [entries[0]!, entries[1]!];
  const objections = await playObjections(
    stage,
    { entry: dismissed, company: bidder },
    { entry: upheld, company: wronged },
    checked.punishment,
  );
  const expected = [
    `RECORDS_IMPORTED ${intake.importNumber}`,
    'LIST_VERSION_PUBLISHED',
    ...entries.map((number) => `ENTRY_PUBLISHED ${number}`),
    'INSTRUCTIONS_ISSUED',
    `ENTRY_PUBLISHED ${red.entry}`,
    ...changesOf(dismissed, objections.dismissed, `ENTRY_RESTORED ${dismissed}`),
    ...changesOf(upheld, objections.upheld, `ENTRY_ENDED ${upheld}`),
  ];
  await playLedger(stage, beginning, expected, { ...checked, bidder });
};

/** Three stories of the rights of those the mechanism touches (Policy 五). */
const playRights = async (story: Story, url: string): Promise<void> => {
  const stage = await openStage(story, url);
  const wronged = await playObjection(stage);
  await playRepair(stage);
  await playRestoration(stage, wronged);
};

interface DemoStory {
  title: string;
  play(story: Story, url: string): Promise<void>;
}

export const stories: Record<'loop' | 'rights', DemoStory> = {
  loop: { title: '信用联合奖惩：从一份处罚信息到反馈和异议  The loop', play: playLoop },
  rights: { title: '权益保护：异议、修复、恢复信誉  The rights', play: playRights },
};

const storyOf = (name: string): DemoStory => {
  if (name === 'loop' || name === 'rights') return stories[name];
  throw new CommandError(`There is no story ${name}. There are: ${Object.keys(stories).join(', ')}.`);
};

/** What an objection and its decision leave in the change feed, in order. */
const changesOf = (entry: string, objection: string, outcome: string): string[] => [
  `ENTRY_SUSPENDED ${entry}`,
  `OBJECTION_RECEIVED ${objection}`,
  `OBJECTION_DECIDED ${objection}`,
  outcome,
];

/** Signs in, and learns the hub's date from a first check of somebody it can't know. */
const openStage = async (story: Story, url: string): Promise<Stage> => {
  const run = newRun();
  const cast: Cast = castFor(url, run);
  const opening = { story, cast, run, seed: randomInt(1, 1_000_000_000), today: '' };
  story.chapter('开场', 'Opening');
  const nobodyYet = companyOf(run, 'W');
  const check = await bidCheck(opening, '查询一家平台还不知道的企业', [nobodyYet.code], 'FIRST');
  story.same('结论 verdict', check.results[0]?.verdict, 'UNKNOWN_SUBJECT');
  return { ...opening, today: dayInChina(check.checkedAt) };
};

/** Begins with a letter, so that it never meets the numbers of the sample files. */
const newRun = (): string => {
  const letters = UNIFIED_CODE_ALPHABET.slice(10);
  const signs = Array.from(
    { length: 4 },
    () => UNIFIED_CODE_ALPHABET[randomInt(UNIFIED_CODE_ALPHABET.length)],
  );
  return [letters[randomInt(letters.length)], ...signs].join('');
};

const dayInChina = (at: string): string =>
  new Date(new Date(at).getTime() + 8 * 3_600_000).toISOString().slice(0, 10);

const noDemo = (url: string): string =>
  `The hub at ${url} has no demo clients: the story needs one in demo mode. Start one with "npm start" and no HUB_DATABASE_URL.`;
