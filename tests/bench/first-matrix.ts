/** Run by itself: the seconds of the first matrix of a fresh process, which is what a page that has just loaded computes. */
import { timed } from './race.ts';
import { computeMatrix, middleSize } from './reach-matrix.ts';

const compute = computeMatrix(middleSize);
console.log(timed(compute));
