import { Controller, Get, Redirect } from '@nestjs/common';

/** Where the mark leads when the sandbox stands alone; on the local start the front answers this address with its own page. */
@Controller()
export class HomeController {
  @Get()
  @Redirect('/sandbox/mail')
  home() {}
}
