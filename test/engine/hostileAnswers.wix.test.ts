import { describeHostileAnswers } from './hostileAnswersAt';

describeHostileAnswers('wix');
