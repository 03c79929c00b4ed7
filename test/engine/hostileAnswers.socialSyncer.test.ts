import { describeHostileAnswers } from './hostileAnswersAt';

describeHostileAnswers('socialSyncer');
