/**
 * Says on the document what a learner did with the questions of a lesson: `check-answered`, with
 * `detail: { lesson, check, right }`. `lesson` is the slug; `check` is the question's number on the page, counted from 1 in
 * the order of the text, predictions included; `right` is whether the answer given just now is right.
 */
export function tellAnswer(question: Element | null, right: boolean): void {
  const lesson = question?.closest<HTMLElement>('[data-lesson]')?.dataset['lesson'];
  const questions: readonly (Element | null)[] = [...document.querySelectorAll('.question')];
  const check = questions.indexOf(question) + 1;
  document.dispatchEvent(new CustomEvent('check-answered', { detail: { lesson, check, right } }));
}

// A choice is a <details>; its event does not bubble.
document.addEventListener(
  'toggle',
  ({ target }) => {
    if (target instanceof HTMLDetailsElement && target.open && target.matches('.choice')) {
      tellAnswer(target.closest('.question'), 'right' in target.dataset);
    }
  },
  true,
);

/** What orders, marks and asks again comes when it comes near, with its styles. */
const parts: Readonly<Record<string, () => Promise<unknown>>> = {
  'order-items': () => import('./order-items.element.ts'),
  'mark-line': () => import('./mark-line.element.ts'),
  'practice-question': () => import('./practice-question.element.ts'),
};
const nearby = new IntersectionObserver(
  (entries) => {
    for (const { target, isIntersecting } of entries) {
      if (!isIntersecting) continue;
      nearby.unobserve(target);
      const { styles } = target instanceof HTMLElement ? target.dataset : {};
      if (styles !== undefined && !document.querySelector(`link[href="${styles}"]`)) {
        const link = document.createElement('link');
        link.rel = 'stylesheet';
        link.href = styles;
        document.head.append(link);
      }
      void parts[target.localName]?.();
    }
  },
  { rootMargin: '200px' },
);
for (const part of document.querySelectorAll(Object.keys(parts).join())) nearby.observe(part);
