import type { Result } from '../transport/advice';

/** What an example's variables can be filled with. */
export interface Found {
  codes?: string[];
  entry?: string;
  instruction?: string;
}

export type Need = 'entries' | 'issued' | 'acknowledged' | 'noticed';

export type Ask = (query: string) => Promise<Result>;

const ENTRIES = `query ExampleEntries {
  viewer { subject { entries(status: [PUBLISHED]) { number } } }
  black: listEntries(filter: { colour: BLACK, status: [PUBLISHED] }, first: 1) { nodes { number subject { code } } }
  red: listEntries(filter: { colour: RED, status: [PUBLISHED] }, first: 1) { nodes { number subject { code } } }
}`;

const INSTRUCTIONS = `query ExampleInstructions {
  issued: instructions(filter: { status: [ISSUED], kind: PUNISHMENT }, first: 1) { nodes { number notice { id } } }
  acknowledged: instructions(filter: { status: [ACKNOWLEDGED], kind: PUNISHMENT }, first: 50) {
    nodes { number notice { id } }
  }
}`;

interface Entries {
  viewer?: { subject?: { entries?: { number: string }[] } | null };
  black?: { nodes: EntryNode[] };
  red?: { nodes: EntryNode[] };
}
interface EntryNode {
  number: string;
  subject: { code: string };
}
interface Instructions {
  issued?: { nodes: InstructionNode[] };
  acknowledged?: { nodes: InstructionNode[] };
}
interface InstructionNode {
  number: string;
  notice: { id: string } | null;
}

/** Asks the hub, as the present viewer, for something the example can be tried on. Nothing found is no error. */
export async function find(need: Need | undefined, ask: Ask): Promise<Found> {
  if (!need) return {};
  const { data } = await ask(need === 'entries' ? ENTRIES : INSTRUCTIONS);
  if (!data) return {};
  return need === 'entries' ? fromEntries(data as Entries) : fromInstructions(data as Instructions, need);
}

function fromEntries({ viewer, black, red }: Entries): Found {
  const nodes = [...(black?.nodes ?? []), ...(red?.nodes ?? [])];
  return {
    codes: nodes.map((node) => node.subject.code),
    entry: viewer?.subject?.entries?.[0]?.number ?? nodes[0]?.number,
  };
}

function fromInstructions({ issued, acknowledged }: Instructions, need: Need): Found {
  if (need === 'issued') return { instruction: issued?.nodes[0]?.number };
  const waiting = acknowledged?.nodes.find((node) => (node.notice !== null) === (need === 'noticed'));
  return { instruction: waiting?.number };
}
