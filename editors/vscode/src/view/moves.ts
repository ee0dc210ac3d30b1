// Where the arrow keys lead among blocks that are named `stage:place`, from the base up.

export interface Block {
  key: string;
}

export function neighbour(blocks: readonly Block[], current: string, pressed: string): string | undefined {
  const [stage, place] = parts(current);
  const keys = blocks.map((block) => block.key);
  const ofStage = (wanted: number): string[] => keys.filter((key) => parts(key)[0] === wanted);
  const at = (pile: string[], wanted: number): string | undefined =>
    pile[Math.min(Math.max(wanted, 0), pile.length - 1)];
  switch (pressed) {
    case 'ArrowUp':
      return at(ofStage(stage), place + 1);
    case 'ArrowDown':
      return at(ofStage(stage), place - 1);
    case 'ArrowRight':
      return at(ofStage(stage + 1), place) ?? current;
    case 'ArrowLeft':
      return at(ofStage(stage - 1), place) ?? current;
    case 'Home':
      return keys[0];
    case 'End':
      return keys.at(-1);
    default:
      return undefined;
  }
}

function parts(key: string): [number, number] {
  const [stage, place] = key.split(':').map(Number);
  return [stage ?? 0, place ?? 0];
}
