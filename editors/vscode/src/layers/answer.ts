// What the server answers to `strates/layers`, and what the panel and its page tell each other.

export interface Layers {
  lang: 'en' | 'fr';
  version: number;
  sum: string;
  stages: Stage[];
}

export interface Stage {
  index: number;
  title: string;
  base: string;
  baseStage: number | null;
  isEmptyBase: boolean;
  adds: string;
  role: string;
  fate: 'target' | 'shipped' | 'thrownAway' | 'notBuilt';
  line: number;
  endLine: number;
  steps: Step[];
}

export interface Step {
  effect: 'layer' | 'metadata' | 'trigger';
  number: number | null;
  keyword: string;
  summary: string;
  makes: string;
  does: string;
  why: string;
  fromTrigger: boolean;
  line: number;
  endLine: number;
}

/** To the page. */
export type News =
  | { type: 'layers'; uri: string; name: string; layers: Layers; words: Words }
  | { type: 'gone'; text: string }
  | { type: 'stage'; stage: number }
  | { type: 'cursor'; line: number };

/** From the page. */
export type Wish = { type: 'ready' } | { type: 'reveal'; line: number };

export interface Words {
  keys: string;
  shipped: string;
  thrownAway: string;
  notBuilt: string;
  metadata: string;
  emptyBase: string;
  imageBase: string;
  stageBase: string;
  inherited: string;
  stagesLabel: string;
}

/** Kept by the page, so that it comes back as it was. */
export interface Kept {
  uri?: string;
  chosen?: string;
  top?: number;
  left?: number;
}
