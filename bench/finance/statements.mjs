// Loaded into the back office before anything else: tells the bench, while it listens, what PostgreSQL is asked.
import pg from 'pg';

let listening = false;
process.on('message', ({ listen }) => {
  if (listen !== undefined) listening = listen;
});

const { query } = pg.Client.prototype;
pg.Client.prototype.query = function (config, values, ...rest) {
  if (listening) {
    const text = typeof config === 'string' ? config : config?.text;
    const given = (Array.isArray(values) ? values : config?.values) ?? [];
    if (text) process.send?.({ statement: { text, values: given } });
  }
  return query.call(this, config, values, ...rest);
};
