/** How a sale is called before anybody knows who buys. */
export const NAMELESS = 'Company not named yet';
