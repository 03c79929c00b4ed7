import { describeHostileAnswers } from './hostileAnswersAt';

describeHostileAnswers('smartlyQ');
