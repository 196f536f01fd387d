import type { Json } from "../api/json.ts";

/**
 * What an API promises and what is deployed for it: plain data that is recorded with a project, and of which
 * two can be compared. What is not said is left out.
 */
export type Contract = {
  /** By `METHOD path`. */
  readonly operations: Readonly<Record<string, OperationContract>>;
  /** Named schemas. */
  readonly schemas: Readonly<Record<string, ContractNode>>;
  /** What is deployed for each function, by logical id. */
  readonly functions: Readonly<Record<string, Facts>>;
  /** DynamoDB tables, by logical id. */
  readonly tables: Readonly<Record<string, Facts>>;
  /** What is deployed for the API as a whole. */
  readonly api: Facts;
};

/** Facts by name, compared one by one. */
export type Facts = Readonly<Record<string, Json>>;

export type OperationContract = {
  readonly name: string;
  readonly isDeprecated?: true;
  /** By `in.name`, such as `query.limit`; names of headers have no case. */
  readonly parameters: Readonly<Record<string, ContractField & Spelling>>;
  /** Locations in which names that are not declared are refused. */
  readonly closed?: readonly string[];
  readonly body?: {
    readonly required: boolean;
    readonly media: Readonly<Record<string, ContractNode>>;
  };
  /** By status. */
  readonly responses: Readonly<Record<string, ResponseContract>>;
  readonly security: {
    readonly isPublic: boolean;
    /** Ways to show who calls, each as one text: `staff(read, write)`. */
    readonly ways: readonly string[];
  };
  readonly gateway: Facts;
};

/** How a parameter is written, and its name. */
export type Spelling = { readonly written: string; readonly wire: string };

export type ResponseContract = {
  readonly headers: Readonly<Record<string, ContractField>>;
  /** Empty where the response has no content. */
  readonly media: Readonly<Record<string, ContractNode>>;
};

/** A property, a parameter or a header. */
export type ContractField = {
  readonly required: boolean;
  readonly node: ContractNode;
  /** JSON text of what is put in where it is absent. */
  readonly fallback?: string;
};

/** The set of values that a schema accepts, as its keywords say it. */
export type ContractNode = {
  /** Name of the schema that it refers to, beside what else it says. */
  readonly ref?: string;
  readonly types?: readonly string[];
  /** JSON texts. */
  readonly enum?: readonly string[];
  /** Limits by keyword: `minLength`. */
  readonly limits?: Readonly<Record<string, number>>;
  readonly patterns?: readonly string[];
  readonly formats?: readonly string[];
  /** Other keywords, as JSON texts. */
  readonly rules?: Readonly<Record<string, readonly string[]>>;
  readonly properties?: Readonly<Record<string, ContractField>>;
  /** True where names that are not declared are refused. */
  readonly isClosed?: true;
  /** What names that are not declared hold. */
  readonly values?: ContractNode;
  readonly items?: ContractNode;
  readonly allOf?: readonly ContractNode[];
  /** One list of alternatives for each anyOf, oneOf or discriminator. */
  readonly choices?: readonly (readonly ContractNode[])[];
};
