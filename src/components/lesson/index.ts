/** The components that a lesson may use by name, without importing them. */
import BrowserAttack from './BrowserAttack.astro';
import BySystem from './BySystem.astro';
import Check from './Check.astro';
import Choice from './Choice.astro';
import AddressTakenApart from './figures/AddressTakenApart.astro';
import LoopbackPath from './figures/LoopbackPath.astro';
import PortRanges from './figures/PortRanges.astro';
import LessonLink from './LessonLink.astro';
import Line from './Line.astro';
import MarkLine from './MarkLine.astro';
import Misconception from './Misconception.astro';
import On from './On.astro';
import Order from './Order.astro';
import PacketPath from './PacketPath.astro';
import Practice from './Practice.astro';
import Predict from './Predict.astro';
import Reach from './Reach.astro';
import Step from './Step.astro';
import Steps from './Steps.astro';
import Transcript from './Transcript.astro';
import Try from './Try.astro';
import Unfold from './Unfold.astro';
import Why from './Why.astro';
import YourMachine from './YourMachine.astro';

/** `a` is every link of the text. */
export const lessonComponents = {
  a: LessonLink,
  AddressTakenApart,
  BrowserAttack,
  BySystem,
  Check,
  Choice,
  LoopbackPath,
  Line,
  MarkLine,
  Order,
  Practice,
  Misconception,
  On,
  PacketPath,
  PortRanges,
  Predict,
  Reach,
  Step,
  Steps,
  Transcript,
  Try,
  Unfold,
  Why,
  YourMachine,
};
