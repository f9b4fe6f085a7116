/** A browser as far as signing in goes: it follows where it is sent, keeps cookies, and fills in the provider's forms. */
export class Visitor {
  private readonly cookies = new Map<string, string>();

  get headers() {
    return { cookie: [...this.cookies].map(([name, value]) => `${name}=${value}`).join('; ') };
  }

  async ask(url: string, form?: Readonly<Record<string, string>>): Promise<Response> {
    const body = form && new URLSearchParams(form);
    const answer = await fetch(url, { method: form ? 'POST' : 'GET', headers: this.headers, body, redirect: 'manual' });
    for (const set of answer.headers.getSetCookie()) {
      const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(set) ?? [];
      if (value === '') this.cookies.delete(name);
      else this.cookies.set(name, value);
    }
    return answer;
  }

  /** Signs in at the provider as `login`; resolves to the address, ours again, to which it sends the browser back. */
  async signsIn(begin: string, login: string): Promise<string> {
    let at = begin;
    for (let step = 0; step < 12; step++) {
      const forms = at.includes('/interaction/');
      const prompt = forms ? /name="prompt" value="(\w+)"/.exec(await (await this.ask(at)).text())?.[1] : undefined;
      const answer = await this.ask(at, prompt === undefined ? undefined : { prompt, login, password: 'any' });
      const next = answer.headers.get('location');
      if (!next) throw new Error(`${at} was answered ${answer.status}: ${(await answer.text()).slice(0, 300)}`);
      at = new URL(next, at).href;
      if (at.includes('/callback?')) return at;
    }
    throw new Error(`it never came back; it is at ${at}`);
  }
}
