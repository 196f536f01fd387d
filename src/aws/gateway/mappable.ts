/** Names of parameters and headers that API Gateway can map (request parameter mapping). */
export const mappable = /^[a-zA-Z0-9._$-]+$/;
