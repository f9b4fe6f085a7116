/** SQL: the list of a currency that holds at a moment, both of them expressions: the one that became valid last, and was entered last of those. */
export const inForce = (currency: string, at: string) => `
  (select f.price_list_id from price_list f where f.currency = ${currency} and f.valid_from <= ${at}
   order by f.valid_from desc, f.number desc limit 1)`;
