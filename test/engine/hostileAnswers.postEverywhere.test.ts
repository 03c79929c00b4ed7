import { describeHostileAnswers } from './hostileAnswersAt';

describeHostileAnswers('postEverywhere');
