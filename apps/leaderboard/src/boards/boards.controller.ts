import { Controller, Get, Param, Query } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import { AnyRole } from '@takings/runtime/http';
import { ZodResponse } from 'nestjs-zod';
import {
  BoardParams,
  BoardsDto,
  CollectedDto,
  CollectedQuery,
  ExplainQuery,
  ExplanationDto,
  MinutesDto,
  MinutesQuery,
  RankingDto,
  RankingQuery,
} from './board.view';
import { FLOOR } from './board-stream';
import { Explanations } from './explanations';
import { LiveBoards } from './live-boards';
import { Rankings } from './rankings';

@ApiTags('boards')
@AnyRole()
@Controller('api/boards')
export class BoardsController {
  constructor(
    private readonly boards: LiveBoards,
    private readonly rankings: Rankings,
    private readonly explanations: Explanations,
  ) {}

  @Get()
  @ApiOperation({ summary: 'The boards there are: the floor, then the teams' })
  @ZodResponse({ status: 200, type: BoardsDto })
  async list() {
    const all = await this.boards.all();
    return all.map(({ scope, currencies, ...board }) => {
      const isFloor = scope === FLOOR;
      return {
        ...board,
        scope: isFloor ? ('floor' as const) : ('team' as const),
        teamId: isFloor ? null : scope,
        currencies: [...currencies],
      };
    });
  }

  @Get(':board')
  @ApiOperation({ summary: 'A ranking', description: 'Of today, of another day, week or month, and as it was known at any moment.' })
  @ZodResponse({ status: 200, type: RankingDto })
  ranking(@Param() { board }: BoardParams, @Query() query: RankingQuery) {
    return this.rankings.ranking(board, query);
  }

  @Get(':board/explain')
  @ApiOperation({ summary: 'Why somebody stands where they stand' })
  @ZodResponse({ status: 200, type: ExplanationDto })
  explain(@Param() { board }: BoardParams, @Query() query: ExplainQuery) {
    return this.explanations.explain(board, query);
  }

  @Get(':board/collected')
  @ApiOperation({ summary: 'What of the sold is invoiced and paid' })
  @ZodResponse({ status: 200, type: CollectedDto })
  collected(@Param() { board }: BoardParams, @Query() query: CollectedQuery) {
    return this.rankings.collected(board, query);
  }

  @Get(':board/minutes')
  @ApiOperation({ summary: 'The minutes in which something was told, to rewind to' })
  @ZodResponse({ status: 200, type: MinutesDto })
  minutes(@Param() { board }: BoardParams, @Query() query: MinutesQuery) {
    return this.rankings.minutes(board, query);
  }
}
