// Yours: written once by `sls-gen generate`, never rewritten.
import { App } from "aws-cdk-lib";
import { ApiStack } from "./generated/api-stack.ts";

const app = new App();
new ApiStack(app, "store-cdk", { stageName: "prod", logRetentionDays: 30 });
