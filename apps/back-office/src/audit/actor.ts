export { ACTOR_HEADER, Actor, actorOf } from '@takings/runtime/http';
