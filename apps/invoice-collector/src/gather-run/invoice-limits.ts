/**
 * What one invoice takes. Xero names no limit of lines, only one of 3.5 MB for a request (developer.xero.com, API limits), and
 * invoicing-worker sends 3 MB at most; a line is its description and some 200 bytes. Lines are bounded too, for the PDF and its mail.
 */
export const INVOICE_TAKES = { lines: 5_000, bytes: 2_800_000 };

/** Beside the description: quantity, price, account and tax type with their names. */
const LINE_BYTES = 200;

const size = `octet_length(to_json(description)::text) + ${LINE_BYTES}`;

/**
 * What is more than one invoice takes goes back among the open charges, the last entered first out, and waits for the next run. Answers how
 * many. Only customers who have too much are looked at line by line.
 */
export const PUT_BACK = `
  with large as (
    select customer_ref, currency from charge where run_id = $1
    group by customer_ref, currency having count(*) > $2 or sum(${size}) > $3
  ), counted as (
    select charge_ref,
      row_number() over entered as nth, sum(${size}) over entered as bytes
    from charge join large using (customer_ref, currency) where run_id = $1
    window entered as (partition by customer_ref, currency order by entered_at, batch_id, position rows unbounded preceding)
  ), put_back as (
    update charge set run_id = null from counted
    where charge.charge_ref = counted.charge_ref and (nth > $2 or bytes > $3) returning 1
  )
  update run set waiting = waiting + (select count(*) from put_back) where run_id = $1`;
