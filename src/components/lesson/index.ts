/** The components that a lesson may use by name, without importing them. */
import Check from './Check.astro';
import Choice from './Choice.astro';
import AddressTakenApart from './figures/AddressTakenApart.astro';
import LoopbackPath from './figures/LoopbackPath.astro';
import PortRanges from './figures/PortRanges.astro';
import WhoGetsIn from './figures/WhoGetsIn.astro';
import Misconception from './Misconception.astro';
import Predict from './Predict.astro';
import Step from './Step.astro';
import Steps from './Steps.astro';
import Transcript from './Transcript.astro';
import Try from './Try.astro';
import Why from './Why.astro';

export const lessonComponents = {
  AddressTakenApart,
  Check,
  Choice,
  LoopbackPath,
  Misconception,
  PortRanges,
  Predict,
  Step,
  Steps,
  Transcript,
  Try,
  WhoGetsIn,
  Why,
};
