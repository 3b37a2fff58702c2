/** Runs in the page, where no motion is wanted: whatever moves by itself all the same, or is about to. */
export function motionProblems(): string[] {
  return document.getAnimations().map((animation) => {
    const { effect } = animation;
    const target = effect instanceof KeyframeEffect ? effect.target : null;
    const name = animation instanceof CSSAnimation ? animation.animationName : 'a transition';
    return `moves although no motion is wanted: ${name} of ${target?.className || target?.localName || 'something'}`;
  });
}
