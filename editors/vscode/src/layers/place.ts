// Which of the stages is meant.

import type { Layers } from './answer';

/** A stage, or the line that the cursor is in; neither for the whole file. */
export interface Place {
  stage?: number;
  line?: number;
}

export function stageAt({ stages }: Layers, { stage, line }: Place): number | undefined {
  if (stage !== undefined) return stage < stages.length ? stage : undefined;
  if (line === undefined) return undefined;
  return stages.filter((stage) => stage.line <= line).at(-1)?.index;
}
