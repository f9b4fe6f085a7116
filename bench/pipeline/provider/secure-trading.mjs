/** Secure Trading's AUTH of a stored card, which always succeeds. */
export class SecureTrading {
  charges = new Set();

  constructor(afterAWhile) {
    this.afterAWhile = afterAWhile;
  }

  async answer(body) {
    const [{ requestreference, requesttypedescriptions, orderreference, baseamount, currencyiso3a }] = JSON.parse(body).request;
    if (requesttypedescriptions[0] !== 'AUTH') throw new Error(`nothing here answers ${requesttypedescriptions[0]}`);
    await this.afterAWhile();
    if (this.charges.has(orderreference)) throw new Error(`${orderreference} was charged twice`);
    this.charges.add(orderreference);
    const transaction = {
      errorcode: '0',
      errormessage: 'Ok',
      requesttypedescription: 'AUTH',
      transactionreference: `55-9-${this.charges.size}-${orderreference}`,
      orderreference,
      baseamount,
      currencyiso3a,
      settlestatus: '0',
      acquirerresponsecode: '00',
    };
    return { status: 200, body: { requestreference, version: '1.00', response: [transaction] } };
  }
}
