export { ACTOR_HEADER, Actor, actorOf } from './actor';
export { attachApi } from './attach-api';
export { type AboutApi, renderedDocument } from './document';
export { answersPeople } from './answers-people';
export { expectedWords } from './expected-words';
export * from './refuse-strangers';
